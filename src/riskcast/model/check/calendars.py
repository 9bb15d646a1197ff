"""A calendar that something works on has working time."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.task import TaskKind


def check_calendars(index: Index) -> Iterator[Finding]:
    """Yield a finding for every calendar without a working weekday that a task uses."""
    users: dict[str, str] = {}
    for task in index.program.tasks:
        calendar = index.calendar_of(task)
        if calendar is not None and not calendar.works and task.kind is not TaskKind.SUMMARY:
            users.setdefault(calendar.id, task.id)
    for row, calendar in enumerate(index.program.calendars):
        if calendar.id in users:
            text = f"calendar {calendar.id!r} has no working time, but task {users[calendar.id]!r} works on it"
            remedy = "give at least one weekday a shift such as 08:00-16:00"
            yield remark("RC109", "calendars", row, calendar, "week", text, remedy)
