"""A calendar that something works on has working time."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.task import TaskKind


def check_calendars(index: Index) -> Iterator[Finding]:
    """Yield a finding for every calendar without a working weekday that a task uses, or that is a default."""
    users: dict[str, str] = {}
    for task in index.program.tasks:
        calendar = index.calendar_of(task)
        if calendar is not None and task.kind is not TaskKind.SUMMARY:
            users.setdefault(calendar.id, f"task {task.id!r} works on it")
            for resource in index.crews.get(task.id, ()) if task.on_resource_calendars else ():
                if resource.calendar:
                    users.setdefault(resource.calendar, f"resource {resource.id!r} works on it")
    for project in index.program.projects:
        if project.calendar:
            users.setdefault(project.calendar, f"it is the default of project {project.id!r}")
    users.setdefault(index.program.calendar, "it is the default of the program")
    for row, calendar in enumerate(index.program.calendars):
        if calendar.id in users and not calendar.works:
            text = f"calendar {calendar.id!r} has no working time, but {users[calendar.id]}"
            remedy = "give at least one weekday a shift such as 08:00-16:00"
            yield remark("RC109", "calendars", row, calendar, "week", text, remedy)
