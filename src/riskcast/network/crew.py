"""On which working time a task runs: its own calendar, or those of the resources assigned to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskcast.model.calendar import Calendar
from riskcast.model.joint import joint_calendar, same_hours
from riskcast.model.program import Dialect, Program
from riskcast.model.resolve import duration_minutes
from riskcast.model.resource import Assignment, Resource, ResourceKind
from riskcast.model.split import Split
from riskcast.model.task import Task

Pauses = tuple[tuple[float, float], ...]
"""Minutes of work before each pause and minutes of the pause, in order."""


@dataclass(frozen=True)
class Strand:
    """One stretch of work on a task: all of it, or what one resource does."""

    clock: Calendar
    """The calendar on which it runs."""
    minutes: float
    """Planned work in minutes, pauses left out."""
    pauses: Pauses = ()


class Crews:
    """Looks up who works on a task and when."""

    def __init__(self, program: Program, calendars: Mapping[str, Calendar]) -> None:
        self._calendars = calendars
        self._both = program.dialect is not Dialect.P6
        self._resources = {resource.id: resource for resource in program.resources}
        self._assigned: dict[str, list[Assignment]] = {}
        self._joint: dict[tuple[str, str], Calendar] = {}
        for assignment in program.assignments:
            self._assigned.setdefault(assignment.task, []).append(assignment)

    def strands(self, task: Task, own: Calendar, minutes: float) -> tuple[Strand, ...]:
        """Return the distinct stretches of work of a task with ``minutes`` of planned work, the longest first."""
        whole = Strand(own, minutes, _pauses(task.splits, own))
        if not task.on_resource_calendars:
            return (whole,)
        found = []
        for assignment in self._assigned.get(task.id, ()):
            resource = self._resources.get(assignment.resource)
            if resource is not None and resource.kind is ResourceKind.WORK:
                found.append(self._strand(assignment, self._clock(task, own, resource), own, whole))
        found.sort(key=lambda strand: -strand.minutes)
        return _distinct(found) or (whole,)

    def _strand(self, assignment: Assignment, clock: Calendar, own: Calendar, whole: Strand) -> Strand:
        minutes = whole.minutes
        if assignment.duration is not None:
            minutes = duration_minutes(assignment.duration, own)
        pauses = _pauses(assignment.splits, own) if assignment.splits else whole.pauses
        if assignment.delay is not None and assignment.delay.value > 0.0:
            pauses = _joined((0.0, duration_minutes(assignment.delay, own)), pauses)
        return Strand(clock, minutes, pauses)

    def _clock(self, task: Task, own: Calendar, resource: Resource) -> Calendar:
        """Return when a resource works on a task: on both calendars where the task has one of its own (MS Project)."""
        if resource.calendar is None:
            return own
        theirs = self._calendars[resource.calendar]
        if task.calendar is None or not self._both or same_hours(own, theirs):
            return theirs
        key = (own.id, theirs.id)
        if key not in self._joint:
            self._joint[key] = joint_calendar(own, theirs)
        return self._joint[key]


def _pauses(splits: Sequence[Split], calendar: Calendar) -> Pauses:
    return tuple((duration_minutes(s.after, calendar), duration_minutes(s.pause, calendar)) for s in splits)


def _joined(first: tuple[float, float], rest: Pauses) -> Pauses:
    """Put a delay before the pauses; a pause before any work adds to it."""
    if rest and rest[0][0] == 0.0:
        return ((0.0, first[1] + rest[0][1]), *rest[1:])
    return (first, *rest)


def _distinct(strands: Sequence[Strand]) -> tuple[Strand, ...]:
    """Drop strands that run like another one: same work and pauses on the same hours."""
    kept: list[Strand] = []
    for strand in strands:
        alike = (k for k in kept if k.minutes == strand.minutes and k.pauses == strand.pauses)
        if not any(same_hours(k.clock, strand.clock) for k in alike):
            kept.append(strand)
    return tuple(kept)
