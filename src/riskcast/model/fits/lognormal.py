"""A lognormal through percentiles."""

from __future__ import annotations

import math

from riskcast.model.distributions import Distribution, Lognormal, Shifted
from riskcast.model.fits.points import Points, rising_root

ROUNDING = 1e-3
"""How far, of its value, a third percentile may lie off a lognormal from 0 and still count as rounded."""

WIDEST = 4.0
"""Largest standard deviation of the logarithm of a shifted lognormal; beyond it the mean is astronomic."""


def fit_lognormal(points: Points) -> Distribution:
    """Return the lognormal through two percentiles, from ``low`` (else 0) on; a shifted one through three.

    Three percentiles determine where it starts. When a lognormal from 0 meets them to a thousandth, it is that one.

    Raises
    ------
    ValueError
        When there is none.
    """
    if points.bounded_above:
        raise ValueError("a lognormal has no upper bound; use fit=metalog, or leave high out")
    if len(points.levels) == 3:
        if points.bounded_below:
            raise ValueError("a lognormal through three percentiles finds its own start; leave out low, or one of them")
        return _through_three(points)
    start = points.low if points.bounded_below else 0.0
    if not points.values[0] > start:
        raise ValueError(f"a lognormal is positive, but P{100 * points.levels[0]:g} ({points.values[0]:g}) is not")
    law = _through_two(points, start)
    return Shifted(law, start) if start else law


def _normals(levels: tuple[float, ...]) -> list[float]:
    from scipy.special import ndtri

    return [float(ndtri(p)) for p in levels]


def _through_two(points: Points, start: float) -> Lognormal:
    """Return the lognormal above ``start`` through the first and last percentile."""
    z = _normals(points.levels)
    first, last = math.log(points.values[0] - start), math.log(points.values[-1] - start)
    sigma = (last - first) / (z[-1] - z[0])
    return _lognormal(first - sigma * z[0], sigma)


def _lognormal(mu: float, sigma: float) -> Lognormal:
    mean = math.exp(mu + sigma**2 / 2.0)
    return Lognormal(mean, mean * math.sqrt(math.expm1(sigma**2)))


def _through_three(points: Points) -> Distribution:
    import numpy as np

    if points.values[0] > 0.0:
        simple = _through_two(points, 0.0)
        missed = np.abs(simple.quantile(np.array(points.levels)) / np.array(points.values) - 1.0)
        if missed.max() <= ROUNDING:
            return simple
    a, b, c = _normals(points.levels)

    def lean(sigma: float) -> float:
        return math.exp(sigma * (b - a)) * math.expm1(sigma * (c - b)) / math.expm1(sigma * (b - a))

    if points.lean <= (c - b) / (b - a) * (1.0 + 1e-9):
        raise ValueError("no lognormal has these percentiles: they do not lean to the right")
    most = 1.0
    while lean(most) < points.lean:
        most *= 2.0
        if most > WIDEST:
            raise ValueError("no usable lognormal has these percentiles: they lean too far to the right")
    sigma = rising_root(lambda s: lean(s) - points.lean, 1e-9, most)
    scale = (points.values[2] - points.values[0]) / (math.exp(sigma * c) - math.exp(sigma * a))
    start = points.values[0] - scale * math.exp(sigma * a)
    return Shifted(_lognormal(math.log(scale), sigma), start)
