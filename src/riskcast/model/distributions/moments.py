"""Mean and standard deviation by integrating a quantile function over both tails."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Tail = Callable[[NDArray[np.float64]], NDArray[np.float64]]

_PANELS = (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 11.0, 15.0, 20.0, 26.0, 34.0, 44.0, 60.0)
"""Edges of the panels, beyond log 2; at the last one exp(-y) is below any digit that counts."""

_STRETCH = 10.0
"""How much further the panels may reach for a heavy tail; what lies beyond is added as an exponential."""


def tail_moments(lower: Tail, upper: Tail, rate: float = 1.0, spread_rate: float = 1.0) -> tuple[float, float]:
    """Return mean and standard deviation.

    ``lower(y)`` and ``upper(y)`` are the quantiles at ``p = exp(-y)`` and ``1 - p``, for ``y >= log 2``. With
    ``p = exp(-y)`` both integrands are smooth and fall like ``exp(-rate y)`` (``exp(-spread_rate y)`` for squares),
    so that Gauss-Legendre panels are exact to about 12 digits. A rate of 0 or less: the moment is infinite.
    """
    if rate <= 0.0:
        return math.inf, math.inf
    mean = _integral(lower, 1, 1.0) + _integral(upper, 1, rate)
    if spread_rate <= 0.0:
        return mean, math.inf
    below = _integral(lambda y: lower(y) - mean, 2, 1.0)
    above = _integral(lambda y: upper(y) - mean, 2, spread_rate)
    return mean, math.sqrt(below + above)


def _integral(of: Tail, power: int, rate: float) -> float:
    """Return the integral of ``of(y)^power exp(-y)`` from log 2 on; ``exp(-rate y)`` is its shape far out."""
    import numpy as np

    nodes, weights = np.polynomial.legendre.leggauss(24)
    edges = math.log(2.0) + np.array(_PANELS) * min(1.0 / rate, _STRETCH)
    half = np.diff(edges)[:, None] / 2.0
    y = np.append((edges[:-1, None] + half * (nodes + 1.0)).ravel(), edges[-1])
    values = (of(y) * np.exp(-y / power)) ** power
    return float((values[:-1].reshape(half.size, -1) * weights * half).sum() + values[-1] / rate)
