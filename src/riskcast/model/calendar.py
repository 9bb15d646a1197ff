"""Working time: weekly shifts, holidays and other exceptions."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from riskcast.model.base import Entity, Id, Text
from riskcast.model.moment import parse_day
from riskcast.model.working_time import WorkingTime

Shift = tuple[float, float]
"""Start and end of a stretch of work in minutes after midnight, to the second; the end may be 1440."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_OFF = ("off", "none", "")


def parse_shifts(text: str) -> tuple[Shift, ...]:
    """Read ``08:00-12:00, 13:00-17:00`` or ``off``; times may have seconds.

    Raises
    ------
    ValueError
        When a time is malformed, or shifts overlap, are empty or cross midnight.
    """
    if text.strip().lower() in _OFF:
        return ()
    shifts = []
    for part in re.split(r"[,;]", text):
        start, dash, end = part.strip().partition("-")
        if not dash:
            raise ValueError(f"{part.strip()!r} is not a shift; write 08:00-12:00, several separated by commas, or off")
        shifts.append((_minutes(start), _minutes(end)))
    return _ordered(shifts)


def _minutes(text: str) -> float:
    match = _TIME.fullmatch(text.strip())
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (24, 60, 60)
    if minutes > 59 or seconds > 59 or hours * 3600 + minutes * 60 + seconds > 86400:
        raise ValueError(f"{text.strip()!r} is not a time of day between 00:00 and 24:00")
    return (hours * 3600 + minutes * 60 + seconds) / 60.0


def _ordered(shifts: list[Shift]) -> tuple[Shift, ...]:
    shifts = sorted(shifts)
    last = 0.0
    for start, end in shifts:
        if not 0.0 <= start < end <= 1440.0:
            raise ValueError("a shift must end after it starts and cannot cross midnight; split it at 24:00")
        if start < last:
            raise ValueError("shifts of a day overlap")
        last = end
    return tuple(shifts)


def _as_shifts(value: Any) -> tuple[Shift, ...]:
    if isinstance(value, str):
        return parse_shifts(value)
    if value is None:
        return ()
    return _ordered([(_whole_seconds(a), _whole_seconds(b)) for a, b in value])


def _whole_seconds(minutes: Any) -> float:
    """Return minutes after midnight to the second, which is as fine as a time of day can be written."""
    if not isinstance(minutes, int | float) or not math.isfinite(minutes):
        raise ValueError(f"{minutes!r} is not a time of day in minutes after midnight")
    return round(minutes * 60.0) / 60.0


def format_shifts(shifts: tuple[Shift, ...]) -> str:
    """Return the notation that :func:`parse_shifts` reads."""

    def clock(minutes: float) -> str:
        rest, seconds = divmod(round(minutes * 60.0), 60)
        text = f"{rest // 60:02d}:{rest % 60:02d}"
        return f"{text}:{seconds:02d}" if seconds else text

    return ", ".join(f"{clock(a)}-{clock(b)}" for a, b in shifts) or "off"


Shifts = Annotated[
    tuple[Shift, ...],
    BeforeValidator(_as_shifts),
    PlainSerializer(format_shifts, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["08:00-12:00, 13:00-17:00", "off"]}),
]


def parse_days(text: str) -> list[date]:
    """Read one date, or ``2027-12-24..2027-12-31`` as every date of the range."""
    first, dots, last = text.partition("..")
    start = parse_day(first)
    end = parse_day(last) if dots else start
    if end < start:
        raise ValueError(f"{text!r} ends before it starts")
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


class Calendar(Entity):
    """A weekly pattern of shifts with dated exceptions; the measure of every working duration."""

    id: Id
    name: Text = ""
    week: Annotated[tuple[Shifts, ...], Field(min_length=7, max_length=7)]
    """Shifts of Monday to Sunday."""
    exceptions: dict[date, Shifts] = Field(default_factory=dict)
    """Dates whose shifts differ from the week; an empty tuple is a holiday."""
    hours_per_day: Annotated[float, Field(gt=0, le=24)] = Field(default_factory=lambda data: _sizes(data["week"])[0])
    """What ``1d`` means on this calendar; when not given, the commonest length of its working days."""
    days_per_week: Annotated[float, Field(gt=0, le=7)] = Field(default_factory=lambda data: _sizes(data["week"])[1])
    """What ``1w`` means on this calendar; when not given, its number of working weekdays."""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, data: Any) -> Any:
        """Accept the short forms of files: weekday ranges, a list of holidays, date ranges."""
        if not isinstance(data, dict):
            return data
        data = dict(data)
        if isinstance(data.get("week"), dict):
            data["week"] = _expand_week(data["week"])
        exceptions = _expand_exceptions(data.pop("holidays", None), data.get("exceptions"))
        data["exceptions"] = exceptions
        week = data.get("week")
        whole = isinstance(week, list | tuple) and len(week) == 7
        hours, days = _sizes([_as_shifts(day) for day in week]) if whole else (8.0, 5.0)
        # Filled in as if given, so that a dump without defaults or unset fields holds them.
        for name, usual in (("hours_per_day", hours), ("days_per_week", days)):
            if data.get(name) is None:
                data[name] = usual
        return data

    def shifts(self, day: date) -> tuple[Shift, ...]:
        """Return the shifts of one date."""
        found = self.exceptions.get(day)
        return self.week[day.weekday()] if found is None else found

    def minutes_between(self, start: datetime, end: datetime) -> float:
        """Return the working minutes between two local times; 0 when they are in reverse order."""
        table = self._working_time
        if table.week is not self.week or table.exceptions is not self.exceptions:  # A copy with other fields.
            table = WorkingTime(self.week, self.exceptions)
        return table.minutes_between(start, end)

    @cached_property
    def _working_time(self) -> WorkingTime:
        return WorkingTime(self.week, self.exceptions)

    @property
    def works(self) -> bool:
        """True when some weekday has working time."""
        return any(self.week)


def _sizes(week: Sequence[tuple[Shift, ...]]) -> tuple[float, float]:
    """Return the commonest hours of a working day, and the working days of a week; 8 and 5 when there are none."""
    lengths = [sum(b - a for a, b in shifts) / 60.0 for shifts in week if shifts]
    if not lengths:
        return 8.0, 5.0
    common = max(Counter(lengths).items(), key=lambda item: (item[1], item[0]))[0]
    return common, float(len(lengths))


def _expand_week(week: dict[Any, Any]) -> list[Any]:
    days: list[Any] = [()] * 7
    for key, shifts in week.items():
        for number in parse_weekdays(str(key)):
            days[number] = shifts
    return days


def parse_weekdays(key: str) -> range:
    """Read ``mon`` or ``mon-fri`` as day numbers, Monday being 0; raise :class:`ValueError` for anything else."""
    first, dash, last = key.strip().lower().partition("-")
    names = [first, last] if dash else [first]
    if any(name.strip() not in WEEKDAYS for name in names):
        raise ValueError(f"{key!r} is not a weekday; use mon, tue, wed, thu, fri, sat, sun or a range such as mon-fri")
    numbers = [WEEKDAYS.index(name.strip()) for name in names]
    if numbers[-1] < numbers[0]:
        raise ValueError(f"weekday range {key!r} runs backwards")
    return range(numbers[0], numbers[-1] + 1)


def _expand_exceptions(holidays: Any, exceptions: Any) -> dict[date, Any]:
    days: dict[date, Any] = {}
    for entry in holidays or ():
        for day in [entry] if isinstance(entry, date) else parse_days(str(entry)):
            days[day] = ()
    for key, shifts in (exceptions or {}).items():
        for day in [key] if isinstance(key, date) else parse_days(str(key)):
            days[day] = shifts
    return days
