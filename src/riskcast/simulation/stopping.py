"""Is a run exact enough, and if not, how many iterations should it have?"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.network.ticks import PER_DAY
from riskcast.simulation.intervals import FEWEST_BATCHES, brackets, mean_error
from riskcast.simulation.statistics import percentile
from riskcast.simulation.until import Until

FIRST_LOOK = 2_048
"""Iterations before the first look; Sobol' points take enough batches."""

_MARGIN = 1.1
_GROWTH = (1.25, 8.0)
"""Least and largest factor from one look to the next: few looks, so that none stops by luck."""


def find_error(until: Until, samples: NDArray[Any], batch: int) -> float:
    """Return how far the true statistic may be from the sample's with 95 % confidence, in the unit of ``until``.

    Infinite when the iterations are too few to say.
    """
    if until.p is None:
        value, error = float(samples.mean(dtype=np.float64)), mean_error(samples, batch)
    else:
        ordered = np.sort(samples)
        value = float(percentile(ordered, until.p))
        (at,) = brackets(samples, ordered, [until.p], batch)
        error = max(value - float(ordered[at.lower]), float(ordered[at.upper]) - value)
        error = math.inf if at.is_open else error
    if until.unit == "days":
        return error / PER_DAY
    if until.unit == "money" or error == 0.0:
        return error
    return 100.0 * error / abs(value) if value else math.inf


def first_look(batch: int, most: int) -> int:
    """Return after how many iterations to look first."""
    return min(max(FIRST_LOOK, FEWEST_BATCHES * batch), most)


def next_look(done: int, error: float, amount: float, batch: int, most: int) -> int:
    """Return after how many iterations to look again: errors shrink with the root of their number."""
    factor = 2.0 if math.isinf(error) else min(max(_MARGIN * (error / amount) ** 2, _GROWTH[0]), _GROWTH[1])
    step = max(batch, 64)
    return min(-(-math.ceil(done * factor) // step) * step, most)
