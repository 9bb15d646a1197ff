"""Per-task counts: made per worker, merged, and read as percentiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from riskcast.kernels.arrays import Bins, Tally
from riskcast.kernels.tally import BINS, read_percentiles
from riskcast.kernels.types import I4, U4
from riskcast.simulation.result import GRID
from riskcast.simulation.statistics import percentile_index


def empty_tally(tasks: int, watches: int, bins: int = BINS) -> Tally:
    """Return counts of nothing; a pilot run, which only looks for the extremes, needs one bin."""
    ends = np.empty((tasks, 2), np.int32)
    ends[:] = np.iinfo(np.int32).max, np.iinfo(np.int32).min
    return Tally(
        critical=np.zeros(tasks, np.int64),
        bound=np.zeros(watches, np.int64),
        start=np.zeros((tasks, bins), np.uint32),
        finish=np.zeros((tasks, bins), np.uint32),
        start_ends=ends,
        finish_ends=ends.copy(),
    )


def merge(tallies: Sequence[Tally]) -> Tally:
    """Add counts into the first tally and return it; integers, so the order does not matter."""
    total = tallies[0]
    for other in tallies[1:]:
        total.critical[:] += other.critical
        total.bound[:] += other.bound
        total.start[:] += other.start
        total.finish[:] += other.finish
        for mine, theirs in ((total.start_ends, other.start_ends), (total.finish_ends, other.finish_ends)):
            np.minimum(mine[:, 0], theirs[:, 0], out=mine[:, 0])
            np.maximum(mine[:, 1], theirs[:, 1], out=mine[:, 1])
    return total


def wide_bins(tasks: int) -> Bins:
    """Return a layout of one bin that no date can leave, for the pilot run."""
    return Bins(*(np.full(tasks, value, np.int32) for value in (0, 31, 0, 31)))


def fitted_bins(pilot: Tally) -> Bins:
    """Return a layout twice as wide as what a pilot run saw, around it; the outer bins take the rest."""
    start_low, start_shift = _fit(pilot.start_ends)
    finish_low, finish_shift = _fit(pilot.finish_ends)
    return Bins(start_low, start_shift, finish_low, finish_shift)


def _fit(ends: I4) -> tuple[I4, I4]:
    low, high = ends[:, 0].astype(np.int64), ends[:, 1].astype(np.int64)
    reach = np.maximum(high - low, BINS // 4)
    shift = np.ceil(np.log2(np.maximum(2 * reach + 1, BINS) / BINS)).astype(np.int64)
    return np.maximum(low - reach // 2, 0).astype(np.int32), shift.astype(np.int32)


def grid_of_milestones(instants: I4) -> I4:
    """Return the exact percentiles ``[M, len(GRID)]`` of milestones, of which every iteration ``[M, K]`` is kept."""
    at = [percentile_index(instants.shape[1], p) for p in GRID]
    return np.sort(instants, axis=1)[:, at]


def percentiles(counts: U4, low: I4, shift: I4, ends: I4) -> I4:
    """Return ticks ``[n, len(GRID)]``, interpolated inside bins; exact at 0 and 100 and for a constant."""
    out = np.empty((len(counts), len(GRID)), np.int32)
    read_percentiles(counts, low, shift, ends, np.array(GRID, np.float64), out)
    return out
