"""Order statistics of a sample: percentiles and their confidence intervals."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

N = TypeVar("N", bound=np.generic)

FEWEST = 100
"""Iterations below which no confidence interval of a percentile is claimed."""


def percentile_index(count: int, p: float) -> int:
    """Return the position in a sorted sample of the smallest value not exceeded in at least ``p`` percent of it."""
    return min(max(math.ceil(round(p / 100.0 * count, 9)) - 1, 0), count - 1)


def percentile(ordered: NDArray[N], p: float) -> N:
    """Return the P-value (``p`` 0-100) of an ascending sample: the smallest x with F(x) >= p/100."""
    value: N = ordered[percentile_index(ordered.size, p)]
    return value


def binomial_quantile(q: float, count: int, p: float) -> int:
    """Return the smallest k with P(X <= k) >= q (0 < q < 1) for X binomial(count, p)."""
    from scipy.special import bdtr, bdtrik

    if p <= 0.0 or p >= 1.0:
        return 0 if p <= 0.0 else count
    k = max(math.ceil(float(bdtrik(q, count, p))) - 1, 0)
    while k < count and float(bdtr(k, count, p)) < q:
        k += 1
    return k


@lru_cache(maxsize=1024)
def interval_ranks(count: int, p: float, level: float = 0.95) -> tuple[int, int]:
    """Return positions (lower, upper) in a sorted sample that bracket the true P-value with at least this confidence.

    Distribution-free: the number of values below the true percentile is binomial (W. J. Conover, Practical
    Nonparametric Statistics, 3rd ed., section 3.2). For a Latin hypercube sample, whose percentiles vary
    less, the interval is wider than it needs to be. Positions are clipped to the sample: at the ends it cannot reach
    the level (see :func:`has_interval`).
    """
    lower, upper = _ranks(count, p, level)
    return min(max(lower, 0), count - 1), min(max(upper, 0), count - 1)


@lru_cache(maxsize=1024)
def has_interval(count: int, p: float, level: float = 0.95) -> bool:
    """Return whether a sample is large enough for an interval of the P-value.

    That takes FEWEST values, and as many as bracket the P-value on both sides: 0 and 100 never have one.
    """
    lower, upper = _ranks(count, p, level)
    return count >= FEWEST and lower >= 0 and upper < count


def _ranks(count: int, p: float, level: float) -> tuple[int, int]:
    tail = (1.0 - level) / 2.0
    lower = binomial_quantile(tail, count, p / 100.0) - 1
    return lower, binomial_quantile(1.0 - tail, count, p / 100.0)


def share_interval(hits: int, count: int, level: float = 0.95) -> tuple[float, float]:
    """Return a confidence interval of a probability seen ``hits`` times in ``count`` (Wilson score interval, 1927)."""
    from scipy.special import ndtri

    z = float(ndtri(0.5 + level / 2.0))
    share = hits / count
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(centre - half, 0.0), min(centre + half, 1.0)


def doubled_ranks(values: NDArray[np.generic]) -> NDArray[np.int64]:
    """Return twice the mid-rank of each value, counted from 0: ties share the mean, and halves stay integers."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    sizes = np.diff(np.concatenate([first, [values.size]]))
    ranks = np.empty(values.size, np.int64)
    ranks[order] = np.repeat(2 * first + sizes - 1, sizes)
    return ranks
