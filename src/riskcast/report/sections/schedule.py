"""The schedule: the program on one page, every task project by project, and the dates that somebody fixed."""

from __future__ import annotations

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.finishes import finishes
from riskcast.analysis.holds import holds
from riskcast.analysis.roadmap import Roadmap, roadmap
from riskcast.analysis.wording import say_date, say_percent
from riskcast.report.charts.roadmap import roadmap_chart
from riskcast.report.charts.roadmap_words import say_links
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.key import key
from riskcast.report.section import Fragment
from riskcast.report.sections.gantts import gantts, say_level
from riskcast.report.table import details, table
from riskcast.report.theme import CLASS_NAMES

ROADMAP = "chart-roadmap"
MOST_HELD = 15
"""Constraints that are listed."""


def render(context: Context) -> Fragment:
    """Return the roadmap, the tasks of every project behind its line, and the table of all tasks."""
    found, ends = roadmap(context.result, context.bars), finishes(context.result)
    chart = roadmap_chart(found, ends.level, FinishDays(context.result.program))
    drawn = gantts(context, ends)
    picture = figure(ROADMAP, chart, key=_signs(context, found, ends.level), behind=_links(found))
    parts = (_intro(found), picture, *drawn.html, *_held(context))
    return Fragment(join(*parts), {ROADMAP: chart, **drawn.charts})


def _signs(context: Context, found: Roadmap, level: int) -> Html:
    late = say_level(context, level)
    entries = [(f"crit{i}", f"critical in {words}") for i, words in enumerate(CLASS_NAMES)]
    kinds = {row.kind for row in found.rows}
    entries += [("diamond-plain", "Milestone as planned")] if "milestone" in kinds else []
    entries += [("whisker", el("span", "P10 to P90, with P50 and ", late))]
    entries += [("promise", "Promised")] if any(row.target for row in found.rows) else []
    entries += [("curve", "Dependency between projects, the thicker, the more critical")] if found.links else []
    return key(entries)


def _intro(found: Roadmap) -> Html:
    projects = sum(row.kind == "project" for row in found.rows)
    promises = sum(row.kind != "project" and row.target is not None for row in found.rows)
    text = "Bars are the plan without uncertainty; thin lines show where their finish may fall."
    if projects < found.projects:
        text += f" Of {found.projects} projects the {projects} with the most critical work are shown."
    if promises < found.promises:
        text += f" Of {found.promises} promised dates the {promises} most doubtful are shown."
    return el("p", text)


def _links(found: Roadmap) -> Html:
    """Return the dependencies of the picture in words and as a table; nothing when there are none."""
    if not found.links:
        return Html("")
    label = {row.id: row.label for row in found.rows if row.kind != "project"}
    project = {row.id: row.label for row in found.rows if row.kind == "project"}
    owner = {row.id: project[row.project] for row in found.rows if row.kind != "project"}
    rows = [
        (
            *(cell for id_ in (link.predecessor, link.successor) for cell in (name(label[id_]), name(owner[id_]))),
            link.words,
            say_percent(link.both),
        )
        for link in found.links
    ]
    head = ("Predecessor", "Project", "Successor", "Project", "Link", "Both critical in at most")
    count = f"{len(rows)} of {found.crossings}" if len(rows) < found.crossings else f"All {len(rows)}"
    numbers = table("Dependencies between projects", head, rows, words=(1, 2, 3, 4))
    behind = details(f"{count} dependencies between projects as a table", numbers)
    return join(el("p", say_links(found)), behind)


def _held(context: Context) -> list[Html]:
    """Return the date constraints that decide; nothing when none does."""
    found = holds(context.result)
    if not found:
        return []
    text = (
        "These tasks start or finish exactly at a date that somebody fixed, in the given share of the futures, and not "
        "where the work before them ends. Such a date swallows delays before it and wastes time gained."
    )
    rows = [
        (hold.task.label, hold.words, say_date(hold.date) if hold.date else "from its summary", say_percent(hold.share))
        for hold in found[:MOST_HELD]
    ]
    columns = ("Task", "Constraint", "Date", "Decides in")
    projects = [hold.task.project for hold in found[:MOST_HELD]]
    return [
        el("h3", "Dates that hold the schedule"),
        el("p", text),
        table("Constraints that decide dates", columns, rows, words=(1, 2), projects=projects),
    ]
