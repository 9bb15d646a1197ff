"""Date and budget together: the joint confidence level, its frontier, and what two equal percentiles are worth."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.goal import goal
from riskcast.analysis.money.figure import Figure, share_figure
from riskcast.kernels.types import F8, I8
from riskcast.network.ticks import PER_MINUTE
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import has_interval, interval_ranks, percentile_index

if TYPE_CHECKING:
    import pandas as pd

POINTS = 80
"""Points of a frontier at most."""


@dataclass(frozen=True)
class Joint:
    """The chances (0-1) of keeping a date, a budget, and both."""

    date: date
    """A day, which any time on it keeps, or the local time that was asked for."""
    budget: float
    in_time: Figure
    in_budget: Figure
    both: Figure
    over_and_late: Figure

    @property
    def only_in_time(self) -> float:
        """Chance of keeping the date and not the budget."""
        return self.in_time.value - self.both.value

    @property
    def only_in_budget(self) -> float:
        """Chance of keeping the budget and not the date."""
        return self.in_budget.value - self.both.value

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        import pandas as pd

        row: dict[str, Any] = {"date": self.date, "budget": self.budget}
        for name in ("in_time", "in_budget", "both", "over_and_late"):
            row.update(getattr(self, name).named(name))
        return pd.DataFrame([row])


@dataclass(frozen=True)
class Frontier:
    """Pairs of a date and the least budget that are kept together with one confidence."""

    q: float
    """Joint confidence in percent (0-100)."""
    dates: NDArray[np.datetime64]
    """[n] Ascending, from the earliest that any budget goes with."""
    costs: F8
    """[n] Never rising."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per pair."""
        import pandas as pd

        return pd.DataFrame({"q": self.q, "date": self.dates, "cost": self.costs})


@dataclass(frozen=True)
class EqualLevel:
    """The percentile at which date and cost must both be planned to keep both with one confidence."""

    q: float
    """Joint confidence in percent (0-100)."""
    p: float
    """Percentile of the date and of the cost (0-100)."""
    low: float
    """Lower end of the 95 % confidence interval of ``p``, as if the percentiles themselves were known: rather wide."""
    high: float
    is_open: bool
    """Whether the iterations are too few for an interval."""
    date: datetime
    cost: float

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        import pandas as pd

        return pd.DataFrame([asdict(self)])


def joint(result: Result, budget: float | None = None, date: date | None = None) -> Joint:
    """Return the chances of keeping a budget, a date (a day, or a local time), and both.

    Without a budget or date it is the promised one, or where nothing was promised the deterministic sum and the day of
    the deterministic finish. Money is compared to the hundredth.
    """
    sum_ = float(goal(result, "cost").value if budget is None else budget)  # type: ignore[arg-type]
    day = _aim(result) if date is None else date
    in_budget = result.samples("cost") <= sum_ + HALF_HUNDREDTH
    in_time = result.samples("finish") <= _tick(result, day)
    return Joint(
        date=day,
        budget=sum_,
        in_time=share_figure(in_time),
        in_budget=share_figure(in_budget),
        both=share_figure(in_time & in_budget),
        over_and_late=share_figure(~in_time & ~in_budget),
    )


def least_cost(result: Result, q: float, date: date) -> float | None:
    """Return the least budget that is kept together with a date in ``q`` percent of iterations (0-100).

    None when the date alone is kept in fewer.

    Raises
    ------
    InvalidInput
        When ``q`` is no percentile.
    """
    result.percentile("cost", q)
    kept = result.samples("cost")[result.samples("finish") <= _tick(result, date)]
    n = percentile_index(result.iterations, q)
    return float(np.partition(kept, n)[n]) if kept.size > n else None


def frontier(result: Result, q: float) -> Frontier:
    """Return up to POINTS pairs of date and least budget that ``q`` percent of iterations (0-100) keep together.

    The dates are finishes that occurred, evenly spread over the iterations from the ``q``-th percentile on.

    Raises
    ------
    InvalidInput
        When ``q`` is no percentile.
    """
    result.percentile("finish", q)
    n = percentile_index(result.iterations, q)
    ordered = result.ordered("finish")
    ranks = np.unique(np.linspace(n, ordered.size - 1, POINTS).astype(np.int64))
    dates = np.unique(ordered[ranks])
    by_date = result.samples("cost")[np.argsort(result.samples("finish"), kind="stable")]
    ends = np.searchsorted(ordered, dates, side="right")
    costs = np.array([np.partition(by_date[:end], n)[n] for end in ends])
    return Frontier(q, result.moments(dates), costs)


def equal_level(result: Result, q: float) -> EqualLevel:
    """Return the least percentile whose date and cost are kept together in ``q`` percent of iterations (0-100).

    Raises
    ------
    InvalidInput
        When ``q`` is no percentile.
    """
    result.percentile("finish", q)
    count = result.iterations
    worst = np.sort(np.maximum(_ranks(result, "finish"), _ranks(result, "cost")))
    at = int(worst[percentile_index(count, q)])
    low, high = (100.0 * (float(worst[k]) + 1.0) / count for k in interval_ranks(count, q))
    return EqualLevel(
        q=q,
        p=100.0 * (at + 1) / count,
        low=low,
        high=high,
        is_open=not has_interval(count, q),
        date=result.moment(result.ordered("finish")[at]),
        cost=float(result.ordered("cost")[at]),
    )


def _ranks(result: Result, measure: str) -> I8:
    """Return how many iterations lie below each one."""
    return np.searchsorted(result.ordered(measure), result.samples(measure)).astype(np.int64)


def _aim(result: Result) -> date:
    """Return the promised day, or that of the deterministic finish."""
    value: Any = goal(result, "finish").value
    return FinishDays(result.program).of("finish", value)


def _tick(result: Result, day: date) -> float:
    """Return the last wall tick that keeps a date: of a day, the last one that counts to it."""
    end = day if isinstance(day, datetime) else FinishDays(result.program).deadline("finish", day)
    return (end - result.origin) / (timedelta(minutes=1) / PER_MINUTE)
