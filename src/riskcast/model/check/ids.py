"""Every id is unique in its section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskcast.errors import Finding
from riskcast.model.branch import Branch, Condition, Rework
from riskcast.model.calendar import Calendar
from riskcast.model.check.index import Index, remark
from riskcast.model.driver import Driver
from riskcast.model.program import Project
from riskcast.model.resource import Resource
from riskcast.model.risk import Risk
from riskcast.model.season import LostTime, Season
from riskcast.model.task import CostLine, LagCalendar, Task


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
    yield from _twice("projects", program.projects)
    yield from _twice("tasks", program.tasks)
    yield from _twice("resources", program.resources)
    yield from _twice("costs", program.costs)
    yield from _twice("risks", program.risks)
    yield from _twice("drivers", program.drivers)
    yield from _twice("branches", program.branches)
    yield from _twice("conditions", program.conditions)
    yield from _twice("reworks", program.reworks)
    yield from _twice("lost_time", program.lost_time)
    yield from _twice("seasons", program.seasons)
    if not program.tasks:
        yield Finding("RC110", "the program has no tasks", "add at least one task", "warning", ("tasks",), "tasks")


_Named = (
    Calendar | Project | Task | Resource | CostLine | Risk | Driver | Branch | Condition | Rework | LostTime | Season
)


def _twice(section: str, entities: Sequence[_Named]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for row, entity in enumerate(entities):
        if entity.id in seen:
            yield remark("RC101", section, row, entity, "id", f"id {entity.id!r} is used twice", "give each its own id")
        seen.setdefault(entity.id, row)
