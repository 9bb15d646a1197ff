"""The finish of every task at every percentile that a result keeps, as one array."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.measures import PERCENTILES
from riskcast.model.program import Program
from riskcast.simulation.result import GRID, Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Finishes:
    """Percentiles of the finishes of all scheduled tasks."""

    tasks: tuple[str, ...]
    """[n] Ids, in the order of the result."""
    levels: tuple[int, ...]
    """[L] Percentiles, ascending."""
    dates: NDArray[np.datetime64]
    """[n, L] ``datetime64[s]``, local time; a finish at midnight stands a second earlier, in the day it ends."""
    level: int
    """The percentile to show for plans: the program's confidence, or the next higher one that is kept."""

    def at(self, p: int) -> dict[str, datetime]:
        """Return the finishes at one of the levels by task."""
        return dict(zip(self.tasks, self.dates[:, self.levels.index(p)].tolist(), strict=True))

    def to_frame(self) -> pd.DataFrame:
        """Return one row per task and one column per percentile."""
        import pandas as pd

        return pd.DataFrame(self.dates, index=list(self.tasks), columns=[f"P{p}" for p in self.levels])


def finishes(result: Result) -> Finishes:
    """Return the percentiles of the finishes of all scheduled tasks."""
    levels = kept_levels(result.program)
    at = [GRID.index(p) for p in levels]
    dates = _in_their_days(result, result.moments(result.tasks.finish[:, at]))
    return Finishes(result.tasks.ids, levels, dates, shown_level(result.program))


def _in_their_days(result: Result, dates: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """Return ``[n, L]`` dates with midnights moved into the day that they end, but for beginnings and facts."""
    days = FinishDays(result.program)
    midnight = dates == dates.astype("datetime64[D]")
    moved: NDArray[np.datetime64] = dates - midnight.astype("timedelta64[s]")
    for i in np.flatnonzero(midnight.any(axis=1)):
        first = dates[i][midnight[i]][0].item()
        if days.of_task(result.tasks.ids[i], first) == first.date():
            moved[i] = dates[i]
    return moved


def shown_level(program: Program) -> int:
    """Return the percentile of tasks to show for plans: the confidence, or the next higher one that is kept."""
    return next(p for p in GRID if p >= program.confidence)


def kept_levels(program: Program) -> tuple[int, ...]:
    """Return the percentiles of tasks to choose from, ascending."""
    return tuple(sorted({*PERCENTILES, shown_level(program)}))
