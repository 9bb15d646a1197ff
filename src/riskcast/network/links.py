"""Dependencies as arrays: ends, lags in ticks, and the axis each lag runs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from riskcast.model.calendar import Calendar
from riskcast.model.program import Program
from riskcast.model.task import Dependency, DependencyType, LagCalendar
from riskcast.network.axes import ELAPSED
from riskcast.network.nodes import Node, Status, begins, is_mandatory
from riskcast.network.ticks import PER_MINUTE, from_minutes


@dataclass(frozen=True)
class Link:
    """One dependency between two scheduled tasks (positions in file order)."""

    predecessor: int
    successor: int
    type: DependencyType
    lag: int
    """Ticks of the lag's axis."""
    lag_axis: str

    @property
    def from_finish(self) -> bool:
        """True for FS and FF."""
        return self.type in (DependencyType.FS, DependencyType.FF)

    @property
    def to_finish(self) -> bool:
        """True for FF and SF."""
        return self.type in (DependencyType.FF, DependencyType.SF)


def make_links(program: Program, nodes: Sequence[Node]) -> list[Link]:
    """Return the dependencies that bound a scheduled task.

    Retained logic: the remaining work of a started task waits for predecessors that must finish first, and a
    finished task hands the finish of such predecessors on to its successors. What has begun needs no start logic.
    """
    at = {node.task.id: i for i, node in enumerate(nodes)}
    calendars = {calendar.id: calendar for calendar in program.calendars}
    links = []
    for dependency in program.dependencies:
        p, s = at.get(dependency.predecessor), at.get(dependency.successor)
        if p is None or s is None:
            continue
        link = _link(program, dependency, nodes, p, s, calendars)
        if nodes[s].status is Status.PLANNED or link.from_finish:
            links.append(
                link if nodes[s].status is not Status.FINISHED else replace(link, lag=0, lag_axis=nodes[p].axis)
            )
    return links


def _link(
    program: Program,
    dependency: Dependency,
    nodes: Sequence[Node],
    p: int,
    s: int,
    calendars: Mapping[str, Calendar],
) -> Link:
    lag = dependency.lag
    if lag is None:
        return Link(p, s, dependency.type, 0, nodes[p].axis)
    choice = dependency.lag_calendar or program.lag_calendar
    begun = _begun(nodes[p], dependency.type)
    if lag.is_elapsed or choice is LagCalendar.ELAPSED:
        axis, minutes = ELAPSED, lag.minutes(24.0, 7.0)
        passed = 0.0 if begun is None else (nodes[p].now - begun).total_seconds() / 60.0
    else:
        calendar = _lag_calendar(program, choice, nodes, p, s, calendars)
        axis, minutes = calendar.id, lag.minutes(calendar.hours_per_day, calendar.days_per_week)
        passed = 0.0 if begun is None else calendar.minutes_between(begun, nodes[p].now)
    ticks = from_minutes(minutes if begun is None else max(minutes - passed, 0.0))
    return Link(p, s, dependency.type, ticks, axis if ticks else nodes[p].axis)


def _lag_calendar(
    program: Program, choice: LagCalendar, nodes: Sequence[Node], p: int, s: int, calendars: Mapping[str, Calendar]
) -> Calendar:
    if choice is LagCalendar.PROJECT:
        return calendars[program.projects[nodes[s].project].calendar or program.calendar]
    return nodes[p if choice is LagCalendar.PREDECESSOR else s].calendar


def _begun(node: Node, type_: DependencyType) -> datetime | None:
    """Return since when a lag has been running, after a finish or start that is a fact; only its rest is to come."""
    from_finish = type_ in (DependencyType.FS, DependencyType.FF)
    return node.task.actual_finish if from_finish else node.task.actual_start


def is_inside(link: Link, nodes: Sequence[Node]) -> bool:
    """Return whether no time is converted: both tasks and the lag share an axis."""
    return nodes[link.predecessor].axis == link.lag_axis == nodes[link.successor].axis


def dominates(link: Link, nodes: Sequence[Node], least: Sequence[int]) -> bool:
    """Return whether the successor can never finish before the predecessor, on the wall clock.

    ``least`` holds the smallest duration of each task in ticks. A successor of zero length on another calendar
    could be shown at the end of an earlier shift, so it does not count; nor does one whose
    finish is bound by an instant in its free time. A start milestone lies at the beginning of a later shift.
    """
    if not link.from_finish or link.lag < 0:
        return False
    successor = nodes[link.successor]
    if successor.status is Status.FINISHED or is_mandatory(successor.task):
        return False
    advances = not link.to_finish and least[link.successor] >= PER_MINUTE
    inside = is_inside(link, nodes) and not begins(nodes[link.predecessor].task)
    return inside or successor.axis == ELAPSED or advances
