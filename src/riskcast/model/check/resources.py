"""Resources at work on tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.joint import joint_calendar
from riskcast.model.program import Dialect
from riskcast.model.resource import Assignment, Resource
from riskcast.model.task import Task, TaskKind


def check_assignments(index: Index) -> Iterator[Finding]:
    """Yield findings about single assignments, and about the same resource twice on one task."""
    seen: set[tuple[str, str]] = set()
    for row, assignment in enumerate(index.program.assignments):
        key = (assignment.task, assignment.resource)
        if key in seen:
            text = f"resource {assignment.resource!r} is assigned to task {assignment.task!r} twice"
            remedy = "keep one assignment; units say how many work at once"
            yield remark("RC117", "assignments", row, assignment, "resource", text, remedy)
        seen.add(key)
        yield from _lengths(row, assignment)


def _lengths(row: int, assignment: Assignment) -> Iterator[Finding]:
    for field, amount in (("delay", assignment.delay), ("duration", assignment.duration)):
        if amount is None:
            continue
        if amount.value < 0.0:
            text = f"{amount} is negative"
            remedy = "a resource starts with its task or later" if field == "delay" else "durations start at 0"
            yield remark("RC122", "assignments", row, assignment, field, text, remedy)
        if amount.is_elapsed:
            text = f"the {field} of an assignment is working time, but {amount} is elapsed"
            yield remark("RC124", "assignments", row, assignment, field, text, "write it with min, h, d or w")


def check_resource_calendars(index: Index) -> Iterator[Finding]:
    """Yield findings about tasks that are to run on the calendars of resources which cannot give them working time."""
    known: dict[tuple[str, str], bool] = {}
    for row, task in enumerate(index.program.tasks):
        if not task.on_resource_calendars or task.kind is TaskKind.SUMMARY or task.is_milestone:
            continue
        crew = index.crews.get(task.id, ())
        if not crew:
            text = "no work resource is assigned, so on_resource_calendars has no effect"
            remedy = "assign one, or delete on_resource_calendars"
            yield remark("RC118", "tasks", row, task, "on_resource_calendars", text, remedy, "warning")
        if task.calendar is not None and index.program.dialect is not Dialect.P6:
            yield from _apart(index, row, task, task.calendar, crew, known)


def _apart(
    index: Index, row: int, task: Task, name: str, crew: Sequence[Resource], known: dict[tuple[str, str], bool]
) -> Iterator[Finding]:
    """Yield a finding for every resource that never works when the calendar ``name`` of its task does."""
    own = index.calendars.get(name)
    for resource in crew:
        theirs = index.calendars.get(resource.calendar or name)
        if own is None or theirs is None or not (own.works and theirs.works):
            continue
        pair = (own.id, theirs.id)
        if pair not in known:
            known[pair] = joint_calendar(own, theirs).works
        if not known[pair]:
            text = f"calendar {own.id!r} of the task and {theirs.id!r} of resource {resource.id!r} never work together"
            yield remark("RC109", "tasks", row, task, "calendar", text, "leave out the calendar of the task")
