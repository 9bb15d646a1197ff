"""Every value between two bounds equally likely."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Uniform:
    """Uniform on ``[low, high]``."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"low ({self.low:g}) is above high ({self.high:g})")

    @property
    def mean(self) -> float:
        return (self.low + self.high) / 2

    @property
    def sd(self) -> float:
        return (self.high - self.low) / math.sqrt(12.0)

    @property
    def bounds(self) -> tuple[float, float]:
        return self.low, self.high

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.low + p * (self.high - self.low)

    def standard(self) -> tuple[Uniform, float, float]:
        return Uniform(0.0, 1.0), self.low, self.high - self.low

    def line(self, say: Say = plain) -> str:
        return f"uniform {say(self.low)} to {say(self.high)}"
