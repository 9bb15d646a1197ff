"""Dependencies between tasks to links between nodes, by the rules of the program's dialect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from riskcast.model.calendar import Calendar
from riskcast.model.program import Dialect, Program, Progress, StartLag
from riskcast.model.task import Dependency, DependencyType, LagCalendar, Task, TaskKind
from riskcast.network.axes import ELAPSED
from riskcast.network.dates import is_capped, is_mandatory
from riskcast.network.link import Binds, Link
from riskcast.network.nodes import Node, Role, Status, instant_of
from riskcast.network.parts import Parts
from riskcast.network.ticks import PER_MINUTE, from_minutes

_FROM_FINISH = (DependencyType.FS, DependencyType.FF)
_TO_FINISH = (DependencyType.FF, DependencyType.SF)


def make_links(program: Program, parts: Parts) -> list[Link]:
    """Return all links between nodes; nodes that stand for linked summaries are added to the parts.

    Retained logic: the remaining work of a started task waits for predecessors that must finish first, and a
    finished task hands the finish of such predecessors on to its successors. What has begun needs no start logic.
    MS Project knows no such waiting: what has started stands where it started.
    """
    return [*_Linker(program, parts).links(), *parts.links]


@dataclass(frozen=True)
class _Source:
    """The node that a link starts from, and the task whose facts and calendar its lag runs on."""

    at: int
    task: Task


class _Linker:
    def __init__(self, program: Program, parts: Parts) -> None:
        self._program = program
        self._parts = parts
        self._tasks = {task.id: task for task in program.tasks}
        self._calendars = {calendar.id: calendar for calendar in program.calendars}
        self._hubs: dict[tuple[str, Role], int] = {}
        self._loops = {id_: rework.id for rework in program.reworks for id_ in rework.tasks}

    def links(self) -> list[Link]:
        """Return the links of all dependencies."""
        return [link for dependency in self._program.dependencies for link in self._of(dependency)]

    def _of(self, dependency: Dependency) -> Iterator[Link]:
        before, after = (self._tasks[id_] for id_ in (dependency.predecessor, dependency.successor))
        if before.kind is TaskKind.LEVEL_OF_EFFORT:
            yield from self._out_of_effort(dependency, before, after)
            return
        if before.id in self._loops and self._loops[before.id] == self._loops.get(after.id):
            # Inside a rework loop, the first pass goes on with the first pass.
            source: _Source | None = _Source(self._parts.ends[before.id].works[0], before)
        else:
            source = self._source(before, dependency.type)
        if source is None:
            return
        if after.kind is not TaskKind.SUMMARY:
            yield from self._into(dependency, source, after.id, False)
            return
        for leaf in self._parts.outline.leaves[after.id]:
            yield from self._into(dependency, source, leaf, True)

    def _source(self, task: Task, type_: DependencyType) -> _Source | None:
        """Return where a link starts; from a summary, at the last of the tasks below it."""
        role = Role.LAST if type_ in _FROM_FINISH else Role.FIRST
        if task.kind is not TaskKind.SUMMARY:
            ends = self._parts.ends[task.id]
            return _Source(ends.finish_from if role is Role.LAST else ends.start_from, task)
        leaves = self._parts.outline.leaves[task.id]
        if not leaves:
            return None
        if len(leaves) == 1:
            return self._source(self._tasks[leaves[0]], type_)
        return _Source(self._hub(task, leaves, role), task)

    def _hub(self, summary: Task, leaves: Sequence[str], role: Role) -> int:
        key = (summary.id, role)
        if key not in self._hubs:
            parts = self._parts
            like = parts.nodes[parts.ends[leaves[0]].works[0]]
            calendar = self._calendars[self._program.calendar_of(summary)]
            plain = replace(like, task=summary, calendar=calendar, clock=calendar, status=Status.PLANNED)
            hub = self._hubs[key] = parts.add(instant_of(replace(plain, constraints=()), role))
            for leaf in leaves:
                ends = parts.ends[leaf]
                at = ends.finish_from if role is Role.LAST else ends.start_from
                kind = DependencyType.FS if role is Role.LAST and not parts.nodes[at].begins else DependencyType.SS
                parts.links.append(Link(at, hub, kind, 0, parts.nodes[at].axis))
        return self._hubs[key]

    def _out_of_effort(self, dependency: Dependency, before: Task, after: Task) -> Iterator[Link]:
        """Yield the link that lets a level of effort last until its successor; it holds nothing itself."""
        ends = self._parts.ends[before.id]
        node = self._parts.nodes[ends.works[0]]
        if node.role is not Role.SPAN or dependency.type not in _FROM_FINISH:
            return
        back = DependencyType.FF if dependency.type is DependencyType.FF else DependencyType.SF
        source = None if after.kind is TaskKind.LEVEL_OF_EFFORT else self._source(after, back)
        if source is not None:
            lag, axis = self._lag(dependency, _Source(ends.works[0], before), self._parts.nodes[source.at])
            yield Link(source.at, ends.works[0], back, -lag, axis, Binds.EARLY)

    def _into(self, dependency: Dependency, source: _Source, target: str, through_summary: bool) -> Iterator[Link]:
        """Yield the links into one task that follow from one dependency."""
        ends = self._parts.ends[target]
        node = self._parts.nodes[ends.works[0]]
        lag, axis = self._lag(dependency, source, node)
        to_finish = dependency.type in _TO_FINISH
        kind = self._type(dependency.type, source)
        if node.role is Role.WORK and node.status is Status.PLANNED and node.task.manual_start is None:
            binds = Binds.LATE if is_mandatory(self._program, node) else Binds.BOTH
            for i in ends.works[:1] if to_finish else ends.start_into:
                yield Link(source.at, i, kind, lag, axis, binds)
            bare = self._program.dialect is Dialect.MSPROJECT and binds is Binds.BOTH
            if to_finish and ends.end is not None and bare and not is_capped(self._program, node):
                yield from self._bare(Link(source.at, ends.end, kind, lag, axis))
            return
        link = Link(source.at, ends.works[0], kind, lag, axis)
        if node.role is Role.SPAN:
            if node.status is Status.PLANNED or to_finish:
                yield replace(link, binds=Binds.EARLY)
        elif node.status is not Status.PLANNED:
            yield from self._into_progress(link, ends.begin, node)
        else:
            stand = ends.begin if through_summary and not to_finish and ends.begin is not None else ends.works[0]
            yield replace(link, successor=stand, binds=Binds.LATE)

    def _bare(self, link: Link) -> Iterator[Link]:
        """Yield what keeps a finish at the very instant that bounds it; a working lag ends where work ends."""
        if link.lag == 0 or link.lag_axis == ELAPSED:
            start = DependencyType.FS if link.from_finish else DependencyType.SS
            yield replace(link, type=start, binds=Binds.EARLY)

    def _into_progress(self, link: Link, begin: int | None, node: Node) -> Iterator[Link]:
        if self._program.dialect is Dialect.MSPROJECT:
            if node.status is Status.STARTED and begin is not None and not link.to_finish:
                yield replace(link, successor=begin, binds=Binds.LATE)
        elif self._program.progress is Progress.RETAINED_LOGIC and link.from_finish:
            finished = node.status is Status.FINISHED
            here = self._parts.nodes[link.predecessor].axis
            yield replace(link, lag=0, lag_axis=here) if finished else link

    def _type(self, type_: DependencyType, source: _Source) -> DependencyType:
        """Return the type as the nodes see it: the start of a summary is an instant of its own."""
        if self._parts.nodes[source.at].role is Role.FIRST:
            return DependencyType.FF if type_ is DependencyType.SF else DependencyType.FS
        return type_

    def _lag(self, dependency: Dependency, source: _Source, node: Node) -> tuple[int, str]:
        """Return a lag in ticks and the axis on which it runs; of a lag that is running only the rest is to come."""
        parts = self._parts
        here = parts.nodes[source.at]
        lag = dependency.lag
        if lag is None:
            return 0, here.axis
        choice = dependency.lag_calendar or self._program.lag_calendar
        begun = self._begun(source.task, dependency.type)
        if lag.is_elapsed or choice is LagCalendar.ELAPSED:
            axis, minutes = ELAPSED, lag.minutes(24.0, 7.0)
            passed = 0.0 if begun is None else (here.now - begun).total_seconds() / 60.0
        else:
            calendar = _lag_calendar(self._program, choice, here, node, self._calendars)
            axis, minutes = calendar.id, lag.minutes(calendar.hours_per_day, calendar.days_per_week)
            passed = 0.0 if begun is None else calendar.minutes_between(begun, here.now)
        ticks = from_minutes(minutes if begun is None else max(minutes - passed, 0.0))
        return ticks, axis if ticks else here.axis

    def _begun(self, task: Task, type_: DependencyType) -> datetime | None:
        """Return since when a lag has been running, after a finish or start that is a fact."""
        if self._program.dialect is Dialect.MSPROJECT:
            return None
        if type_ in _FROM_FINISH:
            return task.actual_finish
        from_early = self._program.start_lag is StartLag.EARLY_START and task.actual_finish is None
        return None if from_early else task.actual_start


def _lag_calendar(
    program: Program, choice: LagCalendar, before: Node, after: Node, calendars: Mapping[str, Calendar]
) -> Calendar:
    if choice is LagCalendar.PROJECT:
        return calendars[program.projects[after.project].calendar or program.calendar]
    return (before if choice is LagCalendar.PREDECESSOR else after).calendar


def is_inside(link: Link, nodes: Sequence[Node]) -> bool:
    """Return whether no time is converted: both nodes and the lag share an axis."""
    return nodes[link.predecessor].axis == link.lag_axis == nodes[link.successor].axis


def dominates(program: Program, link: Link, nodes: Sequence[Node], least: Sequence[int]) -> bool:
    """Return whether the successor can never finish before the predecessor, on the wall clock.

    ``least`` holds the smallest duration of each node in ticks. A successor of zero length on another calendar
    could be shown at the end of an earlier shift, so it does not count; nor does one whose
    finish is bound by an instant in its free time. A start milestone lies at the beginning of a later shift.
    """
    if not link.from_finish or link.lag < 0 or link.binds is not Binds.BOTH:
        return False
    successor = nodes[link.successor]
    if successor.status is Status.FINISHED or is_mandatory(program, successor) or is_capped(program, successor):
        return False
    advances = not link.to_finish and least[link.successor] >= PER_MINUTE
    inside = is_inside(link, nodes) and not nodes[link.predecessor].begins
    return inside or successor.axis == ELAPSED or advances
