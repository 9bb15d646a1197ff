"""Finish and cost of each project."""

from __future__ import annotations

from riskcast.analysis.measures import MeasureSummary
from riskcast.model.program import Project
from riskcast.report.chance import chance
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.ranges import ranges
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.section import Fragment
from riskcast.report.sections.dates import MOST, signs
from riskcast.report.table import table
from riskcast.report.words import DASH, say_value

CHART = "chart-projects"


def render(context: Context) -> Fragment:
    """Return finish and cost per project."""
    parts: list[Html] = []
    charts: dict[str, Chart] = {}
    projects = context.result.program.projects
    if context.has_cost and len(projects) > 1:
        named = [(project.label, context.summary(f"cost:{project.id}")) for project in projects[:MOST]]
        charts[CHART] = ranges("What each project may cost", named, context.currency)
        parts.append(figure(CHART, charts[CHART], key=signs(row for _, row in named)))
    parts.append(_table(context, "finish", "Finish per project", "Target"))
    if context.has_cost:
        parts.append(_table(context, "cost", "Cost per project", "Budget"))
        parts.append(
            el(
                "p",
                f"Percentiles of parts do not add up: projects rarely need their P{context.confidence} all at once, so "
                f"the sum of these costs is not the P{context.confidence} of the program. The row of the program is "
                "simulated as a whole.",
            )
        )
    return Fragment(join(*parts), charts)


def _table(context: Context, measure: str, caption: str, promise: str) -> Html:
    middle, plan = context.levels
    head = ("Project", "Plan", f"P{middle}", f"P{plan}", promise, "Chance")
    rows = [_row(context, project, measure) for project in context.result.program.projects]
    whole = ("Whole program", *_numbers(context, measure))
    return table(caption, head, [whole, *rows], words=(5,), strong=1)


def _row(context: Context, project: Project, measure: str) -> tuple[str, ...]:
    manager = el("span", name(project.manager), class_="sub line") if project.manager else ""
    return (join(name(project.label), manager), *_numbers(context, f"{measure}:{project.id}"))


def _numbers(context: Context, measure: str) -> tuple[str, ...]:
    summary: MeasureSummary = context.summary(measure)
    levels = (say_value(context.level(measure, p).value, context.currency) for p in context.levels)
    promised = DASH if summary.target is None else say_value(summary.target, context.currency)
    return (say_value(summary.deterministic, context.currency), *levels, promised, chance(summary.probability))
