"""Tasks to nodes: which parts each task has, and the links that hold the parts together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from riskcast.model.calendar import Calendar
from riskcast.model.distributions import Distribution, Fixed
from riskcast.model.estimate import Estimate
from riskcast.model.program import Dialect, Program, Project
from riskcast.model.resolve import duration_distribution, duration_minutes
from riskcast.model.task import DependencyType, Task, TaskKind
from riskcast.network.axes import ELAPSED
from riskcast.network.crew import Crews, Pauses, Strand
from riskcast.network.dates import is_mandatory
from riskcast.network.heavy import reined
from riskcast.network.link import Link
from riskcast.network.nodes import (
    Node,
    Role,
    Status,
    base_amount,
    instant_of,
    is_elapsed,
    planned_minutes,
    status_of,
    whole_minutes,
)
from riskcast.network.summaries import Summaries, read_outline
from riskcast.network.ticks import from_minutes


@dataclass(frozen=True)
class Ends:
    """Where a task's nodes stand in the list of nodes."""

    works: tuple[int, ...]
    """The stretches of work, the longest first."""
    entry: int | None = None
    begin: int | None = None
    end: int | None = None

    @property
    def start_from(self) -> int:
        """The node whose start successors see."""
        return self.works[0] if self.begin is None else self.begin

    @property
    def finish_from(self) -> int:
        """The node whose finish successors see."""
        return self.works[0] if self.end is None else self.end

    @property
    def start_into(self) -> tuple[int, ...]:
        """The nodes that a bound on the start acts on."""
        return self.works if self.entry is None else (self.entry,)


@dataclass
class Parts:
    """All nodes in file order, and the links between nodes of one task or summary."""

    outline: Summaries
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    ends: dict[str, Ends] = field(default_factory=dict)
    """By task id; summaries have none."""

    def add(self, node: Node) -> int:
        """Add a node and return its position."""
        self.nodes.append(node)
        return len(self.nodes) - 1


def make_parts(program: Program, estimates: Mapping[str, Estimate]) -> Parts:
    """Return the nodes of every task that has dates of its own; summaries have them through the tasks below.

    ``estimates`` are the ranges of durations by task, wherever they come from.
    """
    parts = Parts(read_outline(program))
    calendars = {calendar.id: calendar for calendar in program.calendars}
    maker = _Maker(program, calendars, parts.outline, estimates)
    for task in program.tasks:
        if task.kind is not TaskKind.SUMMARY:
            _add_task(parts, program, maker.work(task), task.id in maker.held)
    return parts


class _Maker:
    """Makes the stretches of work of one task after the other."""

    def __init__(
        self, program: Program, calendars: dict[str, Calendar], outline: Summaries, estimates: Mapping[str, Estimate]
    ) -> None:
        self._program = program
        self._estimates = estimates
        self._calendars = calendars
        self._outline = outline
        self._crews = Crews(program, calendars)
        self._projects = {project.id: (p, project) for p, project in enumerate(program.projects)}
        now = [risk.after() if risk.is_treated else risk for risk in program.risks]
        self._delayed = {t for risk in now for impact in risk.impacts if impact.delay for t in impact.tasks}
        to_finish = (DependencyType.FF, DependencyType.SF)
        links = program.dependencies if program.dialect is Dialect.MSPROJECT else ()
        self.held = {link.successor for link in links if link.type in to_finish}
        """Tasks whose finish stays where the bound is, even at the beginning of a shift (MS Project)."""

    def work(self, task: Task) -> list[Node]:
        """Return the stretches of work of a task, the longest first."""
        p, project = self._projects[task.project]
        own = self._calendars[task.calendar or project.calendar or self._program.calendar]
        status = status_of(task)
        now = self._program.status_date(project)
        remaining = planned_minutes(task, status, own, now)
        if status is Status.FINISHED and self._program.dialect is Dialect.MSPROJECT:
            return [self._past(task, p, own, project)]
        law: Distribution = Fixed(remaining)
        estimate = self._estimates.get(task.id)
        if estimate is not None and status is not Status.FINISHED and task.expected_finish is None:
            law = duration_distribution(estimate, base_amount(task, status, remaining), own)
            law = reined(law, own, is_elapsed(task))
        role = Role.SPAN if task.kind is TaskKind.LEVEL_OF_EFFORT and status is not Status.FINISHED else Role.WORK
        node = Node(
            task=task,
            role=role,
            project=p,
            calendar=own,
            clock=own,
            axis=own.id,
            status=status,
            now=now,
            whole=remaining,
            share=1.0,
            law=law,
            constraints=task.constraints + self._outline.inherited.get(task.id, ()),
        )
        if self._is_on_the_clock(node):
            return [replace(node, axis=ELAPSED, pauses=_pauses_of(task, own), behind=self._done(node, own))]
        single = role is Role.SPAN or status is Status.FINISHED or task.is_milestone
        if single or (status is Status.PLANNED and not task.splits and not task.on_resource_calendars):
            return [node]
        return self._strands(node, own)

    def _past(self, task: Task, p: int, own: Calendar, project: Project) -> Node:
        """Return a finished task as MS Project has it: where it was, as long as it took."""
        finish = task.actual_finish or self._program.start
        minutes = (finish - (task.actual_start or finish)).total_seconds() / 60.0
        now = self._program.status_date(project)
        law = Fixed(minutes)
        return Node(task, Role.WORK, p, own, own, ELAPSED, Status.FINISHED, now, minutes, 1.0, law)

    def _is_on_the_clock(self, node: Node) -> bool:
        task = node.task
        delayed = task.id in self._delayed
        timeless = node.whole == 0.0 and node.law.sd == 0.0 and node.law.mean == 0.0 and not delayed
        instant = timeless and task.kind is not TaskKind.START_MILESTONE and node.role is Role.WORK
        return node.status is Status.FINISHED or instant or is_elapsed(task)

    def _done(self, node: Node, own: Calendar) -> float:
        if node.status is not Status.STARTED:
            return 0.0
        return max(whole_minutes(node.task, own) - node.whole, 0.0)

    def _strands(self, node: Node, own: Calendar) -> list[Node]:
        """Return one node per stretch; what is behind a started task is behind each in proportion."""
        planned = whole_minutes(node.task, own)
        if node.status is Status.STARTED:
            planned = max(planned, node.whole)
        strands = self._crews.strands(node.task, own, planned)
        made = []
        for number, strand in enumerate(strands):
            share = strand.minutes / planned if planned > 0.0 else 1.0
            done = (planned - node.whole) * share if node.status is Status.STARTED else 0.0
            role = Role.CREW if number else Role.WORK
            past, ahead = _split_at(strand, done)
            made.append(
                replace(
                    node,
                    role=role,
                    clock=strand.clock,
                    axis=strand.clock.id,
                    share=share,
                    pauses=ahead,
                    behind=done + past,
                )
            )
        return made


def _pauses_of(task: Task, own: Calendar) -> Pauses:
    return tuple((duration_minutes(s.after, own), duration_minutes(s.pause, own)) for s in task.splits)


def _split_at(strand: Strand, done: float) -> tuple[float, Pauses]:
    """Return the minutes of the pauses that are behind, and those ahead counted from the remaining work."""
    past = sum(pause for after, pause in strand.pauses if after < done)
    return past, tuple((after - done, pause) for after, pause in strand.pauses if after >= done)


def _add_task(parts: Parts, program: Program, works: list[Node], held: bool) -> None:
    """Add the nodes of one task with the instants that it needs."""
    first = works[0]
    at = tuple(parts.add(node) for node in works)
    entry = begin = end = None
    if first.role is Role.WORK and first.status is not Status.FINISHED:
        planned = first.status is Status.PLANNED
        manual = planned and first.task.manual_start is not None
        if planned and not manual and first.task.levelling_delay is not None and not is_mandatory(program, first):
            entry = _add_entry(parts, first, at)
        if manual or (not planned and program.dialect is Dialect.MSPROJECT):
            begin = parts.add(instant_of(first, Role.BEGIN))
        if manual or len(works) > 1 or (held and planned):
            end = add_end(parts, first, at)
    parts.ends[first.task.id] = Ends(at, entry, begin, end)


def _add_entry(parts: Parts, node: Node, works: tuple[int, ...]) -> int:
    entry = parts.add(instant_of(node, Role.ENTRY))
    delay = node.task.levelling_delay
    ticks = from_minutes(duration_minutes(delay, node.calendar)) if delay is not None else 0
    parts.links += [Link(entry, i, DependencyType.SS, ticks, ELAPSED) for i in works]
    return entry


def add_end(parts: Parts, node: Node, works: tuple[int, ...]) -> int:
    """Add the instant at which all stretches of a task have ended, and return its position."""
    end = parts.add(instant_of(node, Role.END))
    kind = DependencyType.SS if node.begins else DependencyType.FS
    parts.links += [Link(i, end, kind, 0, parts.nodes[i].axis) for i in works]
    return end
