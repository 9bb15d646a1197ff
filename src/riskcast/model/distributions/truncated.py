"""Part of another distribution."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from riskcast.model.distributions.base import Cuttable, Distribution, Say, plain
from riskcast.model.distributions.moments import tail_moments
from riskcast.model.distributions.pareto import Pareto

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Truncated:
    """``base`` cut to ``[low, high]``: what lies outside is redistributed in proportion, not heaped on the bounds."""

    base: Cuttable
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"min ({self.low:g}) must be below max ({self.high:g})")
        if self._mass() < 1e-9:
            raise ValueError("practically nothing of this distribution lies between min and max")

    def _mass(self) -> float:
        if self.base.cdf(self.low) > 0.5:
            return self.base.sf(self.low) - self.base.sf(self.high)
        return self.base.cdf(self.high) - self.base.cdf(self.low)

    @property
    def mean(self) -> float:
        return _moments(self)[0]

    @property
    def sd(self) -> float:
        return _moments(self)[1]

    @property
    def bounds(self) -> tuple[float, float]:
        low, high = self.base.bounds
        return max(low, self.low), min(high, self.high)

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        return self._between(p, 1.0 - p)

    def _between(self, p: NDArray[np.float64], q: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the quantiles at ``p = 1 - q``, from the nearer end, so that neither tail loses its digits."""
        import numpy as np

        mass = self._mass()
        below = self.base.cdf(self.low) + p * mass
        above = self.base.sf(self.high) + q * mass
        lower = self.base.quantile(np.minimum(below, 0.75))
        value = np.where(below < 0.5, lower, self.base.upper(np.minimum(above, 0.75)))
        return np.asarray(np.clip(value, *self.bounds), dtype=np.float64)

    def standard(self) -> tuple[Distribution, float, float]:
        shape, _, scale = self.base.standard()
        return Truncated(cast(Cuttable, shape), self.low / scale, self.high / scale), 0.0, scale

    def line(self, say: Say = plain) -> str:
        cuts = [f"below {say(self.low)}"] * math.isfinite(self.low) + [f"above {say(self.high)}"] * math.isfinite(
            self.high
        )
        share = 100.0 * (1.0 - self._mass())
        now = f"mean {say(self.mean)} after the cut" if math.isfinite(self.mean) else "still without a mean"
        return f"{self.base.line(say)}; cut off {' and '.join(cuts)} ({share:.3g} % of it), {now}"


def truncated(base: Cuttable, low: float | None = None, high: float | None = None) -> Distribution:
    """Return ``base`` cut to what is given of ``[low, high]``; itself when nothing is cut off."""
    bottom, top = -math.inf if low is None else low, math.inf if high is None else high
    if not bottom < top:
        raise ValueError(f"min ({bottom:g}) must be below max ({top:g})")
    if bottom <= base.bounds[0] and top >= base.bounds[1]:
        return base
    if isinstance(base, Pareto) and math.isinf(top):
        return Pareto(bottom, base.alpha)
    return Truncated(base, bottom, top)


@lru_cache(maxsize=4096)
def _moments(law: Truncated) -> tuple[float, float]:
    import numpy as np

    def lower(y: NDArray[np.float64]) -> NDArray[np.float64]:
        return law._between(np.exp(-y), -np.expm1(-y))

    def upper(y: NDArray[np.float64]) -> NDArray[np.float64]:
        return law._between(-np.expm1(-y), np.exp(-y))

    return tail_moments(lower, upper)
