"""Elements of a Microsoft Project file: how values are written."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from riskcast.network.ticks import PER_MINUTE, from_minutes

_NO_TEXT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SECONDS_PER_TICK = 60 // PER_MINUTE
_LONGEST_NAME = 512


def put(parent: Element, **values: object) -> Element:
    """Add one child per value, in their order; a value of None adds nothing."""
    for tag, value in values.items():
        if value is not None:
            SubElement(parent, tag).text = _text(value)
    return parent


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", str(value))


def line_of(text: str) -> str:
    """Return a name on one line, as long as Microsoft Project keeps it."""
    return " ".join(text.split())[:_LONGEST_NAME]


def period(minutes: float) -> str:
    """Return a duration in minutes as ``PT8H0M0S``, to the tenth of a minute."""
    hours, rest = divmod(from_minutes(max(minutes, 0.0)) * _SECONDS_PER_TICK, 3600)
    return f"PT{hours}H{rest // 60}M{rest % 60}S"


def tenths(minutes: float) -> int:
    """Return minutes as tenths of a minute, in which lags and slack are counted."""
    return from_minutes(minutes)


def time_format(unit: str) -> int:
    """Return how Microsoft Project shows an amount that was written in this unit: ``d`` is 7, ``ed`` is 8."""
    shown = {"min": 3, "h": 5, "d": 7, "w": 9}[unit.removeprefix("e")]
    return shown + 1 if unit.startswith("e") else shown
