"""95 % intervals that are right for the design: Latin hypercubes and Sobol' points are not independent draws.

Their batches are. The share of iterations up to a percentile is a mean over batches, whose variance is estimated
between them; Student's t turns it into ranks around the percentile (R. S. Woodruff, "Confidence intervals for medians
and other position measures", JASA 47 (1952), with replicated groups). Plain Monte Carlo, and runs with too few
batches, take binomial ranks, which are too wide for Latin hypercubes (A. B. Owen, "Monte Carlo variance of scrambled
net quadrature", SIAM J. Numer. Anal. 34 (1997)), and for Sobol' points unless products of variables rule the result.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.types import F8
from riskcast.simulation.statistics import has_interval, interval_ranks, percentile_index

FEWEST_BATCHES = 16
"""Batches below which their scatter is not trusted."""

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Bracket:
    """Positions in the sorted sample that bracket a true percentile with 95 % confidence."""

    lower: int
    upper: int
    is_open: bool
    """Whether the iterations are too few, so that the bracket, cut at the ends of the sample, promises less."""


def brackets(
    samples: NDArray[np.generic], ordered: NDArray[np.generic], levels: Sequence[float], batch: int
) -> list[Bracket]:
    """Return the bracket of each percentile in ``levels`` (0-100).

    Parameters
    ----------
    samples
        Values in order of iterations.
    ordered
        The same, ascending.
    levels
        Percentiles.
    batch
        Iterations of each independent replication of the design; 1 for plain Monte Carlo.
    """
    count = ordered.size
    if not is_replicated(count, batch):
        return [Bracket(*interval_ranks(count, p), not has_interval(count, p)) for p in levels]
    found = []
    for p, half in zip(levels, _half_widths(samples, ordered, levels, batch), strict=True):
        middle = round(p / 100.0 * count, 9)
        lower, upper = math.floor(middle - half) - 1, math.floor(middle + half)
        is_open = lower < 0 or upper >= count or not has_interval(count, p)
        found.append(Bracket(min(max(lower, 0), count - 1), min(max(upper, 0), count - 1), is_open))
    return found


def is_replicated(count: int, batch: int) -> bool:
    """Return whether so many iterations hold enough batches to judge by."""
    return batch > 1 and count // batch >= FEWEST_BATCHES


def mean_error(samples: NDArray[np.number], batch: int) -> float:
    """Return how far the samples' mean may be from the true one, with 95 % confidence; infinite for one sample."""
    count = samples.size
    if count < 2:
        return math.inf
    away = samples.astype(np.float64) - samples.mean(dtype=np.float64)
    if not is_replicated(count, batch):
        return student(count - 1) * math.sqrt(float(away @ away) / (count - 1) / count)
    sums = np.add.reduceat(away, np.arange(count // batch) * batch)
    return student(sums.size - 1) * math.sqrt(float(sums @ sums) * sums.size / (sums.size - 1)) / count


@lru_cache(maxsize=1024)
def student(freedom: int) -> float:
    """Return the two-sided 95 % point of Student's t."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + LEVEL / 2.0))


def _half_widths(samples: NDArray[np.generic], ordered: NDArray[np.generic], levels: Sequence[float], batch: int) -> F8:
    """Return Student's t times the standard error of the number of samples up to each percentile.

    Where values repeat, the wider of the numbers up to and below the percentile counts. What remains after the last
    whole batch is taken with it.
    """
    count, groups = ordered.size, ordered.size // batch
    cuts = ordered[[percentile_index(count, p) for p in levels]]
    order = np.argsort(cuts, kind="stable")
    group = np.minimum(np.arange(count) // batch, groups - 1)
    sizes = np.bincount(group, minlength=groups)
    worst = np.zeros(order.size)
    for side in ("left", "right"):
        cell = np.searchsorted(cuts[order], samples, side=side)
        cells = np.bincount(group * (order.size + 1) + cell, minlength=groups * (order.size + 1))
        below = np.cumsum(cells.reshape(groups, -1), axis=1)[:, :-1]
        away = below - sizes[:, None] * (below.sum(axis=0) / count)
        worst = np.maximum(worst, np.sqrt((away**2).sum(axis=0) * groups / (groups - 1)))
    out = np.empty(order.size)
    out[order] = worst * student(groups - 1)
    return out
