"""What is read off every run: percentiles and the chance of the goal, on one axis, with paired differences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.goal import goal
from riskcast.analysis.intervals import batch_of
from riskcast.analysis.measures import Value, label_of
from riskcast.analysis.paired import Difference, Samples, Statistic, difference, mean, percentile_of, share_within
from riskcast.network.ticks import PER_DAY, PER_MINUTE
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result


@dataclass(frozen=True)
class Reader:
    """Reads one measure off runs of variants of one program."""

    base: Result
    measure: str
    is_money: bool
    label: str
    goal: date | float
    """What the chance is about in every run: what was promised, else what the program as given plans."""
    is_promised: bool

    def samples(self, result: Result) -> Samples:
        """Return ``[K]`` values in order of iterations: money, or wall ticks after the origin of the base."""
        own = result.samples(self.measure)
        if self.is_money or result.origin == self.base.origin:
            return own
        return own.astype(np.int64) + self.shift(result)

    def shift(self, result: Result) -> int:
        """Return the wall ticks from the origin of the base to that of another run."""
        return 0 if self.is_money else self._tick(result.origin)

    def value(self, x: float) -> Value:
        """Return a sum, or wall ticks as a local time."""
        return float(x) if self.is_money else self.base.moment(x)

    def percentile(self, samples: Samples, p: float) -> Value:
        """Return a P-value."""
        return self.value(percentile_of(p)(samples))

    def mean(self, samples: Samples) -> Value:
        """Return the mean."""
        return self.value(mean(samples))

    def chance(self, samples: Samples) -> float:
        """Return the share (0-1) that meets the goal."""
        return share_within(self._limit())(samples)

    def percentile_move(self, before: Samples, after: Samples, p: float) -> Difference:
        """Return how far a P-value moves: calendar days, or money."""
        return self._moved(before, after, percentile_of(p))

    def mean_move(self, before: Samples, after: Samples) -> Difference:
        """Return how far the mean moves: calendar days, or money."""
        return self._moved(before, after, mean)

    def chance_move(self, before: Samples, after: Samples) -> Difference:
        """Return how far the chance (0-1) of the goal moves."""
        return difference(before, after, share_within(self._limit()), batch_of(self.base))

    def _moved(self, before: Samples, after: Samples, statistic: Statistic) -> Difference:
        found = difference(before, after, statistic, batch_of(self.base))
        return found if self.is_money else found.scaled(1.0 / PER_DAY)

    def _limit(self) -> float:
        if not isinstance(self.goal, date):
            return float(self.goal) + HALF_HUNDREDTH
        return float(self._tick(FinishDays(self.base.program).deadline(self.measure, self.goal)))

    def _tick(self, at: datetime) -> int:
        return round((at - self.base.origin).total_seconds() / 60.0 * PER_MINUTE)


def reader(base: Result, measure: str) -> Reader:
    """Return the reader of a measure; its axis and goal are those of the program as given.

    Raises
    ------
    InvalidInput
        When the result holds no such measure.
    """
    found = goal(base, measure)
    label = label_of(base, measure)
    return Reader(base, measure, base.is_money(measure), label, found.value, found.is_promised)
