"""One row per task as CSV: for a spreadsheet, or to be matched by activity ID."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from riskcast.errors import FileProblem
from riskcast.export.exported import Exported
from riskcast.export.levels import levels
from riskcast.formats.atomic import write_file
from riskcast.formats.escape import protect
from riskcast.kernels.types import I4
from riskcast.model.calendar import Calendar
from riskcast.model.task import Task
from riskcast.simulation.result import Result

_BOM = "\ufeff"
"""Without it Excel takes the file for the local 8-bit encoding."""


def export_csv(result: Result, path: str | os.PathLike[str]) -> Exported:
    """Write one row per task of the program, in its order, as UTF-8 CSV; missing folders are made.

    The first column is the identifier in the tool that the plan came from (riskcast's own id when there is none).
    Dates are local times ``YYYY-MM-DD HH:MM``, cut to the minute; cells that a spreadsheet would take for a formula
    begin with an apostrophe. Summaries and levels of effort that are not scheduled have no dates.

    Raises
    ------
    FileProblem
        When the file cannot be written.
    """
    target = Path(path)
    try:
        data = (_BOM + csv_text(result)).encode()
    except UnicodeEncodeError:
        raise FileProblem(f"{target}: a text of the program holds characters that are not text") from None
    with write_file(target) as stream:
        stream.write(data)
    return Exported(target)


def csv_text(result: Result) -> str:
    """Return the table that :func:`export_csv` writes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_header(result))
    writer.writerows(_rows(result))
    return out.getvalue()


def _header(result: Result) -> list[str]:
    percentiles = [f"P{p} {end}" for end in ("start", "finish") for p in levels(result)]
    return [
        "Activity ID", "Activity name", "Project", "WBS", "Type", "Planned start", "Planned finish", *percentiles,
        "Criticality %", "Total float days", "Actual start", "Actual finish", "riskcast ID",
    ]  # fmt: skip


def _rows(result: Result) -> Iterator[list[str]]:
    place = {id_: i for i, id_ in enumerate(result.tasks.ids)}
    calendars = {calendar.id: calendar for calendar in result.program.calendars}
    ends = [result.task_percentile(p) for p in levels(result)]
    columns = [end[:, at] for at in (0, 1) for end in ends]
    for task in result.program.tasks:
        calendar = calendars[result.program.calendar_of(task)]
        computed = _computed(result, columns, place.get(task.id), task, calendar)
        texts = (task.code or task.id, task.name, task.project, task.wbs, task.kind.value)
        actual = (_moment(task.actual_start), _moment(task.actual_finish))
        yield [*map(protect, texts), *computed, *actual, protect(task.id)]


def _computed(result: Result, columns: Sequence[I4], at: int | None, task: Task, calendar: Calendar) -> list[str]:
    """Return planned dates, percentiles, criticality and float; blanks for what is not scheduled."""
    if at is None:
        return [""] * (len(columns) + 4)
    tasks = result.tasks
    dates = (_moment(result.moment(column[at])) for column in (tasks.planned_start, tasks.planned_finish, *columns))
    day = 24.0 if task.duration is not None and task.duration.is_elapsed else calendar.hours_per_day
    days = float(tasks.total_float[at]) / 60.0 / day
    return [*dates, f"{100.0 * float(tasks.criticality[at]):.2f}", f"{days:.2f}"]


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M}"
