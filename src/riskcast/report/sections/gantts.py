"""Every task of every project: pictures behind one line per project, and one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from riskcast.analysis.bars import Bar
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.finishes import Finishes
from riskcast.analysis.progress import done
from riskcast.analysis.wording import say_date, say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.ends import Ends
from riskcast.report.charts.gantt import GanttRow, gantt
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.charts.upright import uprights
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.key import key
from riskcast.report.live import live, live_p
from riskcast.report.table import details, table
from riskcast.report.theme import CLASS_NAMES

MOST = 3_000
"""Tasks that are drawn; the table has all."""
PER_CHART = 40
"""Rows of one picture: as many as fit on a printed page."""


@dataclass(frozen=True)
class Gantts:
    """The pictures of all tasks, with their place on the page."""

    html: Sequence[Html]
    charts: Mapping[str, Chart]


def gantts(context: Context, ends: Finishes) -> Gantts:
    """Return the projects, each behind a line that opens, and the table of all tasks."""
    bars = context.bars.rows
    drawn = _most_critical(bars)
    program = context.result.program
    marks = uprights(program.data_date or program.start, program.targets.finish)
    line = _axis(drawn, ends, [mark.when for mark in marks])
    past, days = done(context.result), FinishDays(program)
    place = {id_: i for i, id_ in enumerate(ends.tasks)}
    charts: dict[str, Chart] = {}
    parts: list[Html] = [el("h3", "Every task"), _intro(len(drawn), len(bars)), _signs(context, ends.level, bool(past))]
    for project in program.projects:
        mine = [
            GanttRow(bar, days.of_task(bar.task, bar.finish), past.get(bar.task))
            for bar in drawn
            if bar.project == project.id
        ]
        figures = []
        for title, piece in _pieces(f"Tasks of \u2068{project.label}\u2069", mine):
            chart = gantt(title, piece, _ends(ends, place, piece), line, marks)
            id_ = f"chart-schedule-{len(charts) + 1}"
            charts[id_] = chart
            figures.append(figure(id_, chart))
        if figures:
            parts.append(_project(context, project.id, project.label, mine, figures))
    return Gantts([el("div", *parts, class_="every"), _table(context, ends)], charts)


def _most_critical(rows: Sequence[Bar]) -> Sequence[Bar]:
    """Return the rows to draw, in their own order."""
    if len(rows) <= MOST:
        return rows
    kept = sorted(rows, key=lambda row: (-row.criticality, row.total_float_min))[:MOST]
    chosen = {row.task for row in kept}
    return [row for row in rows if row.task in chosen]


def _axis(rows: Sequence[Bar], ends: Finishes, more: Sequence[date]) -> Scale:
    """Return the axis that all charts of the schedule share."""
    plan = [when for row in rows for when in (row.start, row.finish)]
    late: list[date] = [ends.dates.max().item()] if rows else []
    return scale([*plan, *late, *more], "")


def _pieces(title: str, rows: Sequence[GanttRow]) -> Iterator[tuple[str, Sequence[GanttRow]]]:
    """Yield titled pieces of nearly equal length that each fit one picture."""
    count = -(-len(rows) // PER_CHART)
    for i in range(count):
        more = f" ({i + 1} of {count})" if count > 1 else ""
        yield title + more, rows[len(rows) * i // count : len(rows) * (i + 1) // count]


def _ends(ends: Finishes, place: Mapping[str, int], rows: Sequence[GanttRow]) -> Ends:
    plan = np.array([row.bar.finish for row in rows], "datetime64[s]")
    return Ends(plan, ends.dates[[place[row.bar.task] for row in rows]], ends.levels, ends.level)


def _project(context: Context, id_: str, label: str, rows: Sequence[GanttRow], figures: Sequence[Html]) -> Html:
    measure = f"finish:{id_}"
    finished = sum(row.is_finished for row in rows)
    count = f"{len(rows):,} task{'' if len(rows) == 1 else 's'}" + (f", {finished} finished" if finished else "")
    p50 = context.say(measure, context.summary(measure).percentiles[50])
    worst = max((row.bar for row in rows), key=lambda bar: bar.criticality)
    facts = join(
        f"{count}; finish P50 {p50}, P",
        live_p(context),
        " ",
        live(context, measure),
        f"; most critical in {say_percent(worst.criticality)}",
    )
    summary = el("summary", el("b", name(label)), " ", el("span", facts, class_="facts"))
    return el("details", summary, *figures, data_project=id_)


def say_level(context: Context, level: int) -> str:
    """Return the name of the second tick of every row, which moves with the chosen confidence."""
    return join("P", live_p(context)) if level == context.confidence else "the chosen confidence, or the next one kept"


def _intro(shown: int, count: int) -> Html:
    text = "One line per project; it opens to its tasks."
    if shown < count:
        text += f" Drawn are the {shown:,} most critical of {count:,} tasks; the table below has all of them."
    return el("p", text)


def _signs(context: Context, level: int, is_started: bool) -> Html:
    late = say_level(context, level)
    entries: list[tuple[str, str]] = [(f"crit{i}", f"critical in {words}") for i, words in enumerate(CLASS_NAMES)]
    entries += [("diamond-plain", "Milestone"), ("whisker", el("span", "Finish at P50 and at ", late))]
    entries += [("done", "Done, ✓ finished")] if is_started else []
    entries += [("plan", "Status date")]
    entries += [("promise", "Target of the program")] if context.result.program.targets.finish else []
    return key(entries)


def _table(context: Context, ends: Finishes) -> Html:
    rows = context.bars.rows
    program = context.result.program
    projects, days = {project.id: name(project.label) for project in program.projects}, FinishDays(program)
    head = (
        "Task",
        "Id",
        "Project",
        "Planned start",
        "Planned finish",
        "P50 finish",
        f"P{ends.level} finish",
        "Critical",
    )
    p50, late = ends.at(50), ends.at(ends.level)
    cells = (
        (
            name(row.name),
            name(row.task),
            projects[row.project],
            say_date(row.start),
            say_date(days.of_task(row.task, row.finish)),
            say_date(p50[row.task]),
            say_date(late[row.task]),
            say_percent(row.criticality),
        )
        for row in rows
    )
    tasks = table("Tasks", head, cells, words=(1, 2), projects=[row.project for row in rows])
    return details(f"All {len(rows):,} tasks as a table", tasks)
