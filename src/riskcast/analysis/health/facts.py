"""The program and its schedule as the checks ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from riskcast.analysis.health.rule import Offender
from riskcast.model.calendar import Calendar
from riskcast.model.program import Program
from riskcast.model.task import Dependency, DependencyType, Task, TaskKind
from riskcast.network.nodes import Node, Status, is_elapsed
from riskcast.simulation.schedule import Schedule

_ROLLED_UP = (TaskKind.SUMMARY, TaskKind.LEVEL_OF_EFFORT)
Ends = Mapping[str, frozenset[DependencyType]]


@dataclass(frozen=True)
class Job:
    """One scheduled task that is neither a summary nor a level of effort."""

    node: Node
    """Its work, or the longest stretch of it."""
    row: int
    """Its place among the tasks of the program."""
    planned_start: datetime
    """In the deterministic schedule; of the remaining work when it has started."""
    planned_finish: datetime
    total_float: float
    """Working days of the task's calendar (days round the clock for elapsed durations)."""
    duration: float
    """Planned duration in the same days; 0 for milestones, and for finished tasks that state none."""
    critical: bool

    @property
    def task(self) -> Task:
        """The task itself."""
        return self.node.task

    @property
    def is_open(self) -> bool:
        """True until it is finished."""
        return self.node.status is not Status.FINISHED

    @property
    def is_event(self) -> bool:
        """True for milestones, and for unfinished tasks that take no time and so count as milestones."""
        return self.task.is_milestone or (self.is_open and self.duration == 0.0)

    @property
    def finish(self) -> datetime:
        """The actual finish, or the forecast of the deterministic schedule."""
        return self.task.actual_finish or self.planned_finish

    def note(self, text: str) -> Offender:
        """Return the complaint about this task."""
        return Offender("tasks", self.row, self.task.id, text)


@dataclass(frozen=True)
class Link:
    """A dependency between two jobs whose successor is not finished."""

    row: int
    dependency: Dependency

    def note(self) -> Offender:
        """Return the complaint about this dependency: type and lag."""
        link = self.dependency
        lag = "" if link.lag is None else f"{'+' if link.lag.value >= 0.0 else ''}{link.lag}"
        return Offender("dependencies", self.row, f"{link.predecessor} -> {link.successor}", f"{link.type}{lag}")


@dataclass(frozen=True)
class Facts:
    """A program with its deterministic schedule, looked up in the ways that the checks need."""

    program: Program
    schedule: Schedule

    @cached_property
    def jobs(self) -> tuple[Job, ...]:
        """Scheduled tasks without summaries and levels of effort, in file order."""
        return tuple(sorted(_jobs(self.program, self.schedule), key=lambda job: job.row))

    @cached_property
    def open(self) -> tuple[Job, ...]:
        """Jobs that are not finished, milestones included."""
        return tuple(job for job in self.jobs if job.is_open)

    @cached_property
    def work(self) -> tuple[Job, ...]:
        """What DCMA counts: tasks that are not finished, without milestones, summaries and levels of effort."""
        return tuple(job for job in self.open if not job.is_event)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Dependencies between two jobs whose successor is not finished."""
        jobs = {job.task.id for job in self.jobs}
        waiting = {job.task.id for job in self.open}
        rows = enumerate(self.program.dependencies)
        return tuple(Link(row, d) for row, d in rows if d.predecessor in jobs and d.successor in waiting)

    @cached_property
    def incoming(self) -> Ends:
        """Types of the dependencies that lead into each task, those of the summaries above it included."""
        return self._ends([(d.successor, d) for d in self.program.dependencies])

    @cached_property
    def outgoing(self) -> Ends:
        """Types of the dependencies that lead out of each task, those of the summaries above it included."""
        return self._ends([(d.predecessor, d) for d in self.program.dependencies])

    @cached_property
    def finish(self) -> datetime:
        """Finish of the program in the deterministic schedule."""
        return finish_of(self.schedule)

    @cached_property
    def now(self) -> datetime:
        """The latest data date of the projects, or the start when it comes later."""
        return max(self.program.start, *(self.program.status_date(project) for project in self.program.projects))

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar of the program."""
        return next(c for c in self.program.calendars if c.id == self.program.calendar)

    def limit(self, name: str) -> float:
        """Return a limit of this program by its name, such as ``RC206.days``."""
        return self.program.checks.limit(name)

    def data_date(self, job: Job) -> datetime | None:
        """Return the data date that is stated for a task, if any."""
        return self.program.projects[job.node.project].data_date or self.program.data_date

    def _ends(self, links: list[tuple[str, Dependency]]) -> Ends:
        levels = {t.id for t in self.program.tasks if t.kind is TaskKind.LEVEL_OF_EFFORT}
        direct: dict[str, set[DependencyType]] = {}
        for end, link in links:
            if link.predecessor not in levels and link.successor not in levels:
                direct.setdefault(end, set()).add(link.type)
        parents = {task.id: task.parent for task in self.program.tasks}
        return {job.task.id: frozenset(_inherited(job.task.id, parents, direct)) for job in self.jobs}


def finish_of(schedule: Schedule) -> datetime:
    """Return the finish of the program in a schedule."""
    moment: datetime = schedule.network.moments(schedule.project_finish).max().astype(datetime)
    return moment


def _inherited(
    name: str, parents: Mapping[str, str | None], direct: Mapping[str, set[DependencyType]]
) -> Iterator[DependencyType]:
    """Yield the types at a task and at every summary above it."""
    seen: set[str] = set()
    at: str | None = name
    while at is not None and at not in seen:
        seen.add(at)
        yield from direct.get(at, ())
        at = parents.get(at)


def _jobs(program: Program, schedule: Schedule) -> Iterator[Job]:
    rows = {task.id: row for row, task in enumerate(program.tasks)}
    starts = schedule.network.moments(schedule.planned_start).tolist()
    finishes = schedule.network.moments(schedule.planned_finish).tolist()
    for i, task in enumerate(row.task for row in schedule.network.rows):
        if task.kind not in _ROLLED_UP:
            node = schedule.network.rows[i].node
            yield Job(
                node=node,
                row=rows[task.id],
                planned_start=starts[i],
                planned_finish=finishes[i],
                total_float=float(schedule.total_float[i]) / minutes_per_day(node),
                duration=_days(node),
                critical=bool(schedule.critical[i]),
            )


def minutes_per_day(node: Node) -> float:
    """Return the working minutes of a day of a task; 1440 when it runs round the clock."""
    return 1440.0 if is_elapsed(node.task) else node.calendar.hours_per_day * 60.0


def _days(node: Node) -> float:
    planned = node.task.duration
    if node.task.is_milestone or planned is None:
        return node.whole / minutes_per_day(node)
    return planned.minutes(node.calendar.hours_per_day, node.calendar.days_per_week) / minutes_per_day(node)
