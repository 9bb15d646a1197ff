"""As late as possible: tasks that use up their free float."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import CAP, LATE, Net
from riskcast.kernels.axis import fill_work
from riskcast.kernels.backward import limit_row
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import I4

_CAP = np.int32(CAP)


@kernel
def move_late(net: Net, owner: I4, projects: I4, start: I4, finish: I4) -> None:
    """Move the tasks that are as late as possible, in every lane, as far as no successor moves.

    ``start`` and ``finish`` [n, L] are changed in place; without a successor the limit is the finish
    ``projects[P, L]`` of the task's project ``owner[n]``.
    """
    lanes = start.shape[1]
    count = 0
    for i in range(net.late.size):
        count = max(count, net.late[i] + 1)
    if count == 0:
        return
    free = np.full((count, lanes), _CAP, np.int32)
    goal = np.empty(lanes, np.int32)
    limit = np.empty(lanes, np.int32)
    for i in range(net.axis.size - 1, -1, -1):
        if net.late[i] >= 0:
            fill_work(projects[owner[i]], net.axes[net.axis[i]], net.work, limit)
            mine = free[net.late[i]]
            for j in range(lanes):
                gain = max(min(mine[j], limit[j]) - finish[i, j], 0)
                start[i, j] += gain
                finish[i, j] += gain
        for e in range(net.first[i], net.first[i + 1]):
            p = net.pred[e]
            if net.late[p] < 0 or not net.binds[e] & LATE:
                continue
            for j in range(lanes):
                goal[j] = finish[i, j] if net.to_finish[e] else start[i, j]
            here, between, there = net.axes[net.axis[p]], net.axes[net.lag_axis[e]], net.axes[net.axis[i]]
            limit_row(goal, net.lag[e], net.from_finish[e] == 1, here, between, there, net.wall, net.work, limit)
            target = free[net.late[p]]
            for j in range(lanes):
                whole = limit[j] if net.from_finish[e] else limit[j] + (finish[p, j] - start[p, j])
                target[j] = min(target[j], whole)
