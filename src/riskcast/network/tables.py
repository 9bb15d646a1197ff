"""Quantile functions as tables for the kernels.

A table has 64 steps in every halving of each tail. Where straight lines between them would miss a quantile by more than
TOLERANCE of the range (bounded laws) or of the value itself (all others), the steps between P0.003 and P99.997 are made
finer, and the law is stored as pieces. So every drawn quantile between P0.01 and P99.99 is right to 1e-4 of the range
or of the value. Beyond P0.0000002 and its mirror image quantiles stay where they are.
"""

from __future__ import annotations

import math

import numpy as np

from riskcast.kernels import laws
from riskcast.kernels.types import F8
from riskcast.model.distributions import Distribution, Piecewise

TOLERANCE = 8e-5
"""Largest error of a table that is not refined, between P0.006 and P99.994."""

FINE_OCTAVES = 14
"""Halvings of each tail that are refined."""

FINEST = 64
"""Most fine steps in place of one."""


def tabulate(shape: Distribution) -> F8:
    """Return the table row ``[2 HALF]`` of a distribution, lower tail first."""
    tail = laws.grid()
    return _rounded(np.concatenate([shape.quantile(tail), shape.quantile(1.0 - tail)]))


def refinement(shape: Distribution, row: F8) -> int:
    """Return into how many each step of a table row must be divided; 1 when it is good enough."""
    octaves = np.arange(laws.OCTAVES - FINE_OCTAVES + 1, laws.OCTAVES)
    cells = laws.STEPS * octaves[:, None] + np.arange(laws.STEPS + 1)
    values = np.concatenate([row[cells], row[laws.HALF + cells]])
    # A straight line misses a curve by at most an eighth of its second difference.
    missed = np.abs(np.diff(values, 2)) / 8.0
    with np.errstate(divide="ignore", invalid="ignore"):
        worst = float(np.nan_to_num(missed / _size(shape, row, values[:, 1:-1])).max())
    if worst <= TOLERANCE:
        return 1
    return int(min(2 ** math.ceil(math.log2(worst / TOLERANCE) / 2.0), FINEST))


def _size(shape: Distribution, row: F8, values: F8) -> F8:
    """Return what errors are relative to: the range, the distance from the only bound, or the value."""
    low, high = shape.bounds
    if math.isfinite(low) and math.isfinite(high):
        return np.full_like(values, high - low)
    if math.isfinite(low) or math.isfinite(high):
        return np.asarray(np.abs(values - (low if math.isfinite(low) else high)), dtype=np.float64)
    quartile = laws.STEPS * (laws.OCTAVES - 1)
    return np.asarray(np.maximum(np.abs(values), row[laws.HALF + quartile] - row[quartile]), dtype=np.float64)


def refined(shape: Distribution, fine: int) -> tuple[int, F8]:
    """Return the number of pieces and the pieces of a smooth law, ``fine`` for each step of its table."""
    tail = _fine_grid(fine)
    lower, upper = shape.quantile(tail), shape.quantile(1.0 - tail)
    upto = np.concatenate([tail, 1.0 - tail[-2::-1], [1.0]])
    values = _rounded(np.concatenate([lower, upper[-2::-1]]))
    slopes = np.concatenate([[0.0], np.diff(values) / np.diff(upto[:-1]), [0.0]])
    return upto.size, np.concatenate([upto, values[:1], values, slopes])


def pieces_of(law: Piecewise) -> tuple[int, F8]:
    """Return the number of pieces and the pieces of a law made of them; exact."""
    pieces = law.pieces()
    upto, first, last = np.array(pieces.upto), np.array(pieces.first), np.array(pieces.last)
    return upto.size, np.concatenate([upto, first, (last - first) / np.diff(upto, prepend=0.0)])


def _fine_grid(fine: int) -> F8:
    """Return tail probabilities up to 0.5, as :func:`laws.grid`, with ``fine`` per step in the inner octaves."""
    coarse = laws.grid()[: (laws.OCTAVES - FINE_OCTAVES) * laws.STEPS]
    count = laws.STEPS * fine
    index = np.arange(FINE_OCTAVES * count + 1, dtype=np.float64)
    octave = np.floor(index / count)
    return np.concatenate([coarse, 2.0 ** (octave - FINE_OCTAVES - 1) * (1.0 + (index - octave * count) / count)])


def _rounded(row: F8) -> F8:
    """Return values of 40 significant bits.

    Special functions that differ in the last digits between machines and library versions give the same table.
    """
    mantissa, exponent = np.frexp(row)
    return np.asarray(np.ldexp(np.rint(mantissa * 2.0**40) / 2.0**40, exponent), dtype=np.float64)
