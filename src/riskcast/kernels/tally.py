"""Counts per task over many iterations."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Bins, Net, Tally
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import F8, I4, U1, U4

BINS = 512
"""Histogram bins per task and date."""


@kernel
def _tally_row(lanes: int, ticks: I4, low: np.int32, shift: int, counts: U4, ends: I4, at: U4) -> None:
    places = np.uint32(shift)
    top = np.uint32(counts.size - 1)
    least, most = ends[0], ends[1]
    for j in range(lanes):
        tick = ticks[j]
        least = min(least, tick)
        most = max(most, tick)
        at[j] = min(np.uint32(np.uint32(np.int32(max(tick, low) - low)) >> places), top)
    ends[0], ends[1] = least, most
    for j in range(lanes):
        counts[at[j]] += np.uint32(1)


@kernel
def tally_dates(lanes: int, start: I4, finish: I4, bins: Bins, tally: Tally) -> None:
    """Add the first ``lanes`` lanes of a block to the histograms; the outer bins take what lies beyond them."""
    at = np.empty(start.shape[1], np.uint32)
    for i in range(start.shape[0]):
        low, shift = bins.start_low[i], bins.start_shift[i]
        _tally_row(lanes, start[i], low, shift, tally.start[i], tally.start_ends[i], at)
        low, shift = bins.finish_low[i], bins.finish_shift[i]
        _tally_row(lanes, finish[i], low, shift, tally.finish[i], tally.finish_ends[i], at)


@kernel
def tally_critical(lanes: int, critical: U1, tally: Tally) -> None:
    """Add the first ``lanes`` lanes of a block to the criticality counts."""
    for i in range(critical.shape[0]):
        hits = 0
        for j in range(lanes):
            hits += critical[i, j]
        tally.critical[i] += hits


@kernel
def tally_bound(lanes: int, net: Net, start: I4, finish: I4, tally: Tally) -> None:
    """Count the lanes in which a task starts or finishes exactly where its date constraint stands."""
    for k in range(net.watch.size):
        row = finish[net.watch[k]] if net.watch_finish[k] else start[net.watch[k]]
        tick = net.watch_tick[k]
        hits = 0
        for j in range(lanes):
            hits += row[j] == tick
        tally.bound[k] += hits


@kernel
def read_percentiles(counts: U4, low: I4, shift: I4, ends: I4, grid: F8, out: I4) -> None:
    """Write ``out[n, g]``: ticks below which ``grid[g]`` (0-100, ascending) percent of the counts ``[n, BINS]`` lie.

    Interpolates inside a bin; the outer bins reach to the extremes ``ends[n, 2]``.
    """
    for i in range(counts.shape[0]):
        total = np.int64(0)
        for b in range(BINS):
            total += np.int64(counts[i, b])
        below = np.int64(0)
        b = 0
        for g in range(grid.size):
            goal = grid[g] / 100.0 * total
            while b < BINS - 1 and (counts[i, b] == 0 or np.float64(below + np.int64(counts[i, b])) < goal):
                below += np.int64(counts[i, b])
                b += 1
            left = np.int64(low[i]) + (np.int64(b) << np.int64(shift[i]))
            right = left + (np.int64(1) << np.int64(shift[i]))
            left = np.int64(ends[i, 0]) if b == 0 else max(left, np.int64(ends[i, 0]))
            right = np.int64(ends[i, 1]) if b == BINS - 1 else min(right, np.int64(ends[i, 1]))
            share = min(max((goal - below) / max(np.int64(counts[i, b]), 1), 0.0), 1.0)
            value = np.int64(np.floor(left + (right - left) * share + 0.5))
            if grid[g] <= 0.0:
                value = np.int64(ends[i, 0])
            if grid[g] >= 100.0:
                value = np.int64(ends[i, 1])
            out[i, g] = np.int32(value)
