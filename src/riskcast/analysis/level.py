"""One percentile of one measure, with its error."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from riskcast.analysis.intervals import intervals
from riskcast.analysis.measures import Value
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Level:
    """A P-value and the 95 % confidence interval that the number of iterations leaves it."""

    measure: str
    p: int
    """Percent of iterations (0-100) that do not exceed ``value``."""
    value: Value
    low: Value
    high: Value
    is_open: bool
    """Whether the iterations are too few for an interval, so that ``low`` and ``high`` promise less than 95 %."""

    @property
    def width(self) -> float:
        """Width of the interval: calendar days for dates, money for costs."""
        if isinstance(self.high, datetime) and isinstance(self.low, datetime):
            return (self.high - self.low) / timedelta(days=1)
        return float(self.high) - float(self.low)  # type: ignore[arg-type]

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        import pandas as pd

        return pd.DataFrame([asdict(self)])


def level(result: Result, measure: str, p: int) -> Level:
    """Return any P-value (``p`` 0-100) of a measure with its interval, by the method that suits the design.

    Raises
    ------
    InvalidInput
        When the result holds no such measure, or ``p`` is outside 0-100.
    """
    value = result.percentile(measure, p)
    ordered = result.ordered(measure)
    (at,) = intervals(result, measure, [p])
    ends = (float(ordered[rank]) for rank in (at.lower, at.upper))
    low, high = ends if result.is_money(measure) else map(result.moment, ends)
    return Level(measure, p, value, low, high, at.is_open)
