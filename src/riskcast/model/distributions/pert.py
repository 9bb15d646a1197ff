"""The smooth three-point estimate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pert:
    """Beta-PERT: a beta distribution on ``[low, high]`` whose mean is (low + lam mode + high) / (lam + 2).

    Source: D. G. Malcolm et al., Operations Research 7 (1959) for lam = 4; D. Vose, Risk Analysis
    (2008) for the modified form with any lam > 0.
    """

    low: float
    mode: float
    high: float
    lam: float = 4.0

    def __post_init__(self) -> None:
        if self.mode > self.high:
            raise ValueError(f"most likely ({self.mode:g}) is above high ({self.high:g})")
        if not self.low <= self.mode:
            raise ValueError(f"low ({self.low:g}) is above most likely ({self.mode:g})")
        if not 0.0 < self.lam <= 1000.0:
            raise ValueError(f"lambda ({self.lam:g}) must lie between 0 and 1000")

    def _shape(self) -> tuple[float, float]:
        span = self.high - self.low
        left = (self.mode - self.low) / span if span else 0.5
        return 1.0 + self.lam * left, 1.0 + self.lam * (1.0 - left)

    @property
    def mean(self) -> float:
        return (self.low + self.lam * self.mode + self.high) / (self.lam + 2.0)

    @property
    def sd(self) -> float:
        a, b = self._shape()
        return (self.high - self.low) * math.sqrt(a * b / ((a + b) ** 2 * (a + b + 1.0)))

    @property
    def bounds(self) -> tuple[float, float]:
        return self.low, self.high

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        from scipy.special import betaincinv

        a, b = self._shape()
        return self.low + (self.high - self.low) * betaincinv(a, b, p)

    def standard(self) -> tuple[Pert, float, float]:
        span = self.high - self.low
        peak = (self.mode - self.low) / span if span else 0.0
        return Pert(0.0, peak, 1.0, self.lam), self.low, span

    def line(self, say: Say = plain) -> str:
        weight = "" if self.lam == 4.0 else f", lambda {self.lam:g}"
        return f"PERT {say(self.low)} / {say(self.mode)} / {say(self.high)}{weight}"
