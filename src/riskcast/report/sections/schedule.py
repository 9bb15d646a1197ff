"""Every task: where it is planned, where it may end, how often it is critical."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.bars import Bar
from riskcast.analysis.holds import holds
from riskcast.analysis.wording import say_date, say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.gantt import gantt, time_axis
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.key import key
from riskcast.report.section import Fragment
from riskcast.report.table import details, table
from riskcast.report.theme import CLASS_NAMES

MOST = 150
"""Tasks that are drawn; the table has all."""
MOST_HELD = 15
"""Constraints that are listed."""
PER_CHART = 40
"""Rows of one picture: as many as fit on a printed page."""


def render(context: Context) -> Fragment:
    """Return the pictures, project by project, and the table of all tasks."""
    everything = context.bars.rows
    rows = _most_critical(everything)
    target = context.result.program.targets.finish
    line = time_axis(rows, target)
    charts: dict[str, Chart] = {}
    for number, (title, part) in enumerate(_parts(context, rows), start=1):
        charts[f"chart-schedule-{number}"] = gantt(title, part, line, target)
    entries = [(f"crit{i}", f"critical in {words}") for i, words in enumerate(CLASS_NAMES)]
    entries += [("diamond-plain", "Milestone"), ("whisker", "Finish at P50 and at P80")]
    entries += [("promise", f"Target {say_date(target)}")] if target else []
    figures = [figure(id_, chart) for id_, chart in charts.items()]
    parts = (_intro(len(rows), len(everything)), key(entries), *figures, *_held(context), _table(everything, context))
    return Fragment(join(*parts), charts)


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
    return [
        el("h3", "Dates that hold the schedule"),
        el("p", text),
        table("Constraints that decide dates", columns, rows, words=(1, 2)),
    ]


def _most_critical(rows: Sequence[Bar]) -> Sequence[Bar]:
    """Return the rows to draw, in their own order."""
    if len(rows) <= MOST:
        return rows
    kept = sorted(rows, key=lambda row: (-row.criticality, row.total_float_min))[:MOST]
    chosen = {row.task for row in kept}
    return [row for row in rows if row.task in chosen]


def _parts(context: Context, rows: Sequence[Bar]) -> list[tuple[str, Sequence[Bar]]]:
    """Return the rows by project, large projects in several parts."""
    parts = []
    for project in context.result.program.projects:
        mine = [row for row in rows if row.project == project.id]
        pieces = list(_pieces(mine))
        for number, piece in enumerate(pieces, start=1):
            more = f" ({number} of {len(pieces)})" if len(pieces) > 1 else ""
            parts.append((f"{project.label}{more}", piece))
    return parts


def _pieces(rows: Sequence[Bar]) -> list[Sequence[Bar]]:
    """Return pieces of nearly equal length that each fit one picture."""
    count = -(-len(rows) // PER_CHART)
    return [rows[len(rows) * i // count : len(rows) * (i + 1) // count] for i in range(count)]


def _intro(shown: int, count: int) -> Html:
    text = "Bars are the plan without uncertainty; the line behind each bar runs to its P80 finish."
    if shown < count:
        text += f" Drawn are the {shown} most critical of {count:,} tasks; the table below has all of them."
    return el("p", text)


def _table(rows: Sequence[Bar], context: Context) -> Html:
    projects = {project.id: project.label for project in context.result.program.projects}
    head = ("Task", "Id", "Project", "Planned start", "Planned finish", "P50 finish", "P80 finish", "Critical")
    cells = (
        (
            name(row.name),
            name(row.task),
            name(projects[row.project]),
            *(say_date(day) for day in (row.start, row.finish, row.p50_finish, row.p80_finish)),
            say_percent(row.criticality),
        )
        for row in rows
    )
    return details(f"All {len(rows):,} tasks as a table", table("Tasks", head, cells, words=(1, 2)))
