"""The three-point estimate with straight sides, given by its bounds or by outer percentiles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Triangular:
    """Triangular on ``[low, high]`` with its peak at ``mode``."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        if self.mode > self.high:
            raise ValueError(f"most likely ({self.mode:g}) is above high ({self.high:g})")
        if not self.low <= self.mode:
            raise ValueError(f"low ({self.low:g}) is above most likely ({self.mode:g})")

    @property
    def mean(self) -> float:
        return (self.low + self.mode + self.high) / 3

    @property
    def sd(self) -> float:
        a, m, b = self.low, self.mode, self.high
        return math.sqrt(((b - a) ** 2 - (m - a) * (b - m)) / 18.0)

    @property
    def bounds(self) -> tuple[float, float]:
        return self.low, self.high

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        a, m, b = self.low, self.mode, self.high
        span = b - a
        below = self.low + np.sqrt(p * span * (m - a))
        above = self.high - np.sqrt((1.0 - p) * span * (b - m))
        return np.asarray(np.where(p * span < m - a, below, above), dtype=np.float64)

    def standard(self) -> tuple[Triangular, float, float]:
        span = self.high - self.low
        peak = (self.mode - self.low) / span if span else 0.0
        return Triangular(0.0, peak, 1.0), self.low, span

    def line(self, say: Say = plain) -> str:
        return f"triangular {say(self.low)} / {say(self.mode)} / {say(self.high)}"


def trigen(low: float, mode: float, high: float, p_low: float, p_high: float) -> Triangular:
    """Return the triangular with ``P(X < low) = p_low`` and ``P(X > high) = p_high``.

    Solves ``(low-a)^2 = p_low (b-a)(mode-a)`` and ``(b-high)^2 = p_high (b-a)(b-mode)`` for the
    bounds a and b. For a given span the two equations are quadratics in a and b of their own, so one
    bracketed root in the span ``b - a`` remains.
    """
    Triangular(low, mode, high)
    if not (0.0 <= p_low < 1.0 and 0.0 <= p_high < 1.0 and p_low + p_high < 1.0):
        raise ValueError(f"outer probabilities {p_low:g} and {p_high:g} must be at least 0 and sum to less than 1")
    if low == high:
        raise ValueError("low and high are equal, so no triangle passes through them")
    span = _span(mode - low, high - mode, p_low, p_high)
    return Triangular(mode - _reach(mode - low, p_low, span), mode, mode + _reach(high - mode, p_high, span))


def _reach(inner: float, p: float, span: float) -> float:
    """Return x >= inner with (x - inner)^2 = p * span * x: how far the bound lies from the mode."""
    b = inner + p * span / 2.0
    return b + math.sqrt(max(b * b - inner * inner, 0.0))


def _span(left: float, right: float, p_low: float, p_high: float) -> float:
    def gap(span: float) -> float:
        return _reach(left, p_low, span) + _reach(right, p_high, span) - span

    lo, hi = left + right, 2.0 * (left + right)
    while gap(hi) > 0.0:
        hi *= 2.0
        if not hi < 1e6 * (left + right):
            raise ValueError("no triangle has these outer percentiles")
    for _ in range(200):
        mid = (lo + hi) / 2.0
        lo, hi = (mid, hi) if gap(mid) > 0.0 else (lo, mid)
    return (lo + hi) / 2.0
