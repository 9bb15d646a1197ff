"""The tasks that are scheduled, with everything about each that does not need other tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.distributions import Distribution, Fixed
from riskcast.model.program import Program
from riskcast.model.resolve import duration_distribution, duration_minutes
from riskcast.model.task import ConstraintKind, Task, TaskKind
from riskcast.network.axes import ELAPSED


class Status(Enum):
    """How far a task is at the data date."""

    PLANNED = "planned"
    STARTED = "started"
    FINISHED = "finished"


@dataclass(frozen=True)
class Node:
    """One scheduled task."""

    task: Task
    project: int
    calendar: Calendar
    axis: str
    """Calendar id, or ELAPSED: finish milestones, finished tasks and elapsed durations live on the wall clock.
    A milestone that a risk may delay has work to do, so it lives on its calendar."""
    status: Status
    now: datetime
    """Data date of its project."""
    planned: float
    """Planned (remaining) duration in minutes."""
    law: Distribution
    """Distribution of the (remaining) duration in minutes."""

    @property
    def amount(self) -> Amount | None:
        """What percentages refer to: the remaining duration of a started task, else the planned one."""
        return _base(self.task, self.status, self.calendar, self.planned)


def make_nodes(program: Program) -> list[Node]:
    """Return the scheduled tasks in file order; summaries and levels of effort do not drive and are left out."""
    delayed = {task for risk in program.risks for impact in risk.impacts if impact.delay for task in impact.tasks}
    calendars = {calendar.id: calendar for calendar in program.calendars}
    projects = {project.id: (p, project) for p, project in enumerate(program.projects)}
    nodes = []
    for task in program.tasks:
        if task.kind in (TaskKind.SUMMARY, TaskKind.LEVEL_OF_EFFORT):
            continue
        p, project = projects[task.project]
        calendar = calendars[task.calendar or project.calendar or program.calendar]
        nodes.append(_node(task, p, calendar, program.status_date(project), task.id in delayed))
    return nodes


def status_of(task: Task) -> Status:
    """Return how far a task is, by its actual dates."""
    if task.actual_finish is not None:
        return Status.FINISHED
    return Status.STARTED if task.actual_start is not None else Status.PLANNED


def is_mandatory(task: Task) -> bool:
    """Return whether a date stands whatever the logic says."""
    return any(c.kind in (ConstraintKind.MANDATORY_START, ConstraintKind.MANDATORY_FINISH) for c in task.constraints)


def begins(task: Task) -> bool:
    """Return whether the task is a start milestone: an instant where work begins, not where it ends."""
    return task.kind is TaskKind.START_MILESTONE


def is_elapsed(task: Task) -> bool:
    """Return whether the task runs round the clock."""
    return task.duration is not None and task.duration.is_elapsed


def _node(task: Task, project: int, calendar: Calendar, now: datetime, delayed: bool) -> Node:
    status = status_of(task)
    planned = _planned_minutes(task, status, calendar, now)
    law: Distribution = Fixed(planned)
    if task.estimate is not None and status is not Status.FINISHED:
        law = duration_distribution(task.estimate, _base(task, status, calendar, planned), calendar)
    timeless = planned == 0.0 and law.sd == 0.0 and law.mean == 0.0 and not delayed
    instant = timeless and not begins(task)
    on_the_clock = status is Status.FINISHED or instant or is_elapsed(task)
    return Node(task, project, calendar, ELAPSED if on_the_clock else calendar.id, status, now, planned, law)


def _base(task: Task, status: Status, calendar: Calendar, planned: float) -> Amount | None:
    if status is not Status.STARTED:
        return task.duration
    return Amount(planned, "emin" if is_elapsed(task) else "min")


def _planned_minutes(task: Task, status: Status, calendar: Calendar, now: datetime) -> float:
    if status is Status.FINISHED or task.is_milestone:
        return 0.0
    if status is Status.STARTED and task.remaining is not None:
        return duration_minutes(task.remaining, calendar)
    whole = duration_minutes(task.duration, calendar) if task.duration is not None else 0.0
    if status is Status.STARTED and task.actual_start is not None:
        return max(whole - worked_minutes(task, calendar, now), 0.0)
    return whole


def worked_minutes(task: Task, calendar: Calendar, now: datetime) -> float:
    """Return the minutes a task has been at work by ``now`` on its calendar; 0 before its actual start."""
    if task.actual_start is None:
        return 0.0
    end = min(task.actual_finish or now, now)
    if is_elapsed(task):
        return max((end - task.actual_start).total_seconds() / 60.0, 0.0)
    return calendar.minutes_between(task.actual_start, end)


def calendars_used(program: Program, nodes: Iterable[Node]) -> list[Calendar]:
    """Return the calendars that some scheduled task or lag runs on, in file order."""
    used = {node.calendar.id for node in nodes} | {program.calendar}
    used |= {project.calendar for project in program.projects if project.calendar}
    return [c for c in program.calendars if c.id in used and (c.works or any(c.exceptions.values()))]
