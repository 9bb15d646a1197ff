"""Accounting periods on the axes of calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

import numpy as np

from riskcast.kernels.money_arrays import Clocks
from riskcast.kernels.types import F8, I4, I8
from riskcast.model.fiscal import Period
from riskcast.network.axes import Axes
from riskcast.network.ticks import PER_DAY, from_moment

_NEVER = 4.0e9
"""A tick that none reaches."""


class ClockBook:
    """Gives every pair of an axis and days to payment one number."""

    def __init__(self, axes: Axes, periods: Sequence[Period]) -> None:
        self._axes = axes
        starts = [datetime.combine(period.start, time()) for period in periods]
        self.wall = np.array([from_moment(start, axes.origin) for start in starts], np.int64)
        self._numbers: dict[tuple[int, int], int] = {}

    def number(self, axis: int, payment_days: float) -> int:
        """Return the clock of an axis on which money is paid so many days after it is incurred."""
        return self._numbers.setdefault((axis, round(payment_days * PER_DAY)), len(self._numbers))

    def axis_of(self, clock: int) -> int:
        """Return the axis of a clock."""
        return list(self._numbers)[clock][0]

    def shares(self, axis: int, begin: datetime, end: datetime) -> F8:
        """Return ``[T]``: which share of the working time of an axis between two instants lies in each period.

        All of it lies where ``end`` is when there is none.
        """
        instants = [from_moment(moment, self._axes.origin) for moment in (begin, end)]
        first, last = (int(tick) for tick in self._axes.works(axis, np.array(instants)))
        edges = np.append(self._axes.works(axis, self.wall), max(last, 0) + 1).astype(np.float64)
        edges[0] = 0.0
        out: F8 = np.diff(np.clip(np.maximum.accumulate(edges), first, max(last, first)))
        if last > first:
            return np.asarray(out / (last - first), dtype=np.float64)
        out[:] = 0.0
        out[self.period_before(instants[1])] = 1.0
        return out

    def period_before(self, wall: int) -> int:
        """Return the period in which what ends at a wall tick ends."""
        return max(int(np.searchsorted(self.wall, wall, side="left")) - 1, 0)

    def period_at(self, wall: int) -> int:
        """Return the period in which what begins at a wall tick begins."""
        return max(int(np.searchsorted(self.wall, wall, side="right")) - 1, 0)

    def arrays(self) -> Clocks:
        """Return the arrays for the kernels."""
        cells = [self._cells(axis, lag) for axis, lag in self._numbers]
        return Clocks(
            first=_firsts([cell.ticks.size for cell in cells]),
            axis=np.array([axis for axis, _ in self._numbers], np.int32),
            tick=np.concatenate([np.zeros(0), *(cell.ticks for cell in cells)]),
            instant=np.concatenate([np.zeros(0, np.int64), *(cell.instants for cell in cells)]),
            incurred=_joined([cell.incurred for cell in cells]),
            paid=_joined([cell.paid for cell in cells]),
            wall=np.clip(self.wall, -(2**31), 2**31 - 1).astype(np.int32),
        )

    def _cells(self, axis: int, lag: int) -> _Cells:
        """Return the cells of an axis; the last row is an end that none reaches."""
        walls = np.unique(np.concatenate([self.wall, self.wall - lag]))
        # What lies before the first period counts to it.
        walls = np.concatenate([[-(2**40)], walls[walls > self.wall[0] - lag], [2**40]])
        incurred, paid = (
            np.maximum(np.searchsorted(edges, walls, side="right") - 1, 0).astype(np.int32)
            for edges in (self.wall, self.wall - lag)
        )
        ticks = self._axes.works(axis, np.clip(walls, 0, 2**31 - 1)).astype(np.float64)
        ticks[-1] = _NEVER
        return _Cells(ticks, walls, incurred, paid)


@dataclass(frozen=True)
class _Cells:
    ticks: F8
    """First tick."""
    instants: I8
    """First wall tick."""
    incurred: I4
    """Period in which each lies."""
    paid: I4
    """Period in which its money is paid."""


def _firsts(sizes: Sequence[int]) -> I4:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)


def _joined(arrays: Sequence[I4]) -> I4:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int32)
