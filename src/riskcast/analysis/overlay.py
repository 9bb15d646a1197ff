"""S-curves of one measure in several runs, or in several layers of one, on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riskcast.network.ticks import to_moments
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile_index

if TYPE_CHECKING:
    import pandas as pd

    from riskcast.analysis.stack import Stack

LEVELS = (0.5, 1.0, *(float(p) for p in range(2, 100, 2)), 99.0, 99.5)
"""Percent at which every curve has a point."""

Values = NDArray[np.generic]
Samples = NDArray[np.number]


@dataclass(frozen=True)
class Line:
    """One S-curve."""

    label: str
    x: Values
    """[c] ``datetime64[s]`` or money that is not exceeded in ``Overlay.p`` percent of the iterations."""


@dataclass(frozen=True)
class Overlay:
    """Several S-curves of the same measure."""

    measure: str
    is_money: bool
    p: NDArray[np.float64]
    """[c] Percent (0-100), the same for all curves."""
    lines: tuple[Line, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one column per curve, one row per percent."""
        import pandas as pd

        return pd.DataFrame({line.label: line.x for line in self.lines}, index=pd.Index(self.p, name="p"))


def overlay(names: Sequence[str], results: Sequence[Result], measure: str = "finish") -> Overlay:
    """Return the S-curves of a measure in several results, each under its name.

    Raises
    ------
    InvalidInput
        When a result holds no such measure.
    """
    lines = []
    for name, result in zip(names, results, strict=True):
        ordered = result.ordered(measure)
        x = _points(ordered)
        lines.append(Line(name, x.astype(np.float64) if result.is_money(measure) else result.moments(x)))
    return Overlay(measure, results[0].is_money(measure), np.array(LEVELS), tuple(lines))


def layers(stack: Stack) -> Overlay:
    """Return the S-curves of the layers of a stack; without the plan, and without layers that add nothing."""
    lines = []
    for layer in stack.layers[1:]:
        if layer.nothing:
            continue
        x = _points(np.sort(layer.samples))
        moments = x.astype(np.float64) if stack.is_money else to_moments(x.astype(np.int64), stack.origin)
        lines.append(Line(layer.label, moments))
    return Overlay(stack.measure, stack.is_money, np.array(LEVELS), tuple(lines))


def _points(ordered: Samples) -> Samples:
    """Return the values of an ascending sample ``[K]`` at LEVELS."""
    points: Samples = ordered[[percentile_index(ordered.size, p) for p in LEVELS]]
    return points
