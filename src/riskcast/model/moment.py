"""Dates and times as people write them: ``2027-01-04`` or ``2027-01-04T08:00``; always local, never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?")
_YEARS = range(1950, 2200)
_D = TypeVar("_D", bound=date)


def is_day(text: str) -> bool:
    """Return whether a text has the form of a date, not of an id."""
    return bool(_DATE.fullmatch(text.strip()))


def parse_day(text: str) -> date:
    """Read ``YYYY-MM-DD``; raise :class:`ValueError` for anything else, and for years outside 1950-2199."""
    clean = text.strip()
    if not _DATE.fullmatch(clean):
        raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD")
    try:
        day = date.fromisoformat(clean)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date: {error}") from None
    return _plausible(day, text)


def parse_moment(text: str) -> datetime:
    """Read ``YYYY-MM-DDTHH:MM``, or a bare date as its first instant."""
    clean = text.strip()
    if _DATE.fullmatch(clean):
        return datetime.combine(parse_day(clean), datetime.min.time())
    if not _MOMENT.fullmatch(clean):
        raise ValueError(f"{text!r} is not a date or time; write YYYY-MM-DD or YYYY-MM-DDTHH:MM")
    try:
        moment = datetime.fromisoformat(clean)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date or time: {error}") from None
    return _plausible(moment, text)


def _plausible(value: _D, text: str) -> _D:
    if value.year not in _YEARS:
        raise ValueError(f"{text!r} lies outside the years 1950-2199")
    return value


def _as_moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            raise ValueError("times are local to the program and carry no time zone")
        return _plausible(value, str(value))
    if isinstance(value, date):
        return datetime.combine(_plausible(value, str(value)), datetime.min.time())
    if isinstance(value, str):
        return parse_moment(value)
    raise ValueError(f"{value!r} is not a date or time; write YYYY-MM-DD or YYYY-MM-DDTHH:MM")


def _as_day(value: Any) -> date:
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return _plausible(value, str(value))
    if isinstance(value, str):
        return parse_day(value)
    raise ValueError(f"{value!r} is not a date; write YYYY-MM-DD")


Day = Annotated[
    date,
    BeforeValidator(_as_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2028-03-31"]}),
]
"""A calendar day; as a target it means any time on that day."""

Moment = Annotated[
    datetime,
    BeforeValidator(_as_moment),
    PlainSerializer(lambda m: m.isoformat(timespec="auto"), return_type=str),
    WithJsonSchema({"type": "string", "examples": ["2027-01-04", "2027-01-04T08:00"]}),
]
"""A local date and time; a bare date means its first instant."""
