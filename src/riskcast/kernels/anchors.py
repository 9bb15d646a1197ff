"""Instants that money hangs on, on the wall clock."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Net
from riskcast.kernels.axis import fill_wall
from riskcast.kernels.jit import kernel
from riskcast.kernels.money_arrays import Anchors
from riskcast.kernels.types import I4

_NEVER = np.int32(2**31 - 1)


@kernel
def find_anchors(anchors: Anchors, net: Net, start: I4, finish: I4, projects: I4, program: I4, out: I4) -> None:
    """Write the wall ticks ``out[a, L]``; ``projects[P, L]`` and ``program[L]`` are finishes."""
    for a in range(out.shape[0]):
        row = out[a]
        if anchors.project[a] == projects.shape[0]:
            row[:] = program
        elif anchors.project[a] >= 0:
            row[:] = projects[anchors.project[a]]
        else:
            row[:] = anchors.fact[a] if anchors.latest[a] or anchors.fact[a] >= 0 else _NEVER
        if anchors.latest[a]:
            for j in range(row.size):
                row[j] = max(row[j], anchors.fact[a])
        _meet(anchors, a, net, finish if anchors.latest[a] else start, row)


@kernel
def _meet(anchors: Anchors, a: int, net: Net, ticks: I4, row: I4) -> None:
    """Take the latest or earliest of an anchor's tasks; ticks of one axis are compared before they are converted."""
    best = np.empty(row.size, np.int32)
    wall = np.empty(row.size, np.int32)
    latest = anchors.latest[a] == 1
    k, end = anchors.first[a], anchors.first[a + 1]
    while k < end:
        node = anchors.node[k]
        axis, begins = net.axis[node], anchors.begins[k] == 1
        best[:] = ticks[node]
        k += 1
        while k < end and net.axis[anchors.node[k]] == axis and (anchors.begins[k] == 1) == begins:
            other = ticks[anchors.node[k]]
            for j in range(row.size):
                best[j] = max(best[j], other[j]) if latest else min(best[j], other[j])
            k += 1
        fill_wall(best, latest and not begins, net.axes[axis], net.wall, wall)
        for j in range(row.size):
            row[j] = max(row[j], wall[j]) if latest else min(row[j], wall[j])
