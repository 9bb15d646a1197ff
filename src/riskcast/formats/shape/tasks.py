"""Rows to tasks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from riskcast.formats.columns import CONSTRAINT_COLUMNS, ESTIMATE_COLUMNS, STORED_COLUMNS, TASK_FIELDS
from riskcast.formats.raw import Row
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.report import Report
from riskcast.formats.shape.uncertainty import estimate_of, parse_range
from riskcast.formats.source import PartPlace
from riskcast.model.amount import Amount, parse_duration
from riskcast.model.estimate import Estimate
from riskcast.model.moment import parse_moment
from riskcast.model.split import parse_splits
from riskcast.model.task import Constraint, StoredDates, Task, TaskKind

_DIRECT = (
    *("id", "name", "kind", "code", "wbs", "parent", "calendar", "as_late_as_possible"),
    *("manual_start", "manual_finish", "levelling_delay", "on_resource_calendars"),
    *("actual_start", "actual_finish", "remaining", "resume", "expected_finish"),
    *("baseline_start", "baseline_finish", "target", "probability"),
)
_HINTS = {
    "estimate": "in a table the estimate stands in the column distribution",
    "constraints": "write it as a field such as start_no_earlier_than: 2027-03-01",
    "stored": "write it as fields such as stored_early_start: 2027-03-01T08:00",
}


@dataclass(slots=True)
class Tasks:
    """The tasks, and the entries from which their links and costs are still to be taken."""

    tasks: list[Task] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    """Entry of each task, same order."""


def shape_tasks(report: Report, rows: list[Row], projects: list[str]) -> Tasks:
    """Return the tasks of all rows; ``projects`` are the known project ids."""
    result = Tasks()
    known = set(projects)
    for row in rows:
        entry = Entry.of(report, "tasks", len(result.tasks), row)
        extra = ESTIMATE_COLUMNS if row.table else ("estimate",)
        entry.known_fields((*TASK_FIELDS, *extra, "tags"), _HINTS)
        entry.lowered("kind", TaskKind)
        if row.table:
            report.rename(entry.path("estimate"), f"tasks.{entry.label}.distribution")
        task = entry.build(Task, _values(entry, row.table, projects, known), {"project": projects[0]})
        if task is None:
            report.bad.pop(("tasks", len(result.tasks)), None)
            continue
        result.tasks.append(task)
        result.entries.append(entry)
    return result


def _values(entry: Entry, table: bool, projects: list[str], known: set[str]) -> dict[str, Any]:
    values: dict[str, Any] = {name: entry.data[name] for name in _DIRECT if _given(entry, name)}
    values["note"] = entry.data.get("note", "")
    values["cause"] = entry.data.get("cause", "")
    project = _project(entry, projects, known)
    if project is not None:
        values["project"] = project
    planned = entry.parsed("duration", parse_duration)
    estimate = estimate_of(entry, planned) if table else entry.parsed("estimate", parse_range)
    if planned is None and not _given(entry, "duration"):
        planned = _likely(entry, estimate)
    values |= {"duration": planned, "estimate": estimate, "constraints": _constraints(entry)}
    values |= {"splits": entry.parsed("splits", parse_splits) or (), "stored": _stored(entry)}
    values["tags"] = {name: text for name, text in entry.mapping("tags", "{name: value}").items() if text is not None}
    return values


def _given(entry: Entry, name: str) -> bool:
    """Return True when a field has a value; empty text is a value only for texts."""
    return entry.data.get(name, "") != ""


def _likely(entry: Entry, estimate: Estimate | None) -> Amount | None:
    """Return the most likely value as the planned duration of a task that states none."""
    if estimate is None or entry.data.get("kind", "task") != TaskKind.TASK.value:
        return None
    mode = dict(estimate.args).get("mode")
    return mode if mode is not None and mode.is_time else None


def _project(entry: Entry, projects: list[str], known: set[str]) -> str | None:
    """Return the project of a task: as written, the only one, or the one that its id starts with."""
    if _given(entry, "project"):
        return entry.text("project")
    if len(projects) == 1:
        return projects[0]
    name = entry.label
    while "." in name:
        name = name.rpartition(".")[0]
        if name in known:
            return name
    remedy = "name the project, or start the id with it: " + ".".join((projects[0], entry.label or "id"))
    entry.complain("RC011", "the project is missing", remedy, "project")
    return projects[0]


def _constraints(entry: Entry) -> tuple[Constraint, ...]:
    found: list[Constraint] = []
    for column, kind in CONSTRAINT_COLUMNS.items():
        moment = entry.parsed(column, parse_moment)
        if moment is not None:
            place = PartPlace(entry.place, (column,))
            entry.report.source.put(entry.path("constraints", len(found)), place)
            entry.report.rename(entry.path("constraints", len(found)), f"tasks.{entry.label}.{column}")
            found.append(Constraint(kind=kind, date=moment))
    return tuple(found)


def _stored(entry: Entry) -> StoredDates | None:
    """Return the dates that another tool had computed, or None when no column holds one."""
    dates = {name: entry.parsed(column, parse_moment) for column, name in STORED_COLUMNS.items()}
    return StoredDates(**dates) if any(dates.values()) else None
