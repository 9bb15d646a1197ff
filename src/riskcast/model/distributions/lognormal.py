"""The skewed distribution of things that multiply."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Lognormal:
    """Lognormal given by the mean and standard deviation of the variable itself, not of its logarithm."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        if not self.mean > 0.0:
            raise ValueError(f"mean ({self.mean:g}) must be above 0")
        if not self.sd > 0.0:
            raise ValueError(f"sd ({self.sd:g}) must be above 0")

    @property
    def sigma(self) -> float:
        """Standard deviation of the logarithm."""
        return math.sqrt(math.log1p((self.sd / self.mean) ** 2))

    @property
    def median(self) -> float:
        """The value exceeded in half of all cases."""
        return self.mean * math.exp(-0.5 * self.sigma**2)

    @property
    def bounds(self) -> tuple[float, float]:
        return 0.0, math.inf

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np
        from scipy.special import ndtri

        return np.asarray(self.median * np.exp(self.sigma * ndtri(p)), dtype=np.float64)

    def upper(self, q: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np
        from scipy.special import ndtri

        return np.asarray(self.median * np.exp(-self.sigma * ndtri(q)), dtype=np.float64)

    def cdf(self, x: float) -> float:
        return 0.5 * math.erfc(-self._z(x) / math.sqrt(2.0))

    def sf(self, x: float) -> float:
        return 0.5 * math.erfc(self._z(x) / math.sqrt(2.0))

    def _z(self, x: float) -> float:
        return math.log(x / self.median) / self.sigma if x > 0.0 else -math.inf

    def standard(self) -> tuple[Lognormal, float, float]:
        return Lognormal(self.mean / self.median, self.sd / self.median), 0.0, self.median

    def line(self, say: Say = plain) -> str:
        return f"lognormal with mean {say(self.mean)} and sd {say(self.sd)}"
