"""Working time counted minute by minute: one list entry per minute, no shortcuts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np

from riskcast.model.calendar import Calendar, Shift

TICKS = 10
"""Ticks in a minute."""
DAY = 1440

Days = tuple[tuple[Shift, ...], ...]


class Clock:
    """The wall clock: every minute counts."""

    def count(self, instant: int) -> int:
        return instant

    def finish(self, work: int) -> int:
        return work

    def start(self, work: int) -> int:
        return work


class Axis(Clock):
    """The working time of one calendar; instants and work are ticks from the same midnight."""

    def __init__(self, days: Days) -> None:
        working = np.zeros(DAY * len(days), np.int64)
        for number, shifts in enumerate(days):
            for begin, end in shifts:
                working[DAY * number + round(begin) : DAY * number + round(end)] = 1
        self._before = np.concatenate([[0], np.cumsum(working)])

    def count(self, instant: int) -> int:
        """Return the work before an instant."""
        minute, rest = divmod(instant, TICKS)
        before = int(self._before[minute])
        return TICKS * before + (rest * (int(self._before[minute + 1]) - before) if rest else 0)

    def finish(self, work: int) -> int:
        """Return the earliest instant before which so much work lies: Friday 17:00."""
        minutes, rest = divmod(work, TICKS)
        if rest:
            return self._inside(minutes, rest)
        return TICKS * int(np.searchsorted(self._before, minutes, "left"))

    def start(self, work: int) -> int:
        """Return the latest instant before which only so much work lies: Monday 08:00."""
        minutes, rest = divmod(work, TICKS)
        if rest:
            return self._inside(minutes, rest)
        return TICKS * (int(np.searchsorted(self._before, minutes, "right")) - 1)

    def _inside(self, minutes: int, rest: int) -> int:
        return TICKS * (int(np.searchsorted(self._before, minutes + 1, "left")) - 1) + rest


@lru_cache(maxsize=16)
def _axis(days: Days) -> Axis:
    return Axis(days)


def axis_of(calendar: Calendar, first: date, days: int) -> Axis:
    """Return the axis of a calendar over ``days`` days from the midnight that begins ``first``."""
    return _axis(tuple(calendar.shifts(first + timedelta(days=n)) for n in range(days)))


def tick_of(moment: datetime, first: date) -> int:
    """Return a local time in ticks after the midnight that begins ``first``."""
    return round((moment - datetime.combine(first, datetime.min.time())).total_seconds() / 60 * TICKS)


def moment_of(tick: int, first: date) -> datetime:
    """Return ticks after the midnight that begins ``first`` as local time."""
    return datetime.combine(first, datetime.min.time()) + timedelta(minutes=tick / TICKS)
