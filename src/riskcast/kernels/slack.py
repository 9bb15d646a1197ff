"""How long each task took and how far it could have slipped, in every lane."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Net
from riskcast.kernels.axis import fill_wall, fill_work
from riskcast.kernels.backward import backward_pass
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import I4


@kernel
def find_slack(net: Net, last: I4, start: I4, finish: I4, late: I4) -> None:
    """Write the latest finishes ``late[n, L]`` that leave the program's end, wall ticks ``last[L]``, where it is.

    Dates that cap late dates are left out: only the logic counts.
    """
    ceiling = np.empty((net.axes.shape[0], last.size), np.int32)
    for a in range(net.axes.shape[0]):
        fill_work(last, net.axes[a], net.work, ceiling[a])
    for i in range(net.axis.size):
        late[i] = ceiling[net.axis[i]]
    backward_pass(net, start, finish, late, late.copy())


@kernel
def read_slack(net: Net, nodes: I4, clocks: I4, start: I4, finish: I4, late: I4, length: I4, slack: I4) -> None:
    """Write the lengths and floats [r, L] of the nodes ``nodes[r]`` in ticks, no float below 0.

    Instants on the wall clock count the working ticks of their calendar's axis ``clocks[r]``, all others their own.
    """
    lanes = start.shape[1]
    before, after = np.empty(lanes, np.int32), np.empty(lanes, np.int32)
    for r in range(nodes.size):
        i = nodes[r]
        before[:] = finish[i]
        after[:] = late[i]
        if clocks[r] != net.axis[i]:
            own = net.axes[net.axis[i]]
            for row in (before, after):
                fill_wall(row, True, own, net.wall, row)
                fill_work(row, net.axes[clocks[r]], net.work, row)
        for j in range(lanes):
            length[r, j] = finish[i, j] - start[i, j]
            slack[r, j] = max(after[j] - before[j], 0)
