"""The bell curve, cut off where asked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.model.distributions.base import Say, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Normal:
    """Normal with location ``mu`` and scale ``sigma``, truncated to ``[low, high]``.

    Truncation redistributes the mass that lies outside (it does not heap it on the bounds), so the
    mean and standard deviation of a truncated normal differ from ``mu`` and ``sigma``.
    """

    mu: float
    sigma: float
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        if not self.sigma > 0.0:
            raise ValueError(f"sd ({self.sigma:g}) must be above 0")
        if not self.low < self.high:
            raise ValueError(f"low ({self.low:g}) must be below high ({self.high:g})")
        if self._mass() < 1e-9:
            raise ValueError("practically nothing of this normal lies between low and high")

    def _cuts(self) -> tuple[float, float]:
        return (self.low - self.mu) / self.sigma, (self.high - self.mu) / self.sigma

    def _mass(self) -> float:
        a, b = self._cuts()
        return _cdf(b) - _cdf(a)

    @property
    def mean(self) -> float:
        a, b = self._cuts()
        return self.mu + self.sigma * (_pdf(a) - _pdf(b)) / self._mass()

    @property
    def sd(self) -> float:
        a, b = self._cuts()
        z = self._mass()
        edge = (_pdf(a) - _pdf(b)) / z
        spread = 1.0 + (_times(a) - _times(b)) / z - edge * edge
        return self.sigma * math.sqrt(max(spread, 0.0))

    @property
    def bounds(self) -> tuple[float, float]:
        return self.low, self.high

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np
        from scipy.special import ndtri

        a, b = self._cuts()
        lower, upper = _cdf(a), _cdf(-b)
        # Work from the nearer end, so that neither tail loses its digits.
        left = ndtri(lower + p * self._mass())
        right = -ndtri(upper + (1.0 - p) * self._mass())
        z = np.where(p < 0.5, left, right)
        return np.asarray(np.clip(self.mu + self.sigma * z, self.low, self.high), dtype=np.float64)

    def standard(self) -> tuple[Normal, float, float]:
        return Normal(0.0, 1.0, *self._cuts()), self.mu, self.sigma

    def line(self, say: Say = plain) -> str:
        cuts = [f"below {say(self.low)}"] * math.isfinite(self.low)
        cuts += [f"above {say(self.high)}"] * math.isfinite(self.high)
        text = f"normal with mean {say(self.mu)} and sd {say(self.sigma)}"
        if not cuts:
            return text
        share = 100.0 * (1.0 - self._mass())
        return f"{text}; cut off {' and '.join(cuts)} ({share:.3g} % of it), mean {say(self.mean)} after the cut"


def _pdf(x: float) -> float:
    return math.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)


def _cdf(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


def _times(x: float) -> float:
    return 0.0 if math.isinf(x) else x * _pdf(x)
