"""Time that nature or policy takes from the calendar: lost days, and seasons in which work is closed."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from riskcast.model.base import Entity, Id, Text
from riskcast.model.estimate import Estimate

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(\d{1,2})\s*([a-z]{3})[a-z]*|(\d{1,2})-(\d{1,2})", re.ASCII)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse_months(text: str) -> tuple[int, ...]:
    """Read ``nov-mar, jun`` as months of the year, 1 to 12, in the order written.

    Raises
    ------
    ValueError
        When a part is no month or range of months.
    """
    found: list[int] = []
    for part in filter(None, (part.strip().lower() for part in re.split(r"[,;]", text))):
        first, dash, last = (piece.strip()[:3] for piece in part.partition("-"))
        names = [first, last] if dash else [first]
        if any(name not in MONTHS for name in names):
            raise ValueError(f"{part!r} is no month; write nov-mar or jun")
        start, end = MONTHS.index(names[0]), MONTHS.index(names[-1])
        found += [(start + n) % 12 + 1 for n in range((end - start) % 12 + 1)]
    return tuple(dict.fromkeys(found))


def _as_months(value: Any) -> Any:
    if isinstance(value, str):
        return parse_months(value)
    return tuple(range(1, 13)) if value is None else tuple(value)


def say_months(months: tuple[int, ...]) -> str:
    """Return ``nov, dec, jan``."""
    return ", ".join(MONTHS[month - 1] for month in months)


Months = Annotated[
    tuple[Annotated[int, Field(ge=1, le=12)], ...],
    BeforeValidator(_as_months),
    PlainSerializer(say_months, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["nov-mar"]}),
]


def parse_yearday(text: str) -> tuple[int, int]:
    """Read ``15 nov`` or ``11-15`` as (month, day).

    Raises
    ------
    ValueError
        When it is no day of a year that is not a leap year.
    """
    match = _DAY.fullmatch(text.strip().lower())
    if match is None or (match[2] and match[2] not in MONTHS):
        raise ValueError(f"{text!r} is no day of the year; write 15 nov or 11-15")
    month = MONTHS.index(match[2]) + 1 if match[2] else int(match[3])
    day = int(match[1] or match[4])
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        raise ValueError(f"{text!r} is no day of the year; write 15 nov or 11-15")
    return month, day


def _as_yearday(value: Any) -> Any:
    return parse_yearday(value) if isinstance(value, str) else value


def format_yearday(value: tuple[int, int]) -> str:
    """Return ``15 nov``."""
    return f"{value[1]} {MONTHS[value[0] - 1]}"


YearDay = Annotated[
    tuple[int, int],
    BeforeValidator(_as_yearday),
    PlainSerializer(format_yearday, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["15 nov", "11-15"]}),
]
"""A day of every year, as (month, day)."""


class LostTime(Entity):
    """Working days that a month loses to weather and the like, drawn anew for every month."""

    id: Id
    name: Text = ""
    calendars: Annotated[tuple[Id, ...], Field(min_length=1)]
    months: Months = tuple(range(1, 13))
    """Months of the year in which days are lost."""
    days: Estimate
    """Working days lost in each of these months, in days of the calendar; never more than the month has."""
    block: bool = False
    """One block somewhere in the month instead of scattered days, which slow all work of the month evenly."""


class Season(Entity):
    """A part of every year in which the calendars do not work: frost, fish, freeze of changes."""

    id: Id
    name: Text = ""
    calendars: Annotated[tuple[Id, ...], Field(min_length=1)]
    first: YearDay
    """First closed day."""
    last: YearDay
    """Last closed day; before ``first`` when the season reaches into the next year."""
    early: Estimate | None = None
    """Elapsed time by which the season may begin earlier, such as ``uniform(0ed, 14ed)``; drawn anew every year."""
    late: Estimate | None = None
    """Elapsed time by which it may end later."""
