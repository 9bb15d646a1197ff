"""How much a calendar works before any instant, looked up instead of counted day by day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, datetime
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcast.model.calendar import Shift

_SECOND = 1_000_000
"""Microseconds."""


class WorkingTime:
    """The working time of a week with exceptions, in whole microseconds, so that no rounding adds up."""

    def __init__(self, week: tuple[tuple[Shift, ...], ...], exceptions: Mapping[date, tuple[Shift, ...]]) -> None:
        self.week = week
        self.exceptions = exceptions
        days = [_work(shifts) for shifts in week]
        self._begun = [0, *accumulate(days)]
        """Work from Monday to before each weekday; the last is that of the whole week."""
        dates = sorted(exceptions)
        self._dates = [day.toordinal() for day in dates]
        self._changes = [0, *accumulate(_work(exceptions[day]) - days[day.weekday()] for day in dates)]
        """What the first n exceptions add to the ordinary weeks."""

    def minutes_between(self, start: datetime, end: datetime) -> float:
        """Return the working minutes between two local times; 0 when they are in reverse order."""
        return max(self._before(end) - self._before(start), 0) / (60 * _SECOND)

    def _before(self, moment: datetime) -> int:
        """Return the work from Monday, 1 January of the year 1, in microseconds."""
        ordinal = moment.toordinal()
        weeks, weekday = divmod(ordinal - 1, 7)
        ordinary = weeks * self._begun[-1] + self._begun[weekday]
        now = ((moment.hour * 60 + moment.minute) * 60 + moment.second) * _SECOND + moment.microsecond
        shifts = self.exceptions.get(moment.date(), self.week[weekday])
        today = sum(max(min(_time(end), now) - _time(start), 0) for start, end in shifts)
        return ordinary + self._changes[bisect_left(self._dates, ordinal)] + today


def _work(shifts: tuple[Shift, ...]) -> int:
    return sum(_time(end) - _time(start) for start, end in shifts)


def _time(minutes: float) -> int:
    """Return a time of day, which is kept to the second, in microseconds."""
    return round(minutes * 60.0) * _SECOND
