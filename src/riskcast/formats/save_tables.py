"""The lists of a program as CSV tables with only the columns they need."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from riskcast.formats.columns import (
    COLUMNS,
    CONSTRAINT_COLUMNS,
    ESTIMATE_COLUMNS,
    REQUIRED,
    STORED_COLUMNS,
    TAG,
    is_text,
)
from riskcast.formats.escape import protect
from riskcast.formats.save_cells import Cells, texts
from riskcast.formats.save_money import MONEY, money_rows
from riskcast.formats.save_risks import response_rows, risk_rows
from riskcast.formats.save_uncertainty import (
    branch_rows,
    condition_cells,
    correlation_cells,
    driver_cells,
    lost_time_cells,
    rework_cells,
    season_cells,
)
from riskcast.formats.save_yaml import moment_text
from riskcast.model.amount import Amount
from riskcast.model.band import Band
from riskcast.model.estimate import THREE_POINT, Estimate
from riskcast.model.program import Program
from riskcast.model.resource import Assignment
from riskcast.model.split import format_splits
from riskcast.model.task import Dependency, StoredDates, Task, TaskKind

_ALWAYS = {
    "tasks": ("id", "name", "project", "duration", *ESTIMATE_COLUMNS),
    "dependencies": ("predecessor", "successor", "type", "lag"),
    "resources": ("id", "name"),
    "assignments": ("task", "resource"),
    "costs": ("id", "task", "fixed"),
    **{section: REQUIRED[section] for section in MONEY[2:]},
    "risks": ("id", "name", "probability", "tasks", "delay"),
    "responses": ("risk", "tasks", "delay"),
    "drivers": ("id", "name", "duration", "tasks"),
    "bands": ("where", *ESTIMATE_COLUMNS),
    "correlations": ("among", "rho"),
    "branches": ("id", "option", "probability", "tasks"),
    "conditions": ("id", "task", "then", "otherwise"),
    "reworks": ("id", "tasks", "probability"),
    "lost_time": ("id", "calendars", "days"),
    "seasons": ("id", "calendars", "first", "last"),
}
"""Columns that a table has even when they are blank."""


def table_of(program: Program, section: str) -> str:
    """Return the text of one CSV table, or an empty text when the section is empty."""
    rows = list(_ROWS[section](program))
    if not rows:
        return ""
    used = {name for row in rows for name, cell in row.items() if cell}
    order = [name for name in COLUMNS[section] if name in used or name in _ALWAYS[section]]
    order += sorted(used - set(order))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(order)
    for row in rows:
        cells = ((name, row.get(name, "")) for name in order)
        writer.writerow([protect(cell) if is_text(name) else cell for name, cell in cells])
    return out.getvalue()


def _task(task: Task) -> Cells:
    cells: dict[str, object] = {
        "id": task.id,
        "name": task.name,
        "project": task.project,
        "kind": "" if task.kind is TaskKind.TASK else task.kind.value,
        "wbs": task.wbs,
        "parent": task.parent,
        "calendar": task.calendar,
        "duration": task.duration,
        "actual_start": task.actual_start and moment_text(task.actual_start),
        "actual_finish": task.actual_finish and moment_text(task.actual_finish),
        "remaining": task.remaining,
        "resume": task.resume and moment_text(task.resume),
        "expected_finish": task.expected_finish and moment_text(task.expected_finish),
        "baseline_start": task.baseline_start and moment_text(task.baseline_start),
        "baseline_finish": task.baseline_finish and moment_text(task.baseline_finish),
        "target": task.target,
        "probability": "" if task.probability == 1.0 else Amount(task.probability),
        "cause": task.cause,
        "as_late_as_possible": "true" if task.as_late_as_possible else "",
        "manual_start": task.manual_start and moment_text(task.manual_start),
        "manual_finish": task.manual_finish and moment_text(task.manual_finish),
        "levelling_delay": task.levelling_delay,
        "splits": format_splits(task.splits),
        "on_resource_calendars": "true" if task.on_resource_calendars else "",
        "note": task.note,
        "code": task.code,
    }
    columns = {kind: name for name, kind in CONSTRAINT_COLUMNS.items()}
    cells |= {columns[c.kind]: moment_text(c.date) for c in task.constraints}
    cells |= _stored(task.stored)
    cells |= {TAG + name: text for name, text in task.tags.items()}
    return texts(cells | _uncertainty(task.estimate))


def _stored(stored: StoredDates | None) -> dict[str, object]:
    dates = {column: getattr(stored, name) for column, name in STORED_COLUMNS.items()} if stored else {}
    return {column: moment_text(date) for column, date in dates.items() if date is not None}


def _uncertainty(estimate: Estimate | None) -> dict[str, object]:
    """Return the columns of an estimate: three points where they say everything, otherwise the expression."""
    if estimate is None:
        return {}
    args = dict(estimate.args)
    points = ("low", "mode", "high") if estimate.family in THREE_POINT else ("low", "high")
    if estimate.family in (*THREE_POINT, "uniform") and tuple(args) == points:
        named = {"likely" if name == "mode" else name: amount for name, amount in args.items()}
        return {"distribution": estimate.family, **named}
    return {"distribution": f"fixed({estimate})" if estimate.family == "fixed" else estimate}


def _dependency(link: Dependency) -> Cells:
    cells = {"predecessor": link.predecessor, "successor": link.successor, "type": link.type.value}
    return texts({**cells, "lag": link.lag, "lag_calendar": link.lag_calendar and link.lag_calendar.value})


def _assignment(assignment: Assignment) -> Cells:
    cells: dict[str, object] = {
        "task": assignment.task,
        "resource": assignment.resource,
        "units": "" if assignment.units == 1.0 else Amount(assignment.units),
        "delay": assignment.delay,
        "duration": assignment.duration,
        "splits": format_splits(assignment.splits),
    }
    return texts(cells)


def _band(band: Band) -> Cells:
    return texts({"where": band.where, **_uncertainty(band.estimate), "cost": band.cost, "note": band.note})


_ROWS: dict[str, Callable[[Program], Iterable[Cells]]] = {
    **{section: money_rows(section) for section in MONEY},
    "tasks": lambda program: map(_task, program.tasks),
    "dependencies": lambda program: map(_dependency, program.dependencies),
    "assignments": lambda program: map(_assignment, program.assignments),
    "risks": risk_rows,
    "responses": response_rows,
    "drivers": lambda program: map(driver_cells, program.drivers),
    "bands": lambda program: map(_band, program.bands),
    "correlations": lambda program: map(correlation_cells, program.correlations),
    "branches": lambda program: branch_rows(program.branches),
    "conditions": lambda program: map(condition_cells, program.conditions),
    "reworks": lambda program: map(rework_cells, program.reworks),
    "lost_time": lambda program: map(lost_time_cells, program.lost_time),
    "seasons": lambda program: map(season_cells, program.seasons),
}
