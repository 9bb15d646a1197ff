"""Values and intervals of one measure in words: dates as the days to which they count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.level import Level
from riskcast.analysis.measures import Value
from riskcast.analysis.wording import say_money
from riskcast.report.words import say_error


@dataclass(frozen=True)
class Told:
    """Says what is known of one measure."""

    measure: str
    days: FinishDays
    currency: str

    def value(self, value: Value | date) -> str:
        """Return a date as the day on which it is shown, or a sum."""
        return self.days.say(self.measure, value) if isinstance(value, date) else say_money(value, self.currency)

    def interval(self, at: Level) -> str:
        """Return the interval of a percentile, or that the iterations are too few for it."""
        if isinstance(at.low, datetime) and isinstance(at.high, datetime):
            at = replace(at, low=self._in_its_day(at.low), high=self._in_its_day(at.high))
        return say_error(at, self.currency)

    def _in_its_day(self, moment: datetime) -> datetime:
        """Return a moment of the same day that is clear of midnight, where ends and beginnings are told apart."""
        return datetime.combine(self.days.of(self.measure, moment), time(12))
