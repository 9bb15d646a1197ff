"""The nodes that are scheduled, with everything about each that does not need other nodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.distributions import Distribution, Fixed
from riskcast.model.program import Program
from riskcast.model.resolve import duration_minutes
from riskcast.model.task import Constraint, Task, TaskKind
from riskcast.network.axes import ELAPSED
from riskcast.network.crew import Pauses


class Status(Enum):
    """How far a task is at the data date."""

    PLANNED = "planned"
    STARTED = "started"
    FINISHED = "finished"


class Role(Enum):
    """What a node is to its task. Most tasks are one WORK node; the others carry what one block of work cannot."""

    WORK = "work"
    """The work, or the longest stretch of it."""
    CREW = "crew"
    """What a further resource does on a calendar of its own."""
    ENTRY = "entry"
    """The instant at which logic would let the task begin, before a levelling delay."""
    REDO = "redo"
    """The work of a further pass of a rework loop."""
    BEGIN = "begin"
    """The start of a task that has started or stands where a planner put it: a fact, which holds predecessors."""
    END = "end"
    """The instant at which the task has finished: the last of its stretches, or the start that its finish waits for."""
    SPAN = "span"
    """A level of effort: from one instant to another, driving nothing."""
    FIRST = "first"
    """The latest start among the tasks below a summary."""
    LAST = "last"
    """The latest finish among the tasks below a summary."""


@dataclass(frozen=True)
class Node:
    """One scheduled node of a task."""

    task: Task
    role: Role
    project: int
    calendar: Calendar
    """The task's own calendar: what its days and its float are measured in."""
    clock: Calendar
    """The calendar on which the node runs."""
    axis: str
    """Id of the clock, or ELAPSED: finish milestones, finished tasks and elapsed durations live on the wall clock.
    A milestone that a risk may delay has work to do, so it lives on its calendar."""
    status: Status
    now: datetime
    """Data date of its project."""
    whole: float
    """Planned (remaining) duration of the task in minutes."""
    share: float
    """Work of this node as a share of the task's duration."""
    law: Distribution
    """Distribution of the task's (remaining) duration in minutes."""
    pauses: Pauses = ()
    """Pauses that lie ahead."""
    behind: float = 0.0
    """Minutes of work and pauses between the start of the task and the remaining work."""
    constraints: tuple[Constraint, ...] = ()
    """Date constraints, those of summaries above included."""
    repeat: int = 0
    """Number of the pass of a rework loop beyond the first; 0 for everything else."""
    loop: str = ""
    """Id of that loop."""

    @property
    def planned(self) -> float:
        """Planned (remaining) work of this node in minutes."""
        return self.whole * self.share

    @property
    def amount(self) -> Amount | None:
        """What percentages refer to: the remaining duration of a started task, else the planned one."""
        return base_amount(self.task, self.status, self.whole)

    @property
    def begins(self) -> bool:
        """Return whether the node is an instant where work begins, not where it ends."""
        return self.role in (Role.ENTRY, Role.BEGIN) or (
            self.role is Role.WORK and self.task.kind is TaskKind.START_MILESTONE
        )

    @property
    def works(self) -> bool:
        """Return whether work is done in it: delays of risks lengthen it."""
        return self.role in (Role.WORK, Role.CREW)


def status_of(task: Task) -> Status:
    """Return how far a task is, by its actual dates."""
    if task.actual_finish is not None:
        return Status.FINISHED
    return Status.STARTED if task.actual_start is not None else Status.PLANNED


def is_elapsed(task: Task) -> bool:
    """Return whether the task runs round the clock."""
    return task.duration is not None and task.duration.is_elapsed


def base_amount(task: Task, status: Status, remaining: float) -> Amount | None:
    """Return the duration that percentages refer to; ``remaining`` minutes of a started task."""
    if status is not Status.STARTED:
        return task.duration
    return Amount(remaining, "emin" if is_elapsed(task) else "min")


def planned_minutes(task: Task, status: Status, calendar: Calendar, now: datetime) -> float:
    """Return the planned (remaining) duration of a task; 0 for what is finished and for milestones."""
    if status is Status.FINISHED or task.is_milestone:
        return 0.0
    if status is Status.STARTED and task.remaining is not None:
        return duration_minutes(task.remaining, calendar)
    whole = whole_minutes(task, calendar)
    if status is Status.STARTED and task.actual_start is not None:
        return max(whole - worked_minutes(task, calendar, now), 0.0)
    return whole


def whole_minutes(task: Task, calendar: Calendar) -> float:
    """Return the planned duration of a task as a whole, in minutes."""
    return duration_minutes(task.duration, calendar) if task.duration is not None else 0.0


def worked_minutes(task: Task, calendar: Calendar, now: datetime) -> float:
    """Return the minutes a task has been at work by ``now`` on its calendar; 0 before its actual start."""
    if task.actual_start is None:
        return 0.0
    end = min(task.actual_finish or now, now)
    if is_elapsed(task):
        return max((end - task.actual_start).total_seconds() / 60.0, 0.0)
    return calendar.minutes_between(task.actual_start, end)


def instant_of(node: Node, role: Role) -> Node:
    """Return an instant beside the work of a task; an entry rolls to the next work as the work does, all else stays."""
    axis = node.axis if role is Role.ENTRY else ELAPSED
    return Node(
        task=node.task,
        role=role,
        project=node.project,
        calendar=node.calendar,
        clock=node.clock,
        axis=axis,
        status=node.status,
        now=node.now,
        whole=0.0,
        share=1.0,
        law=Fixed(0.0),
        constraints=node.constraints,
    )


def calendars_used(program: Program, nodes: Iterable[Node]) -> list[Calendar]:
    """Return the calendars that some node or lag runs on: those of the program in file order, then joint ones."""
    made = {calendar.id: calendar for node in nodes for calendar in (node.calendar, node.clock)}
    own = {calendar.id for calendar in program.calendars}
    used = made.keys() | {program.calendar} | {project.calendar for project in program.projects if project.calendar}
    found = [c for c in program.calendars if c.id in used and (c.works or any(c.exceptions.values()))]
    return found + [calendar for id_, calendar in made.items() if id_ not in own]
