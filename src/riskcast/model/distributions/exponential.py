"""The time until something happens that is equally likely at any moment."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain, require_positive

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Exponential:
    """Exponential with its ``mean``, which is its standard deviation as well."""

    mean: float

    def __post_init__(self) -> None:
        require_positive("mean", self.mean)

    @property
    def sd(self) -> float:
        return self.mean

    @property
    def bounds(self) -> tuple[float, float]:
        return 0.0, math.inf

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        with np.errstate(divide="ignore"):
            return np.asarray(-self.mean * np.log1p(-p), dtype=np.float64)

    def upper(self, q: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        with np.errstate(divide="ignore"):
            return np.asarray(-self.mean * np.log(q), dtype=np.float64)

    def cdf(self, x: float) -> float:
        return -math.expm1(-max(x, 0.0) / self.mean)

    def sf(self, x: float) -> float:
        return math.exp(-max(x, 0.0) / self.mean)

    def standard(self) -> tuple[Exponential, float, float]:
        return Exponential(1.0), 0.0, self.mean

    def line(self, say: Say = plain) -> str:
        return f"exponential with mean {say(self.mean)}"
