"""Two right-angled triangles that meet at the most likely value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class DoubleTriangular:
    """Triangles over ``[low, mode]`` and ``[mode, high]``; ``p_mode`` is the probability of at most ``mode``.

    The shape that AACE International prescribes for range estimating (recommended practice 41R-08).
    """

    low: float
    mode: float
    high: float
    p_mode: float

    def __post_init__(self) -> None:
        if not self.mode < self.high:
            raise ValueError(f"most likely ({self.mode:g}) must be below high ({self.high:g})")
        if not self.low < self.mode:
            raise ValueError(f"low ({self.low:g}) must be below most likely ({self.mode:g})")
        if not 0.0 < self.p_mode < 1.0:
            raise ValueError(f"p_mode ({self.p_mode:g}) must lie between 0 and 1")

    @property
    def mean(self) -> float:
        left, right = (self.low + 2.0 * self.mode) / 3.0, (self.high + 2.0 * self.mode) / 3.0
        return self.p_mode * left + (1.0 - self.p_mode) * right

    @property
    def sd(self) -> float:
        p, left, right = self.p_mode, self.mode - self.low, self.high - self.mode
        within = p * left**2 / 18.0 + (1.0 - p) * right**2 / 18.0
        return math.sqrt(within + p * (1.0 - p) * ((left + right) / 3.0) ** 2)

    @property
    def bounds(self) -> tuple[float, float]:
        return self.low, self.high

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        below = self.low + (self.mode - self.low) * np.sqrt(p / self.p_mode)
        above = self.high - (self.high - self.mode) * np.sqrt((1.0 - p) / (1.0 - self.p_mode))
        return np.asarray(np.where(p < self.p_mode, below, above), dtype=np.float64)

    def standard(self) -> tuple[DoubleTriangular, float, float]:
        span = self.high - self.low
        return DoubleTriangular(0.0, (self.mode - self.low) / span, 1.0, self.p_mode), self.low, span

    def line(self, say: Say = plain) -> str:
        points = f"{say(self.low)} / {say(self.mode)} / {say(self.high)}"
        return f"double triangular {points}, {100.0 * self.p_mode:g} % up to the most likely value"
