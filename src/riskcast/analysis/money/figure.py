"""A number that iterations estimate, with its error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.simulation.intervals import brackets, is_replicated, mean_error, student
from riskcast.simulation.statistics import percentile, share_interval


@dataclass(frozen=True)
class Figure:
    """An estimate and the 95 % confidence interval that the number of iterations leaves it."""

    value: float
    low: float
    high: float
    is_open: bool = False
    """Whether the iterations are too few for an interval, so that ``low`` and ``high`` promise less than 95 %."""

    def less(self, base: float) -> Figure:
        """Return the figure with a certain amount taken off."""
        return Figure(self.value - base, self.low - base, self.high - base, self.is_open)

    def named(self, name: str) -> dict[str, float]:
        """Return the three numbers as the columns ``name``, ``name_low`` and ``name_high`` of a table."""
        return {name: self.value, f"{name}_low": self.low, f"{name}_high": self.high}


def mean_figure(samples: NDArray[Any], batch: int = 1) -> Figure:
    """Return the mean of ``[K]`` values; ``batch`` is the size of the design's independent replications."""
    mean, error = float(samples.mean(dtype=np.float64)), mean_error(samples, batch)
    if math.isinf(error):
        return Figure(mean, mean, mean, is_open=True)
    return Figure(mean, mean - error, mean + error)


def percentile_figures(samples: NDArray[Any], levels: Sequence[float], batch: int = 1) -> list[Figure]:
    """Return P-values (``levels``, 0-100) of ``[K]`` values, each with its interval of order statistics."""
    ordered = np.sort(samples)
    found = brackets(samples, ordered, levels, batch)
    return [
        Figure(float(percentile(ordered, p)), float(ordered[at.lower]), float(ordered[at.upper]), at.is_open)
        for p, at in zip(levels, found, strict=True)
    ]


def share_figure(holds: NDArray[np.bool_]) -> Figure:
    """Return in which share (0-1) of ``[K]`` iterations something holds."""
    hits, count = int(np.count_nonzero(holds)), holds.size
    return Figure(hits / count, *share_interval(hits, count))


def standard_error(samples: NDArray[Any], batch: int = 1) -> float | None:
    """Return the standard error of the mean of ``[K]`` values; None for a single one."""
    if samples.size < 2:
        return None
    groups = samples.size // batch if is_replicated(samples.size, batch) else samples.size
    return mean_error(samples, batch) / student(groups - 1)
