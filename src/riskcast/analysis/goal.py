"""What a date or a sum is judged against, and how likely it is to hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from riskcast.analysis.measures import deadline, target_of
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import share_interval

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Goal:
    """The promised value, or the deterministic one where nothing was promised, with its chance."""

    measure: str
    value: date | float
    """A day (or, as planned, a local time), or a sum of money."""
    is_promised: bool
    """False when nothing was promised and ``value`` is the deterministic one."""
    probability: float
    """Share of iterations (0-1) that do not exceed it; a promised day is met by any time on that day."""
    low: float
    """Lower end of the 95 % confidence interval of the probability."""
    high: float

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        import pandas as pd

        return pd.DataFrame([asdict(self)])


def goal(result: Result, measure: str) -> Goal:
    """Return what a measure is judged against.

    Raises
    ------
    InvalidInput
        When the result holds no such measure.
    """
    planned = result.planned(measure)
    target = target_of(result, measure)
    value: date | float
    if target is not None:
        value, chance = target, result.probability(measure, deadline(target))
    else:
        value = planned if result.is_money(measure) else result.moment(planned)
        chance = result.probability(measure, value)
    low, high = share_interval(round(chance * result.iterations), result.iterations)
    return Goal(measure, value, target is not None, chance, low, high)
