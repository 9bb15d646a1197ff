"""The heavy tail: no scale at which it ends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain, require_between, require_positive

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pareto:
    """Pareto from ``low`` upwards: P(X > x) = (low / x)^alpha.

    With ``alpha <= 1`` the mean is infinite, with ``alpha <= 2`` the standard deviation: only percentiles exist.
    """

    low: float
    alpha: float

    def __post_init__(self) -> None:
        require_positive("low", self.low)
        require_between("alpha", self.alpha, 0.1, 1000.0)

    @property
    def mean(self) -> float:
        return self.low * self.alpha / (self.alpha - 1.0) if self.alpha > 1.0 else math.inf

    @property
    def sd(self) -> float:
        if self.alpha <= 2.0:
            return math.inf
        return self.low / (self.alpha - 1.0) * math.sqrt(self.alpha / (self.alpha - 2.0))

    @property
    def bounds(self) -> tuple[float, float]:
        return self.low, math.inf

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        return np.asarray(self.low * np.exp(-np.log1p(-p) / self.alpha), dtype=np.float64)

    def upper(self, q: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        with np.errstate(divide="ignore"):
            return np.asarray(self.low * np.exp(-np.log(q) / self.alpha), dtype=np.float64)

    def cdf(self, x: float) -> float:
        return -math.expm1(-self.alpha * math.log(max(x / self.low, 1.0)))

    def sf(self, x: float) -> float:
        return 0.0 if math.isinf(x) else max(x / self.low, 1.0) ** -self.alpha

    def standard(self) -> tuple[Pareto, float, float]:
        return Pareto(1.0, self.alpha), 0.0, self.low

    def line(self, say: Say = plain) -> str:
        text = f"Pareto from {say(self.low)} with alpha {self.alpha:g}"
        if self.alpha <= 1.0:
            return f"{text}; it has no mean and no standard deviation, only percentiles"
        if self.alpha <= 2.0:
            return f"{text}, mean {say(self.mean)}; it has no standard deviation"
        return f"{text}, mean {say(self.mean)}"
