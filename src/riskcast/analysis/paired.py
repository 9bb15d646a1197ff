"""Differences between two runs over the same futures, with their errors.

Both runs are cut into the same sections of whole independent replications; every section gives a difference of its
own, and their spread is the error of the difference over all (sectioning: S. Asmussen and P. W. Glynn, Stochastic
Simulation, 2007, section III.5). What both runs share cancels inside each section.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.noise import within_noise
from riskcast.kernels.types import F8
from riskcast.simulation.intervals import student
from riskcast.simulation.statistics import percentile_index

SECTIONS = 20
"""Sections that a run is cut into."""
FEWEST = 50
"""Iterations of a section, at least."""

Samples = NDArray[np.number]
Statistic = Callable[[Samples], float]


@dataclass(frozen=True)
class Difference:
    """How far a statistic moves from one run to another, in the unit of the samples."""

    value: float
    error: float | None
    """Standard error, two of which reach 95 % confidence; None when the iterations are too few for one."""

    @property
    def is_noise(self) -> bool:
        """Whether its sign is not sure: it is smaller than two standard errors, or has none."""
        if self.error is None:
            return self.value != 0.0
        return within_noise(self.value, self.error)

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % confidence interval, two standard errors to both sides; None without an error."""
        if self.error is None:
            return None
        return self.value - 2.0 * self.error, self.value + 2.0 * self.error

    def scaled(self, factor: float) -> Difference:
        """Return the same in another unit."""
        return Difference(self.value * factor, None if self.error is None else self.error * abs(factor))


def percentile_of(p: float) -> Statistic:
    """Return the statistic that is the P-value (``p`` 0-100)."""

    def statistic(values: Samples) -> float:
        k = percentile_index(values.size, p)
        return float(np.partition(values, k)[k])

    return statistic


def mean(values: Samples) -> float:
    """Return the mean."""
    return float(np.mean(values, dtype=np.float64))


def share_within(goal: float) -> Statistic:
    """Return the statistic that is the share (0-1) of values up to a goal."""
    return lambda values: float(np.count_nonzero(values <= goal)) / values.size


def difference(before: Samples, after: Samples, statistic: Statistic, batch: int) -> Difference:
    """Return how far a statistic of ``after[K]`` lies above that of ``before[K]``, iteration by iteration paired.

    ``batch`` is the number of iterations of an independent replication of the design.
    """
    parts = sections(before.size, batch)
    value = statistic(after) - statistic(before)
    if np.array_equal(before, after):
        return Difference(0.0, 0.0)
    if len(parts) < 2:
        return Difference(value, None)
    moved = np.array([statistic(after[part]) - statistic(before[part]) for part in parts])
    return Difference(value, spread(moved))


def spread(values: F8) -> float:
    """Return the standard error of a mean of independent values, so wide that two of them reach 95 % confidence.

    That is Student's t for as many values, over 2: with 20 of them, 1.05 standard errors.
    """
    return float(np.std(values, ddof=1)) / math.sqrt(values.size) * student(values.size - 1) / 2.0


def sections(count: int, batch: int) -> list[slice]:
    """Return up to SECTIONS stretches of about equally many whole replications; one when there are too few."""
    replications = count // batch
    most = min(SECTIONS, replications, count // FEWEST)
    if most < 2:
        return [slice(0, count)]
    edges = [batch * (replications * k // most) for k in range(most)] + [count]
    return [slice(a, b) for a, b in pairwise(edges)]
