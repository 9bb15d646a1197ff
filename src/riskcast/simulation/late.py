"""Late dates and floats of tasks from those of their nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from riskcast.kernels.types import F8, I4
from riskcast.model.program import Dialect
from riskcast.network.axes import ELAPSED
from riskcast.network.network import Network
from riskcast.network.nodes import Node, Role, Status, is_elapsed
from riskcast.network.rows import Row
from riskcast.network.ticks import PER_MINUTE
from riskcast.simulation.dates import by_task, node_finishes, node_starts


@dataclass(frozen=True)
class Ticks:
    """Starts and finishes of the nodes."""

    start: I4
    """[n, 1] Ticks of each node's axis."""
    finish: I4


@dataclass(frozen=True)
class Bounds:
    """How late the nodes may finish."""

    late: I4
    """[n, 1] Without moving the end of the project."""
    free: I4
    """[n, 1] Without moving a successor."""


@dataclass(frozen=True)
class Floats:
    """Floats of the tasks in minutes."""

    total: F8
    """[t]"""
    free: F8


def late_walls(network: Network, early: Ticks, late: I4, early_finish: I4) -> tuple[I4, I4]:
    """Return late starts and late finishes ``[t]`` of the tasks in wall ticks.

    ``late[n, 1]`` are the late finishes of the nodes, ``early_finish[t]`` the early ones of the tasks in wall ticks.
    """
    late_start = late - (early.finish - early.start)
    starts, finishes = node_starts(network, late_start), node_finishes(network, late)
    _span_late(network, late_start, late, starts, finishes)
    first = by_task(network, starts, lambda row: row.late_starts, np.min)[:, 0]
    last = by_task(network, finishes, lambda row: row.late_finishes, np.max)[:, 0]
    if network.program.dialect is not Dialect.MSPROJECT:
        for t, row in enumerate(network.rows):
            if is_instant(row.node):
                first[t] = _back_to_work(network, row.node, int(first[t]), int(early_finish[t]))
                last[t] = _back_to_work(network, row.node, int(last[t]), int(early_finish[t]))
    return first, last


def is_instant(node: Node) -> bool:
    """Return whether a task is an instant on the wall clock although its calendar has free time."""
    return node.axis == ELAPSED and not is_elapsed(node.task) and node.status is not Status.FINISHED


def _back_to_work(network: Network, node: Node, late: int, early: int) -> int:
    """Move the late date of an instant out of free time, back to the end of work (but not before the early date)."""
    row = network.axes.index(node.calendar.id)
    back = int(network.axes.walls(row, network.axes.works(row, np.array([late])), as_finish=True)[0])
    return max(back, early) if late >= early else back


def _span_late(network: Network, late_start: I4, late: I4, starts: I4, finishes: I4) -> None:
    """Give each level of effort the late dates of what bounds it: it has none of its own."""
    net, axes = network.net, network.axes
    for i, node in enumerate(network.nodes):
        if node.role is not Role.SPAN:
            continue
        bounds: dict[int, list[int]] = {0: [], 1: []}
        for e in range(net.first[i], net.first[i + 1]):
            p = int(net.pred[e])
            wall = finishes[p, 0] if net.from_finish[e] else starts[p, 0]
            between = int(net.lag_axis[e])
            if net.lag[e]:
                tick = axes.works(between, np.array([wall])) + net.lag[e]
                wall = axes.walls(between, tick, as_finish=bool(net.from_finish[e]))[0]
            bounds[int(net.to_finish[e])].append(int(axes.works(int(net.axis[i]), np.array([wall]))[0]))
        if bounds[0]:
            late_start[i] = max(bounds[0])
            starts[i] = axes.walls(int(net.axis[i]), late_start[i], as_finish=False)
        if bounds[1]:
            late[i] = max(bounds[1])
            finishes[i] = axes.walls(int(net.axis[i]), late[i], as_finish=True)


def float_minutes(network: Network, early: Ticks, bounds: Bounds) -> Floats:
    """Return the floats of the tasks; those of instants count the work of their own calendar."""
    at = [row.work for row in network.rows]
    total = (bounds.late[at, 0].astype(np.float64) - early.finish[at, 0]) / PER_MINUTE
    free = (bounds.free[at, 0].astype(np.float64) - early.finish[at, 0]) / PER_MINUTE
    for t, row in enumerate(network.rows):
        if is_instant(row.node):
            total[t] = _work_between(network, row.node, early.finish[row.work, 0], bounds.late[row.work, 0])
            free[t] = _work_between(network, row.node, early.finish[row.work, 0], bounds.free[row.work, 0])
        elif row.finishes != (row.work,):
            end = row.finishes[0]
            free[t] = _work_between(network, row.node, early.finish[end, 0], bounds.free[end, 0])
    return Floats(total, free)


def _work_between(network: Network, node: Node, early: int, late: int) -> float:
    """Return the minutes of work of a task's calendar between two wall ticks; negative when they are in reverse."""
    row = network.axes.index(node.calendar.id)
    before, after = network.axes.works(row, np.array([early, late]))
    return (int(after) - int(before)) / PER_MINUTE


def smallest_slack(network: Network, floats: Floats, early: tuple[I4, I4], late: tuple[I4, I4]) -> Floats:
    """Return the total slack of MS Project: the smaller of the slacks of start and finish, which are wall ticks [t]."""
    total = floats.total.copy()
    for t, row in enumerate(network.rows):
        if not _is_simple(row):
            total[t] = min(_work_between(network, row.node, early[k][t], late[k][t]) for k in range(2))
    return Floats(total, floats.free)


def _is_simple(row: Row) -> bool:
    return row.is_plain and row.node.status is Status.PLANNED
