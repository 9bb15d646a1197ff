"""Finish and cost of each project."""

from __future__ import annotations

from riskcast.analysis.measures import MeasureSummary
from riskcast.model.program import Project
from riskcast.report.chance import chance
from riskcast.report.charts.chart import Chart
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.live import live, live_p
from riskcast.report.moving import moving_ranges, range_key
from riskcast.report.section import Fragment
from riskcast.report.sections.dates import MOST
from riskcast.report.table import table
from riskcast.report.words import DASH

CHART = "chart-projects"


def render(context: Context) -> Fragment:
    """Return finish and cost per project."""
    parts: list[Html] = []
    charts: dict[str, Chart] = {}
    projects = context.result.program.projects
    if context.has_cost and len(projects) > 1:
        named = [(project.label, context.summary(f"cost:{project.id}")) for project in projects[:MOST]]
        charts[CHART] = moving_ranges(context, "What each project may cost", named)
        parts.append(figure(CHART, charts[CHART], key=range_key(context, (row for _, row in named))))
    parts.append(_table(context, "finish", "Finish per project", "Target"))
    if context.has_cost:
        parts.append(_table(context, "cost", "Cost per project", "Budget"))
        parts.append(
            el(
                "p",
                "Percentiles of parts do not add up: projects rarely need their P",
                live_p(context),
                " all at once, so the sum of these costs is not the P",
                live_p(context),
                " of the program. The row of the program is simulated as a whole.",
            )
        )
    return Fragment(join(*parts), charts)


def _table(context: Context, measure: str, caption: str, promise: str) -> Html:
    head = ("Project", "Plan", "P50", join("P", live_p(context)), promise, "Chance")
    projects = context.result.program.projects
    rows = [_row(context, project, measure) for project in projects]
    whole = ("Whole program", *_numbers(context, measure))
    ids = ("", *(project.id for project in projects))
    return table(caption, head, [whole, *rows], words=(5,), strong=1, projects=ids)


def _row(context: Context, project: Project, measure: str) -> tuple[str, ...]:
    manager = el("span", name(project.manager), class_="sub line") if project.manager else ""
    return (join(name(project.label), manager), *_numbers(context, f"{measure}:{project.id}"))


def _numbers(context: Context, measure: str) -> tuple[str, ...]:
    summary: MeasureSummary = context.summary(measure)
    middle = context.say(measure, summary.percentiles[50])
    promised = DASH if summary.target is None else context.say(measure, summary.target)
    plan = context.say(measure, summary.deterministic)
    return (plan, middle, live(context, measure), promised, chance(summary.probability))
