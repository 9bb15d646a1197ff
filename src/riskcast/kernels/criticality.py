"""Which tasks held the program's finish, lane by lane.

A task is critical in an iteration when a chain of tight dependencies leads from it to the end of the
program: with integer ticks ``bound == start`` is exact. Ties count for every path. On one calendar
this is the same as zero total float.
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import EARLY, Net
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import I4, U1


@kernel
def mark_critical(net: Net, start: I4, finish: I4, crossing: I4, goals: I4, critical: U1) -> None:
    """Write ``critical[n, L]`` from the schedule and the ticks ``goals[2 a, L]`` that end the program."""
    lanes = goals.shape[1]
    critical[:] = 0
    for c in range(net.closing.size):
        i = net.closing[c]
        offset = net.axes.shape[0] if net.group_begins[net.closing_group[c]] else 0
        row, end, last = critical[i], finish[i], goals[net.axis[i] + offset]
        for j in range(lanes):
            row[j] |= end[j] == last[j]
    for i in range(net.axis.size - 1, -1, -1):
        mine = critical[i]
        for e in range(net.first[i], net.first[i + 1]):
            if not net.binds[e] & EARLY:
                continue
            goal = finish[i] if net.to_finish[e] else start[i]
            row = critical[net.pred[e]]
            x = net.crossing[e]
            if x >= 0:
                for j in range(lanes):
                    row[j] |= mine[j] & (crossing[x, j] == goal[j])
            else:
                source = finish[net.pred[e]] if net.from_finish[e] else start[net.pred[e]]
                lag = np.int32(net.lag[e])
                for j in range(lanes):
                    row[j] |= mine[j] & (np.int32(source[j] + lag) == goal[j])
