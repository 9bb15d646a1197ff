"""From one calendar's working ticks to wall-clock ticks and back, by table look-up.

A calendar's axis cuts time into quanta of ``size`` ticks, each wholly working or wholly not.
``wall[w]`` is the wall quantum of working quantum w; ``work[q]`` counts the working quanta before wall
quantum q (one entry more than there are quanta). All axes lie behind one another in two flat arrays.

A row of ``axes``: wall offset, work offset, working quanta, wall quanta, size, multiplier, shift.
The division by ``size`` is a multiplication by ``multiplier`` and a shift, exact for 31-bit ticks
(T. Granlund and P. Montgomery, "Division by invariant integers using multiplication", PLDI '94).
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.jit import kernel
from riskcast.kernels.types import I4, I8, Int

WALL_AT, WORK_AT, WORKING, QUANTA, SIZE, MULTIPLIER, SHIFT = range(7)


@kernel
def _divide(x: Int, axis: I8) -> Int:
    return np.int64((np.uint64(x) * np.uint64(axis[MULTIPLIER])) >> np.uint64(axis[SHIFT]))


@kernel
def finish_to_wall(tick: Int, axis: I8, wall: I4) -> Int:
    """Return the wall tick of a working tick as the end of work: Friday 17:00, not Monday 08:00."""
    last = max(np.int64(tick) - np.int64(1), np.int64(0))
    w = min(_divide(last, axis), axis[WORKING] - 1)
    within = last - w * axis[SIZE]
    instant = np.int64(wall[axis[WALL_AT] + w]) * axis[SIZE] + within + 1
    return np.int64(instant if tick > 0 else np.int64(wall[axis[WALL_AT]]) * axis[SIZE])


@kernel
def start_to_wall(tick: Int, axis: I8, wall: I4) -> Int:
    """Return the wall tick of a working tick as the beginning of work: Monday 08:00, not Friday 17:00."""
    t = max(np.int64(tick), np.int64(0))
    w = min(_divide(t, axis), axis[WORKING] - 1)
    instant = np.int64(wall[axis[WALL_AT] + w]) * axis[SIZE] + (t - w * axis[SIZE])
    return np.int64(instant)


@kernel
def wall_to_work(instant: Int, axis: I8, work: I4) -> Int:
    """Return how many working ticks lie before a wall tick."""
    t = max(np.int64(instant), np.int64(0))
    q = min(_divide(t, axis), axis[QUANTA] - 1)
    before = np.int64(work[axis[WORK_AT] + q])
    working = np.int64(work[axis[WORK_AT] + q + 1]) - before
    within = min(t - q * axis[SIZE], axis[SIZE])
    return np.int64(before * axis[SIZE] + working * within)


@kernel
def fill_wall(ticks: I4, as_finish: bool, axis: I8, wall: I4, out: I4) -> None:
    """Convert a row of working ticks to wall ticks, as finishes or as starts."""
    if as_finish:
        for j in range(ticks.size):
            out[j] = finish_to_wall(ticks[j], axis, wall)
    else:
        for j in range(ticks.size):
            out[j] = start_to_wall(ticks[j], axis, wall)


@kernel
def fill_work(instants: I4, axis: I8, work: I4, out: I4) -> None:
    """Convert a row of wall ticks to working ticks of an axis."""
    for j in range(instants.size):
        out[j] = wall_to_work(instants[j], axis, work)
