"""A share between two bounds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain, require_between

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Beta:
    """Beta with the shapes ``alpha`` and ``beta``, stretched to ``[low, high]``."""

    alpha: float
    beta: float
    low: float
    high: float

    def __post_init__(self) -> None:
        require_between("alpha", self.alpha, 0.1, 1e4)
        require_between("beta", self.beta, 0.1, 1e4)
        if not self.low <= self.high:
            raise ValueError(f"low ({self.low:g}) is above high ({self.high:g})")

    @property
    def mean(self) -> float:
        return self.low + (self.high - self.low) * self.alpha / (self.alpha + self.beta)

    @property
    def sd(self) -> float:
        total = self.alpha + self.beta
        return (self.high - self.low) / total * math.sqrt(self.alpha * self.beta / (total + 1.0))

    @property
    def bounds(self) -> tuple[float, float]:
        return self.low, self.high

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        from scipy.special import betaincinv

        return self.low + (self.high - self.low) * betaincinv(self.alpha, self.beta, p)

    def standard(self) -> tuple[Beta, float, float]:
        return Beta(self.alpha, self.beta, 0.0, 1.0), self.low, self.high - self.low

    def line(self, say: Say = plain) -> str:
        return f"beta with alpha {self.alpha:g} and beta {self.beta:g}, {say(self.low)} to {say(self.high)}"
