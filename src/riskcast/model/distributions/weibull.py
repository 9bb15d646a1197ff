"""The time until the weakest part fails."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain, require_between, require_positive

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Weibull:
    """Weibull with a ``shape`` (a pure number; below 1 heavy, 1 exponential) and a ``scale`` (its 63.2 % point)."""

    shape: float
    scale: float

    def __post_init__(self) -> None:
        require_between("shape", self.shape, 0.1, 1000.0)
        require_positive("scale", self.scale)

    @property
    def mean(self) -> float:
        return self.scale * math.gamma(1.0 + 1.0 / self.shape)

    @property
    def sd(self) -> float:
        ratio = math.lgamma(1.0 + 2.0 / self.shape) - 2.0 * math.lgamma(1.0 + 1.0 / self.shape)
        return self.mean * math.sqrt(math.expm1(ratio))

    @property
    def bounds(self) -> tuple[float, float]:
        return 0.0, math.inf

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        with np.errstate(divide="ignore"):
            return np.asarray(self.scale * (-np.log1p(-p)) ** (1.0 / self.shape), dtype=np.float64)

    def upper(self, q: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        with np.errstate(divide="ignore"):
            return np.asarray(self.scale * (-np.log(q)) ** (1.0 / self.shape), dtype=np.float64)

    def cdf(self, x: float) -> float:
        return -math.expm1(-self._power(x))

    def sf(self, x: float) -> float:
        return math.exp(-self._power(x))

    def _power(self, x: float) -> float:
        ratio = max(x, 0.0) / self.scale
        try:
            return float(ratio**self.shape)
        except OverflowError:
            return math.inf

    def standard(self) -> tuple[Weibull, float, float]:
        return Weibull(self.shape, 1.0), 0.0, self.scale

    def line(self, say: Say = plain) -> str:
        return f"Weibull with shape {self.shape:g} and scale {say(self.scale)}, mean {say(self.mean)}"
