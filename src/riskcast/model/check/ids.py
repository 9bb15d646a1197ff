"""Every id is unique in its section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.task import LagCalendar


def check_ids(index: Index) -> Iterator[Finding]:
    """Yield a finding for every second use of an id, for reserved ids, and when there are no tasks."""
    program = index.program
    yield from _twice("calendars", program.calendars)
    for row, calendar in enumerate(program.calendars):
        if calendar.id == LagCalendar.ELAPSED:
            text = f"the calendar id {calendar.id!r} is reserved, because it means round the clock"
            yield remark(
                "RC111", "calendars", row, calendar, "id", text, "give the calendar another id, such as always"
            )
    for section in _NAMED:
        yield from _twice(section, getattr(program, section))
    if not program.tasks:
        yield Finding("RC110", "the program has no tasks", "add at least one task", "warning", ("tasks",), "tasks")


_NAMED = (
    *("projects", "tasks", "resources", "costs", "indices", "currencies", "capitalisation", "commitments", "changes"),
    *("periods", "benefits", "risks", "drivers", "branches", "conditions", "reworks", "lost_time", "seasons"),
)
"""Sections, beside the calendars, whose entities have ids."""


def _twice(section: str, entities: Sequence[Any]) -> Iterator[Finding]:
    seen: set[str] = set()
    for row, entity in enumerate(entities):
        if entity.id in seen:
            yield remark("RC101", section, row, entity, "id", f"id {entity.id!r} is used twice", "give each its own id")
        seen.add(entity.id)
