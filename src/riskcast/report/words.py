"""Numbers in the sentences and tables of the report; the words themselves come from ``analysis.wording``."""

from __future__ import annotations

import re
from datetime import date, datetime

from riskcast.analysis.level import Level
from riskcast.analysis.measures import Value
from riskcast.analysis.wording import finish_day, say_date, say_finish, say_money

DASH = "–"
_UNITS = re.compile(r"(?<=\d) (?=(?:bn|[mk])\b|%)|(?<=\b[A-Z]{3}) (?=-?\d)")
TOO_FEW = "unknown: too few iterations"


def say_value(value: Value | date, currency: str) -> str:
    """Return a finish or a day as ``31 Mar 2028``, a sum as ``EUR 12.4 m``."""
    return say_finish(value) if isinstance(value, date) else say_money(value, currency)


def tied(text: str) -> str:
    """Return a sentence whose numbers keep their units on the line: ``EUR 11.9 m``, ``27 %``."""
    return _UNITS.sub("\N{NO-BREAK SPACE}", text)


def say_between(low: Value, high: Value, currency: str) -> str:
    """Return a range; its ends are shortened where they share month or year, or do not differ in three digits."""
    if isinstance(low, datetime) and isinstance(high, datetime):
        return _between_days(low, high)
    first, last = say_value(low, currency), say_value(high, currency)
    if first != last:
        return f"{first} to {last}"
    half = (float(high) - float(low)) / 2  # type: ignore[arg-type]
    return f"{first} ± {say_money(half, currency)}" if half >= 0.5 else first


def _between_days(begin: datetime, end: datetime) -> str:
    low, high = finish_day(begin), finish_day(end)
    first, last = say_date(low), say_date(high)
    if first == last:
        return f"{first}, to the day"
    if low.year != high.year:
        return f"{first} to {last}"
    if low.month != high.month:
        return f"{first.rsplit(' ', 1)[0]} to {last}"
    return f"{low.day} to {last}"


def say_error(level: Level, currency: str) -> str:
    """Return the confidence interval of a percentile, or that the iterations are too few for it."""
    if level.is_open:
        return TOO_FEW
    return say_between(level.low, level.high, currency)


def say_width(level: Level, currency: str) -> str:
    """Return the width of a percentile's interval: ``1.4 days``, ``EUR 21 k``."""
    if level.is_open:
        return DASH
    if isinstance(level.value, datetime):
        return f"{level.width:.1f} days"
    return say_money(level.width, currency)


def say_correlation(value: float | None) -> str:
    """Return a rank correlation with its sign and two digits."""
    return DASH if value is None else _signed(value, 2)


def say_share(p: float) -> str:
    """Return an interval's end (0-1) in percent with one digit, never claiming certainty that is not there."""
    if 0.0 < p < 0.0005:
        return "<0.1"
    if 0.9995 <= p < 1.0:
        return ">99.9"
    return f"{100 * p:.0f}" if p in (0.0, 1.0) else f"{100 * p:.1f}"


def _signed(x: float, places: int = 1) -> str:
    text = f"{x:+.{places}f}"
    return text.replace("-", "−")
