"""Densities of the distributions, straight from their definitions, and moments by numeric integration."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from scipy.integrate import quad

from riskcast.model.distributions import Distribution, Lognormal, Normal, Pert, Triangular, Uniform

Density = Callable[[float], float]


def density_of(d: Distribution) -> Density:
    """Return a function proportional to the probability density."""
    if isinstance(d, Triangular):
        return lambda x: _side(x, d.low, d.mode) if x < d.mode else _side(x, d.high, d.mode)
    if isinstance(d, Uniform):
        return lambda x: 1.0
    if isinstance(d, Pert):
        left, right = d.lam * (d.mode - d.low) / (d.high - d.low), d.lam * (d.high - d.mode) / (d.high - d.low)
        return lambda x: max(x - d.low, 0.0) ** left * max(d.high - x, 0.0) ** right
    if isinstance(d, Normal):
        return lambda x: math.exp(-0.5 * ((x - d.mu) / d.sigma) ** 2)
    assert isinstance(d, Lognormal)
    spread = math.log(1.0 + (d.sd / d.mean) ** 2)
    middle = math.log(d.mean) - spread / 2.0
    return lambda x: math.exp(-0.5 * (math.log(x) - middle) ** 2 / spread) / x if x > 0.0 else 0.0


def _side(x: float, foot: float, peak: float) -> float:
    return (x - foot) / (peak - foot) if peak != foot else 1.0


def integral(d: Distribution, of: Callable[[float], float], up_to: float = math.inf) -> float:
    """Return the integral of ``of`` times the density from the lower bound, split so that no peak is missed."""
    density = density_of(d)
    low, high = d.bounds
    low, high = max(low, d.mean - 40.0 * d.sd), min(high, d.mean + 1e6 * d.sd, up_to)
    cuts = [low, *(c for c in _cuts(d) if low < c < high), high]
    pieces = pairwise(cuts)
    return sum(quad(lambda x: of(x) * density(x), a, b, epsabs=0.0, epsrel=1e-11, limit=400)[0] for a, b in pieces)


def _cuts(d: Distribution) -> list[float]:
    middle = [getattr(d, "mode", d.mean)]
    steps = [d.mean + f * d.sd for f in (-8, -4, -2, -1, -0.5, 0, 0.5, 1, 2, 4, 8, 20, 60, 200, 1000, 5000, 3e4, 2e5)]
    fine = [d.mean * f for f in (1e-3, 1e-2, 0.1, 0.3)] if isinstance(d, Lognormal) else []
    return sorted({*middle, *steps, *fine})
