"""Numbers, dates and durations as other tools write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from riskcast.model.amount import Amount
from riskcast.model.moment import parse_moment

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_ZONE = re.compile(r"(Z|[+-]\d{2}:\d{2})$")
_PERIOD = re.compile(
    r"(?P<sign>-?)P(?:(?P<y>\d+)Y)?(?:(?P<mo>\d+)M)?(?:(?P<d>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<h>\d+(?:\.\d+)?)H)?(?:(?P<m>\d+(?:\.\d+)?)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)
_LARGEST = 1e12
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2199, 12, 31)
"""Range of dates that a program can hold."""


def parse_number(text: str) -> float:
    """Read a number with a decimal point or a decimal comma; no thousands separators.

    Raises
    ------
    ValueError
        When the text is not a finite number of a sensible size.
    """
    clean = text.strip()
    if not _NUMBER.fullmatch(clean):
        raise ValueError(f"{text!r} is not a number")
    value = float(clean.replace(",", "."))
    if abs(value) > _LARGEST:
        raise ValueError(f"{text!r} is too large")
    return value


def parse_time(text: str) -> datetime:
    """Read ``YYYY-MM-DD HH:MM`` (also with ``T``, seconds, or without a time) as a local time; a zone is dropped.

    Raises
    ------
    ValueError
        When the text is not a date between 1950 and 2199.
    """
    clean = text.strip()
    return parse_moment(_ZONE.sub("", clean) if "T" in clean else clean)


def has_zone(text: str) -> bool:
    """Return True when a time carries a time zone."""
    clean = text.strip()
    return "T" in clean and _ZONE.search(clean) is not None


def parse_period(text: str) -> float:
    """Read an ISO 8601 duration such as ``PT7H30M0S`` as minutes; a day is 24 hours.

    Raises
    ------
    ValueError
        When the text is not such a duration, or counts in months or years.
    """
    clean = text.strip()
    match = _PERIOD.fullmatch(clean)
    if match is None or clean.lstrip("-") in ("P", "PT") or clean.endswith("T"):
        raise ValueError(f"{text!r} is not a duration such as PT8H0M0S")
    if int(match["y"] or 0) or int(match["mo"] or 0):
        raise ValueError(f"{text!r} counts in months or years, which have no fixed length")
    days, hours, minutes, seconds = (float(match[part] or 0) for part in ("d", "h", "m", "s"))
    value = round(days * 1440.0 + hours * 60.0 + minutes + seconds / 60.0, 6)
    if value > _LARGEST:
        raise ValueError(f"{text!r} is too large")
    return -value if match["sign"] else value


def working(minutes: float) -> Amount:
    """Return working time, in hours when that is a whole number and otherwise in minutes."""
    return Amount(minutes / 60.0, "h") if minutes % 60.0 == 0.0 else Amount(minutes, "min")


def elapsed(minutes: float) -> Amount:
    """Return time round the clock, in hours when that is a whole number and otherwise in minutes."""
    return Amount(minutes / 60.0, "eh") if minutes % 60.0 == 0.0 else Amount(minutes, "emin")


def from_serial(days: int) -> date | None:
    """Return the date of a day count since 1899-12-30, or None when no program could hold it."""
    if not 0 < days < 200_000:
        return None
    day = date(1899, 12, 30) + timedelta(days=days)
    return day if FIRST_DAY <= day <= LAST_DAY else None
