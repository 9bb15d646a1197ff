"""The time until several independent events of one rate have happened."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain, require_between, require_positive

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Gamma:
    """Gamma with a ``shape`` (a pure number; Erlang when it is whole) and a ``scale``: mean shape x scale."""

    shape: float
    scale: float

    def __post_init__(self) -> None:
        require_between("shape", self.shape, 0.1, 1e6)
        require_positive("scale", self.scale)

    @property
    def mean(self) -> float:
        return self.shape * self.scale

    @property
    def sd(self) -> float:
        return math.sqrt(self.shape) * self.scale

    @property
    def bounds(self) -> tuple[float, float]:
        return 0.0, math.inf

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np
        from scipy.special import gammaincinv

        return np.asarray(self.scale * gammaincinv(self.shape, p), dtype=np.float64)

    def upper(self, q: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np
        from scipy.special import gammainccinv

        return np.asarray(self.scale * gammainccinv(self.shape, q), dtype=np.float64)

    def cdf(self, x: float) -> float:
        from scipy.special import gammainc

        return float(gammainc(self.shape, max(x, 0.0) / self.scale))

    def sf(self, x: float) -> float:
        from scipy.special import gammaincc

        return float(gammaincc(self.shape, max(x, 0.0) / self.scale))

    def standard(self) -> tuple[Gamma, float, float]:
        return Gamma(self.shape, 1.0), 0.0, self.scale

    def line(self, say: Say = plain) -> str:
        return f"gamma with shape {self.shape:g} and scale {say(self.scale)}, mean {say(self.mean)}"
