"""Money between two instants into the cells of a clock, a row of lanes at a time.

A stretch adds its rate where it begins and takes it away where it ends, and only the two outer cells get sums of their
own: the work does not grow with the number of cells between them. Running sums of the rates give those in between.

``tick[c+1]`` are the first ticks of the cells and a tick that none reaches. For every place x, the tick ``x << shift``,
``before[x]`` is the last cell that begins before it and ``upto[x]`` the last that begins no later; at most ``hops``
cells begin in a place.
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.jit import kernel
from riskcast.kernels.money_arrays import Cells
from riskcast.kernels.types import F8


@kernel
def deposit(cells: Cells, begin: F8, end: F8, amount: F8) -> None:
    """Add ``amount[L]`` between the ticks ``begin[L]`` and ``end[L]``; all of it at the end when that is no later.

    What ends where a cell begins is in the cell before.
    """
    tick, part, rate, reach, hops = cells.tick, cells.part, cells.rate, cells.reach, cells.hops
    final = cells.final
    before, upto, places = cells.before, cells.upto, np.uint32(cells.shift)
    low, high = np.int64(reach[0]), np.int64(reach[1])
    for j in range(amount.size):
        since, until = begin[j], end[j]
        last = np.int64(before[np.uint32(until) >> places])
        cell = np.int64(upto[np.uint32(since) >> places])
        for _ in range(hops):
            last += np.int64(tick[last + 1] < until)
            cell += np.int64(tick[cell + 1] <= since)
        if amount[j] == 0.0:
            continue
        cell = min(cell, last)
        low, high = min(low, cell), max(high, last)
        final[j] = max(final[j], last)
        if cell == last:
            part[cell, j] += amount[j]
            continue
        pace = amount[j] / (until - since)
        part[cell, j] += pace * (tick[cell + 1] - since)
        rate[cell + 1, j] += pace
        rate[last, j] -= pace
        part[last, j] += pace * (until - tick[last])
    reach[0], reach[1] = low, high


@kernel
def deposit_starts(cells: Cells, at: F8, amount: F8) -> None:
    """Add ``amount[L]`` at instants where something starts: where a cell begins, in that cell."""
    places = np.uint32(cells.shift)
    for j in range(amount.size):
        cell = np.int64(cells.upto[np.uint32(at[j]) >> places])
        for _ in range(cells.hops):
            cell += np.int64(cells.tick[cell + 1] <= at[j])
        cells.part[cell, j] += amount[j]
        cells.reach[0], cells.reach[1] = min(cells.reach[0], cell), max(cells.reach[1], cell)
        cells.final[j] = max(cells.final[j], cell)
