"""Resources and assignments of P6: the RSRC and TASKRSRC tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from riskcast.formats.schedules.ids import clean_id, unique
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.p6.activities import Activities
from riskcast.formats.schedules.validated import validated
from riskcast.formats.schedules.values import working
from riskcast.formats.schedules.xer_tables import Row, Tables
from riskcast.model.resource import Assignment, Resource, ResourceKind
from riskcast.model.task import TaskKind

_KINDS = {"RT_MAT": ResourceKind.MATERIAL}
_TWICE = Topic(
    "RC058",
    "info",
    "1 resource is assigned twice to a task; its first assignment is carried",
    "{n} resources are assigned twice to a task; their first assignments are carried",
)


@dataclass(slots=True)
class Crew:
    """Resources by the key of the file, and the assignments with where they stand."""

    resources: dict[str, Resource] = field(default_factory=dict)
    assignments: list[Assignment] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def read_crew(tables: Tables, activities: Activities, calendars: set[str], notes: Notes) -> Crew:
    """Return the resources and roles that are assigned to an activity, and their assignments.

    One that is assigned without being in the file keeps its key as its id, and works when its activities do.
    """
    crew = Crew()
    rows = [row for row in tables.rows("TASKRSRC") if _key(row) and row.text("task_id") in activities.by_key]
    used = dict.fromkeys(_key(row) for row in rows)
    named = {f"rsrc {row.text('rsrc_id')}": row for row in tables.rows("RSRC")}
    named |= {f"role {row.text('role_id')}": row for row in tables.rows("ROLES")}
    ids = unique(_code(named.get(key)) or clean_id(key) for key in used)
    for key, name in zip(used, ids, strict=True):
        row = named.get(key)
        resource = Resource(id=name) if row is None else _resource(row, name, calendars)
        if resource is not None:
            crew.resources[key] = resource
    seen: set[tuple[str, str]] = set()
    for row in rows:
        _add(crew, row, activities, seen, notes)
    return crew


def _key(row: Row) -> str:
    """Return who is assigned: a resource, else the role that nobody fills yet."""
    if row.text("rsrc_id"):
        return f"rsrc {row.text('rsrc_id')}"
    return f"role {row.text('role_id')}" if row.text("role_id") else ""


def _code(row: Row | None) -> str:
    return "" if row is None else clean_id(row.text("rsrc_short_name") or row.text("role_short_name"))


def _resource(row: Row, name: str, calendars: set[str]) -> Resource | None:
    calendar = clean_id(row.text("clndr_id"))
    kind = _KINDS.get(row.text("rsrc_type").upper(), ResourceKind.WORK)
    return validated(
        Resource,
        row.notes,
        row.line,
        row.table,
        id=name,
        name=row.text("rsrc_name") or row.text("role_name"),
        kind=kind,
        calendar=calendar if calendar in calendars and kind is ResourceKind.WORK else None,
    )


def _add(crew: Crew, row: Row, activities: Activities, seen: set[tuple[str, str]], notes: Notes) -> None:
    task = activities.by_key.get(row.text("task_id"))
    resource = crew.resources.get(_key(row))
    if task is None or resource is None or task.kind is not TaskKind.TASK:
        return
    if (task.id, resource.id) in seen:
        notes.add(_TWICE, f"{resource.id} on {task.id}")
        return
    seen.add((task.id, resource.id))
    units, delay = row.number("target_qty_per_hr"), row.minutes("target_lag_drtn_hr_cnt")
    assignment = validated(
        Assignment,
        row.notes,
        row.line,
        row.table,
        task=task.id,
        resource=resource.id,
        units=max(units, 0.0) if units is not None else 1.0,
        delay=working(delay) if delay and delay > 0.0 else None,
    )
    if assignment is not None:
        crew.assignments.append(assignment)
        crew.lines.append(row.line)
