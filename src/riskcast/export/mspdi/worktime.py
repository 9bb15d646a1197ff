"""Moving along the working time of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from riskcast.model.calendar import Calendar

_MOST_DAYS = 40_000


def shifted(calendar: Calendar, moment: datetime, minutes: float, *, as_finish: bool) -> datetime:
    """Return the instant that lies working ``minutes`` (negative: before) from ``moment``.

    At the border of two shifts it is the end of the earlier one ``as_finish``, else the beginning of the later one.
    Without enough working time it is ``moment`` itself.
    """
    left = abs(minutes)
    for begin, end in _ahead(calendar, moment) if minutes >= 0.0 else _behind(calendar, moment):
        length = (end - begin).total_seconds() / 60.0
        if minutes >= 0.0 and (left < length or (as_finish and left == length)):
            return begin + timedelta(minutes=left)
        if minutes < 0.0 and (left < length or (not as_finish and left == length)):
            return end - timedelta(minutes=left)
        left -= length
    return moment


def work_between(calendar: Calendar, start: datetime, end: datetime) -> float:
    """Return the working minutes from ``start`` to ``end``, negative when they are in reverse order."""
    return calendar.minutes_between(start, end) if start <= end else -calendar.minutes_between(end, start)


def _ahead(calendar: Calendar, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    midnight = datetime.combine(moment.date(), time.min)
    for _ in range(_MOST_DAYS):
        for a, b in calendar.shifts(midnight.date()):
            begin, end = max(midnight + timedelta(minutes=a), moment), midnight + timedelta(minutes=b)
            if begin < end:
                yield begin, end
        midnight += timedelta(days=1)


def _behind(calendar: Calendar, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    midnight = datetime.combine(moment.date(), time.min)
    for _ in range(_MOST_DAYS):
        for a, b in reversed(calendar.shifts(midnight.date())):
            begin, end = midnight + timedelta(minutes=a), min(midnight + timedelta(minutes=b), moment)
            if begin < end:
                yield begin, end
        midnight -= timedelta(days=1)
