"""The flexible curve through percentiles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain
from riskcast.model.distributions.moments import tail_moments

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEEPEST = 1.667112
"""Largest |a3 / a2| for which the quantile function rises everywhere: 1 / max[(p - 1/2) + p (1 - p) logit p]."""


@dataclass(frozen=True, slots=True)
class Metalog:
    """Metalog of up to three terms, with no, one or two bounds.

    M(p) = a1 + a2 logit p + a3 (p - 1/2) logit p; the quantile is M without bounds, low + exp M, high - exp(-M), or
    low + (high - low) / (1 + exp(-M)). Source: T. Keelin, The Metalog Distributions, Decision Analysis 13 (2016).
    """

    a1: float
    a2: float
    a3: float = 0.0
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"low ({self.low:g}) must be below high ({self.high:g})")
        if not self.a2 > 0.0 or abs(self.a3) > STEEPEST * self.a2:
            raise ValueError("no metalog of three terms has these percentiles: they are too skewed for it")

    @property
    def mean(self) -> float:
        return _moments(self)[0]

    @property
    def sd(self) -> float:
        return _moments(self)[1]

    @property
    def bounds(self) -> tuple[float, float]:
        return self.low, self.high

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        with np.errstate(divide="ignore"):
            logit = np.log(p) - np.log1p(-p)
        return self._value(p, logit)

    def _value(self, p: NDArray[np.float64], logit: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        m = self.a1 + (self.a2 + self.a3 * (p - 0.5)) * logit
        if math.isfinite(self.low) and math.isfinite(self.high):
            value = self.low + (self.high - self.low) / (1.0 + np.exp(-m))
        elif math.isfinite(self.low):
            value = self.low + np.exp(m)
        else:
            value = self.high - np.exp(-m) if math.isfinite(self.high) else m
        return np.asarray(value, dtype=np.float64)

    def standard(self) -> tuple[Metalog, float, float]:
        if math.isfinite(self.low) and math.isfinite(self.high):
            return Metalog(self.a1, self.a2, self.a3, 0.0, 1.0), self.low, self.high - self.low
        if math.isfinite(self.low):
            return Metalog(0.0, self.a2, self.a3, low=0.0), self.low, math.exp(self.a1)
        if math.isfinite(self.high):
            return Metalog(0.0, self.a2, self.a3, high=0.0), self.high, math.exp(-self.a1)
        return Metalog(0.0, 1.0, self.a3 / self.a2), self.a1, self.a2

    def line(self, say: Say = plain) -> str:
        import numpy as np

        p10, p50, p90 = (say(float(x)) for x in self.quantile(np.array([0.1, 0.5, 0.9])))
        bounds = [f"not below {say(self.low)}"] * math.isfinite(self.low)
        bounds += [f"not above {say(self.high)}"] * math.isfinite(self.high)
        mean = f"mean {say(self.mean)}" if math.isfinite(self.mean) else "it has no mean"
        limits = " and ".join(bounds) or "without bounds"
        return f"metalog {limits}, P10 {p10}, P50 {p50}, P90 {p90}, {mean}"


@lru_cache(maxsize=4096)
def _moments(law: Metalog) -> tuple[float, float]:
    import numpy as np

    def odds(y: NDArray[np.float64]) -> NDArray[np.float64]:
        return y + np.log1p(-np.exp(-y))

    def lower(y: NDArray[np.float64]) -> NDArray[np.float64]:
        return law._value(np.exp(-y), -odds(y))

    def upper(y: NDArray[np.float64]) -> NDArray[np.float64]:
        return law._value(-np.expm1(-y), odds(y))

    heavy = math.isfinite(law.low) != math.isfinite(law.high)
    tail = law.a2 + 0.5 * law.a3 * (1.0 if math.isfinite(law.low) else -1.0) if heavy else 0.0
    if math.isfinite(law.low) or not heavy:
        return tail_moments(lower, upper, 1.0 - tail, 1.0 - 2.0 * tail)
    mean, sd = tail_moments(lambda y: -upper(y), lambda y: -lower(y), 1.0 - tail, 1.0 - 2.0 * tail)
    return -mean, sd
