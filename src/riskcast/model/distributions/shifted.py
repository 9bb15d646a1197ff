"""Another distribution, moved along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Distribution, Say, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Shifted:
    """``base`` plus the constant ``by``."""

    base: Distribution
    by: float

    @property
    def mean(self) -> float:
        return self.base.mean + self.by

    @property
    def sd(self) -> float:
        return self.base.sd

    @property
    def bounds(self) -> tuple[float, float]:
        low, high = self.base.bounds
        return low + self.by, high + self.by

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.base.quantile(p) + self.by

    def standard(self) -> tuple[Distribution, float, float]:
        shape, loc, scale = self.base.standard()
        return shape, loc + self.by, scale

    def line(self, say: Say = plain) -> str:
        return f"{say(self.by)} plus {self.base.line(say)}"
