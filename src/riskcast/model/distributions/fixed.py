"""A value without uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Fixed:
    """Always ``value``."""

    value: float

    @property
    def mean(self) -> float:
        return self.value

    @property
    def sd(self) -> float:
        return 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        return self.value, self.value

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        return 0.0 * p + self.value

    def standard(self) -> tuple[Fixed, float, float]:
        return Fixed(0.0), self.value, 0.0

    def line(self, say: Say = plain) -> str:
        return say(self.value)
