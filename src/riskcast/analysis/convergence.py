"""How percentiles settle as iterations are added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.intervals import batch_of
from riskcast.simulation.intervals import FEWEST_BATCHES, brackets
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import FEWEST, percentile

if TYPE_CHECKING:
    import pandas as pd

POINTS = 40
"""Points of a running percentile at most."""


@dataclass(frozen=True)
class Running:
    """One percentile of the first iterations of a run, with its 95 % interval: ``datetime64[s]`` or money."""

    p: int
    value: NDArray[Any]
    """[k]"""
    low: NDArray[Any]
    """[k]"""
    high: NDArray[Any]
    """[k]"""


@dataclass(frozen=True)
class Convergence:
    """Running percentiles of a measure. A shorter run of the same seed would have given exactly these values."""

    measure: str
    iterations: tuple[int, ...]
    """[k] After how many iterations; empty when the run is too short for intervals."""
    lines: tuple[Running, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per percentile and number of iterations."""
        import pandas as pd

        parts = [
            pd.DataFrame({"iterations": self.iterations, "p": r.p, "value": r.value, "low": r.low, "high": r.high})
            for r in self.lines
        ]
        return pd.concat(parts, ignore_index=True)


def convergence(result: Result, measure: str, levels: Sequence[int] = (50, 80)) -> Convergence:
    """Return how the P-values (``levels``, 0-100) of a measure ran, at up to POINTS numbers of iterations.

    Numbers at which one of the intervals is still open are left out.

    Raises
    ------
    InvalidInput
        When the result holds no such measure.
    """
    samples, batch = result.samples(measure), batch_of(result)
    counts: list[int] = []
    rows: list[list[tuple[Any, Any, Any]]] = []
    for count in _counts(result.iterations, batch):
        ordered = np.sort(samples[:count])
        found = brackets(samples[:count], ordered, levels, batch)
        if any(at.is_open for at in found):
            continue
        counts.append(count)
        both = zip(levels, found, strict=True)
        rows.append([(percentile(ordered, p), ordered[at.lower], ordered[at.upper]) for p, at in both])
    table = np.array(rows, dtype=np.float64).reshape(len(rows), len(levels), 3)
    shown = table if result.is_money(measure) else result.moments(table)
    lines = (Running(p, shown[:, k, 0], shown[:, k, 1], shown[:, k, 2]) for k, p in enumerate(levels))
    return Convergence(measure, tuple(counts), tuple(lines))


def _counts(iterations: int, batch: int) -> list[int]:
    """Return evenly spread numbers of iterations, whole batches but for the last."""
    least = max(FEWEST, FEWEST_BATCHES * batch if batch > 1 else 0)
    step = max(batch, 10)
    evenly = np.linspace(0, iterations, POINTS + 1)[1:-1]
    counts = sorted({int(x) // step * step for x in evenly} | {iterations})
    return [count for count in counts if count >= least or count == iterations]
