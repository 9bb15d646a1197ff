"""The shape of a measure: S-curve and histogram."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile_index

if TYPE_CHECKING:
    import pandas as pd

_LEVELS = (0.0, 0.5, *(float(p) for p in range(1, 100)), 99.5, 100.0)


@dataclass(frozen=True)
class Curve:
    """A distribution as points to draw. ``x`` are ``datetime64[s]`` or money."""

    measure: str
    x: NDArray[np.generic]
    """[c] Values at ``p``."""
    p: NDArray[np.float64]
    """[c] Percent (0-100) of iterations that do not exceed ``x``."""
    edges: NDArray[np.generic]
    """[b+1] Histogram edges."""
    counts: NDArray[np.int64]
    """[b] Iterations per histogram bin."""

    def to_frame(self) -> pd.DataFrame:
        """Return the points of the S-curve."""
        import pandas as pd

        return pd.DataFrame({"x": self.x, "p": self.p})


def curve(result: Result, measure: str) -> Curve:
    """Return S-curve points at whole percents and a histogram of 20-60 bins."""
    ordered = result.ordered(measure)
    at = [percentile_index(ordered.size, p) for p in _LEVELS]
    bins = int(min(max(math.sqrt(ordered.size) / 2, 20), 60))
    low, high = float(ordered[0]), float(ordered[-1])
    edges = np.linspace(low, high if high > low else low + 1.0, bins + 1)
    counts, _ = np.histogram(ordered, edges)
    return Curve(
        measure,
        _values(result, measure, ordered[at]),
        np.array(_LEVELS),
        _values(result, measure, edges),
        counts.astype(np.int64),
    )


def _values(result: Result, measure: str, x: NDArray[np.generic]) -> NDArray[np.generic]:
    return x.astype(np.float64) if result.is_money(measure) else result.moments(np.rint(x.astype(np.float64)))
