"""The backward pass: latest finishes, and how far each task can slip without moving a successor."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import LATE, Net
from riskcast.kernels.axis import start_to_wall, wall_to_work
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import I4, I8


@kernel
def _before(from_finish: bool, source: I8, target: I8, wall: I4, work: I4, ticks: I4) -> None:
    """Convert ticks in place to the latest ticks on another axis that lie no later on the clock."""
    for j in range(ticks.size):
        instant = start_to_wall(ticks[j], source, wall)
        tick = wall_to_work(instant, target, work)
        if not from_finish and start_to_wall(tick, target, wall) > instant:
            tick -= 1
        ticks[j] = np.int32(tick)


@kernel
def limit_row(
    goal: I4, lag: int, from_finish: bool, here: I8, between: I8, there: I8, wall: I4, work: I4, out: I4
) -> None:
    """Write the latest tick on axis ``here`` whose bound does not pass ``goal`` on axis ``there``.

    The inverse of the forward conversion: the last wall instant before which no more than ``goal`` ticks of work
    lie is where that work would begin. An instant that is a start must not itself roll past that.
    """
    for j in range(out.size):
        out[j] = goal[j]
    if there[0] != between[0]:
        _before(from_finish, there, between, wall, work, out)
    for j in range(out.size):
        out[j] = np.int32(out[j] - lag)
    if between[0] != here[0]:
        _before(from_finish, between, here, wall, work, out)


@kernel
def backward_pass(net: Net, start: I4, finish: I4, late: I4, free: I4) -> None:
    """Lower the latest finishes ``late[n, L]`` and the latest harmless ones ``free[n, L]`` to what successors allow.

    On entry both hold the ceilings (the finish of the project, constraints), in ticks of each task's axis;
    ``start`` and ``finish`` [n, L] are the early dates. Late start = late finish - (finish - start); total float
    = late - finish; free float = free - finish.
    """
    lanes = late.shape[1]
    goal = np.empty(lanes, np.int32)
    limit = np.empty(lanes, np.int32)
    for i in range(net.axis.size - 1, -1, -1):
        if net.pinned[i]:
            for j in range(lanes):
                late[i, j] = finish[i, j]
        for e in range(net.first[i], net.first[i + 1]):
            if not net.binds[e] & LATE:
                continue
            p = net.pred[e]
            here, between, there = net.axes[net.axis[p]], net.axes[net.lag_axis[e]], net.axes[net.axis[i]]
            for side in range(2):
                for j in range(lanes):
                    last = late[i, j] if side == 0 else finish[i, j]
                    goal[j] = last if net.to_finish[e] else last - (finish[i, j] - start[i, j])
                limit_row(goal, net.lag[e], net.from_finish[e] == 1, here, between, there, net.wall, net.work, limit)
                target = late[p] if side == 0 else free[p]
                for j in range(lanes):
                    whole = limit[j] if net.from_finish[e] else limit[j] + (finish[p, j] - start[p, j])
                    target[j] = min(target[j], whole)
