"""Money between two instants into the cells of a clock, a row of lanes at a time.

Each cell takes its overlap with the stretches, in one pass over all lanes without a branch or a search. Only cells that
stretches of the block touch are visited; a lane gets exactly 0 from those that its own does not.
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.jit import kernel
from riskcast.kernels.money_arrays import Cells
from riskcast.kernels.types import F8

_INSTANT = 0.25
"""Length in ticks of what takes no time; instants are half ticks apart at least."""


@kernel
def deposit(cells: Cells, begin: F8, end: F8, amount: F8) -> None:
    """Add ``amount[L]`` between the ticks ``begin[L]`` and ``end[L]``; all of it at the end when that is no later.

    What ends where a cell begins is in the cell before.
    """
    tick, part, since, pace = cells.tick, cells.part, cells.since, cells.pace
    low, high = np.int32(2147483647), np.int32(0)
    for j in range(amount.size):
        since[j] = min(begin[j], end[j] - _INSTANT)
        pace[j] = amount[j] / (end[j] - since[j])
        low, high = min(low, np.int32(since[j])), max(high, np.int32(end[j]))
    first, last = _last_before(tick, low + 0.5), _last_before(tick, high + 1.0)
    for c in range(first, last + 1):
        opens, closes, row = tick[c] if c > 0 else -_INSTANT, tick[c + 1], part[c]
        for j in range(amount.size):
            row[j] += max(min(closes, end[j]) - max(opens, since[j]), 0.0) * pace[j]
    cells.reach[0], cells.reach[1] = min(cells.reach[0], first), max(cells.reach[1], last)


@kernel
def deposit_starts(cells: Cells, at: F8, amount: F8) -> None:
    """Add ``amount[L]`` at instants where something starts: where a cell begins, in that cell."""
    for j in range(amount.size):
        cell = _last_before(cells.tick, at[j] + _INSTANT)
        cells.part[cell, j] += amount[j]
        cells.reach[0], cells.reach[1] = min(cells.reach[0], cell), max(cells.reach[1], cell)


@kernel
def _last_before(tick: F8, instant: float) -> int:
    """Return the last cell that begins before an instant, else the first."""
    low, high = 0, tick.size - 2
    while low < high:
        middle = (low + high + 1) // 2
        if tick[middle] < instant:
            low = middle
        else:
            high = middle - 1
    return low
