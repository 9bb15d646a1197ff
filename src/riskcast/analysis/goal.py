"""What a date or a sum is judged against, and how likely it is to hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from riskcast.analysis.measures import chance_of, target_of
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
    """Share of iterations (0-1) that do not exceed it; a day is met by any time on that day, and a planned local time
    by any time on the day that is shown of it."""
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
    planned, target = result.planned(measure), target_of(result, measure)
    plan = planned if result.is_money(measure) else result.moment(planned)
    value = plan if target is None else target
    chance = chance_of(result, measure, value)
    low, high = share_interval(round(chance * result.iterations), result.iterations)
    return Goal(measure, value, target is not None, chance, low, high)
