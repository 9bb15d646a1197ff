"""Dates that bound a node besides its links, in ticks of its own axis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import numpy as np

from riskcast.kernels.arrays import CAP
from riskcast.kernels.types import I4
from riskcast.model.program import Dialect, Program
from riskcast.model.task import ConstraintKind
from riskcast.network.axes import Axes
from riskcast.network.nodes import Node, Role, Status
from riskcast.network.ticks import from_minutes

_EARLY_STARTS = (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.START_ON)
_EARLY_FINISHES = (ConstraintKind.FINISH_NO_EARLIER_THAN, ConstraintKind.FINISH_ON)
_LATE_STARTS = (ConstraintKind.START_NO_LATER_THAN, ConstraintKind.START_ON, ConstraintKind.MANDATORY_START)
_LATE_FINISHES = (ConstraintKind.FINISH_NO_LATER_THAN, ConstraintKind.FINISH_ON, ConstraintKind.MANDATORY_FINISH)
_POSITIONING = (*_EARLY_STARTS, *_EARLY_FINISHES)


def is_honoured(program: Program) -> bool:
    """Return whether constraint dates beat the logic (an option of MS Project)."""
    return program.honour_constraints and program.dialect is Dialect.MSPROJECT


def mandatory_date(program: Program, node: Node) -> tuple[bool, datetime] | None:
    """Return (is it a finish, date) of the date that stands whatever the logic says; None when there is none."""
    if not node.works or node.status is Status.FINISHED:
        return None
    if program.dialect is Dialect.MSPROJECT and node.status is Status.STARTED:
        return None
    starts: tuple[ConstraintKind, ...] = (ConstraintKind.MANDATORY_START,)
    finishes: tuple[ConstraintKind, ...] = (ConstraintKind.MANDATORY_FINISH,)
    if is_honoured(program):
        starts, finishes = (*starts, ConstraintKind.START_ON), (*finishes, ConstraintKind.FINISH_ON)
    for constraint in node.constraints:
        if constraint.kind in starts and node.status is Status.PLANNED:
            return False, constraint.date
        if constraint.kind in finishes:
            return True, constraint.date
    return None


def is_mandatory(program: Program, node: Node) -> bool:
    """Return whether a date stands whatever the logic says."""
    return mandatory_date(program, node) is not None


def is_pinned(program: Program, node: Node) -> bool:
    """Return whether the late dates are the early ones: mandatory dates, and starts that are facts."""
    past = node.status is Status.FINISHED and program.dialect is Dialect.MSPROJECT
    return past or node.role is Role.BEGIN or is_mandatory(program, node)


def is_capped(program: Program, node: Node) -> bool:
    """Return whether a no-later-than date beats the logic."""
    return bool(caps_of(program, node))


def caps_of(program: Program, node: Node) -> list[tuple[bool, datetime]]:
    """Return (is it a finish, date) of each no-later-than date that beats the logic."""
    if not is_honoured(program) or not node.works or node.status is not Status.PLANNED:
        return []
    kinds = {ConstraintKind.START_NO_LATER_THAN: False, ConstraintKind.FINISH_NO_LATER_THAN: True}
    return [(kinds[c.kind], c.date) for c in node.constraints if c.kind in kinds]


def caps(program: Program, node: Node, axes: Axes) -> tuple[int, int]:
    """Return the latest start and the latest finish that the forward pass may give, in ticks; CAP for none."""
    row = axes.index(node.axis)
    latest_of = [CAP, CAP]
    for is_finish, date in caps_of(program, node):
        latest_of[is_finish] = min(latest_of[is_finish], axes.work_at(row, date))
    return latest_of[0], latest_of[1]


def floors(program: Program, node: Node, axes: Axes, positioned: bool, entered: bool) -> tuple[int, int]:
    """Return the earliest start and the earliest finish of a node, in ticks of its axis.

    ``positioned`` says that a link bounds the start (MS Project then asks no project start), ``entered`` that the
    bounds on the start act on the entry of the task.
    """
    if node.role is Role.REDO:
        return 0, 0
    row = axes.index(node.axis)
    fact = _fact(program, node, axes, row)
    if fact is not None:
        return fact, 0
    if node.role is Role.END:
        typed = node.task.manual_finish if node.status is Status.PLANNED and node.task.manual_start else None
        return (0 if typed is None else axes.work_at(row, typed)), 0
    if node.role in (Role.FIRST, Role.LAST):
        return 0, 0
    mandatory = mandatory_date(program, node)
    if mandatory is not None:
        is_finish, date = mandatory
        tick = axes.work_at(row, date)
        return (0, tick) if is_finish else (tick, 0)
    finishes = [c.date for c in node.constraints if c.kind in _EARLY_FINISHES]
    if node.task.expected_finish is not None and node.works:
        finishes = [node.task.expected_finish]
    finish = max((axes.work_at(row, moment) for moment in finishes if node.role is not Role.ENTRY), default=0)
    earliest = [] if entered else _earliest(program, node, positioned)
    return (axes.work_at(row, max(earliest)) if earliest else 0), finish


def _fact(program: Program, node: Node, axes: Axes, row: int) -> int | None:
    """Return the start in ticks of what stands where it stands; None for everything that follows the logic."""
    task = node.task
    if program.dialect is Dialect.MSPROJECT:
        if node.status is Status.FINISHED:
            return axes.work_at(row, task.actual_start or task.actual_finish or node.now)
        if node.status is Status.STARTED and task.actual_start is not None and node.role is not Role.END:
            return axes.work_at(row, task.actual_start) + from_minutes(node.behind)
    elif node.status is Status.FINISHED:
        return axes.work_at(row, node.now)
    if node.status is Status.PLANNED and task.manual_start is not None and node.role is not Role.END:
        return axes.work_at(row, task.manual_start)
    return None


def _earliest(program: Program, node: Node, positioned: bool) -> list[datetime]:
    """Return the dates before which the node cannot start."""
    project = program.projects[node.project]
    dates = [c.date for c in node.constraints if c.kind in _EARLY_STARTS and node.status is Status.PLANNED]
    if program.dialect is Dialect.MSPROJECT:
        kinds = _EARLY_STARTS if node.role is Role.SPAN else _POSITIONING
        if positioned or any(c.kind in kinds for c in node.constraints):
            return dates
        return [project.start or program.start]
    if node.status is Status.STARTED:
        dates += [node.now, node.task.resume or node.now]
    else:
        dates += [program.start, node.now]
    if project.start is not None and node.status is Status.PLANNED:
        dates.append(project.start)
    return dates


def latest_starts(nodes: Sequence[Node], axes: Axes) -> I4:
    """Return the caps ``[n]`` that constraints set on late starts; CAP where there is none."""
    return _latest(nodes, axes, _LATE_STARTS)


def latest_finishes(program: Program, nodes: Sequence[Node], axes: Axes) -> I4:
    """Return the caps ``[n]`` on late finishes; in MS Project's dialect the target of a task is a deadline too."""
    out = _latest(nodes, axes, _LATE_FINISHES)
    if program.dialect is Dialect.MSPROJECT:
        for i, node in enumerate(nodes):
            if node.works and node.status is not Status.FINISHED and node.task.target is not None:
                end = datetime.combine(node.task.target, time()) + timedelta(days=1)
                out[i] = min(out[i], axes.work_at(axes.index(node.axis), end))
    return out


def _latest(nodes: Sequence[Node], axes: Axes, kinds: tuple[ConstraintKind, ...]) -> I4:
    out = np.full(len(nodes), CAP, np.int32)
    for i, node in enumerate(nodes):
        if node.status is Status.FINISHED or not (node.works or node.role is Role.SPAN):
            continue
        for constraint in node.constraints:
            if constraint.kind in kinds:
                out[i] = min(out[i], axes.work_at(axes.index(node.axis), constraint.date))
    return out
