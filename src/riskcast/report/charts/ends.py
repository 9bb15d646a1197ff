"""Where the tasks of a chart may end, at every percentile that the reader can choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.wording import say_date


@dataclass(frozen=True)
class Ends:
    """The finishes of some rows."""

    plan: NDArray[np.datetime64]
    """[rows] As planned."""
    dates: NDArray[np.datetime64]
    """[rows, levels] ``datetime64[s]``."""
    levels: tuple[int, ...]
    """Percentiles that the reader can choose; 50 is one of them."""
    level: int
    """The one that is shown first."""

    def only(self, rows: Sequence[int]) -> Ends:
        """Return the finishes of some of the rows."""
        chosen = np.array(rows, np.intp)
        return Ends(self.plan[chosen], self.dates[chosen], self.levels, self.level)

    def of(self, p: int) -> NDArray[np.datetime64]:
        """Return ``[rows]`` the finishes at one level."""
        at: NDArray[np.datetime64] = self.dates[:, self.levels.index(p)]
        return at

    def said(self, p: int) -> list[str]:
        """Return the days at one level as people write them."""
        return [say_date(day) for day in self.of(p).astype("datetime64[D]").tolist()]

    def drawn(self, p: int) -> list[str]:
        """Return the finishes at one level as plotly reads them."""
        return self._hours[:, self.levels.index(p)].tolist()  # type: ignore[no-any-return]

    def reach(self, p: int) -> list[str | None]:
        """Return one line per row, from the earlier of plan and P50 to a level, with gaps between them."""
        line: list[str | None] = [None] * (3 * len(self.plan))
        line[0::3], line[1::3] = self._early, self.drawn(p)
        return line

    @cached_property
    def _hours(self) -> NDArray[np.str_]:
        return _hours(self.dates)

    @cached_property
    def _early(self) -> list[str]:
        early: list[str] = _hours(np.minimum(self.plan, self.of(50))).tolist()
        return early


def _hours(dates: NDArray[np.datetime64]) -> NDArray[np.str_]:
    """Return local times at the full hour before: finer is not to be seen, and takes half as much again."""
    return np.datetime_as_string(dates.astype("datetime64[h]"))
