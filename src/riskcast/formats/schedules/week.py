"""Shifts of a day as other tools write them: a finish at midnight, shifts across midnight, overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterable

from riskcast.model.calendar import Shift

Shifts = tuple[Shift, ...]
Week = tuple[Shifts, ...]

DAY = 1440.0
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?", re.ASCII)


def parse_clock(text: str) -> float:
    """Read a time of day, ``8:00``, ``08:00:00`` or ``1:30 PM``, as minutes after midnight.

    Raises
    ------
    ValueError
        When the text is not a time between 00:00 and 24:00.
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a time of day")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            raise ValueError(f"{text!r} is not a time of day")
        hour = hour % 12 + (12 if match[4].lower() == "pm" else 0)
    value = hour * 60.0 + minute + second / 60.0
    if minute > 59 or second > 59 or value > DAY:
        raise ValueError(f"{text!r} is not a time of day")
    return value


def day_shifts(pairs: Iterable[tuple[float, float]]) -> tuple[Shifts, Shifts]:
    """Return the shifts of a day and those that reach into the next day.

    A finish of 00:00 means the end of the day, and equal start and finish mean round the clock.
    """
    today: list[Shift] = []
    tomorrow: list[Shift] = []
    for start, end in pairs:
        if start >= DAY:
            continue
        if end > start:
            today.append((start, end))
            continue
        today.append((start, DAY))
        if end > 0.0:
            tomorrow.append((0.0, end))
    return merged(today), merged(tomorrow)


def merged(shifts: Iterable[Shift]) -> Shifts:
    """Return shifts in order with overlapping ones joined; shifts that merely touch stay apart."""
    result: list[Shift] = []
    for start, end in sorted(shifts):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)


def full_week(days: Iterable[tuple[Shifts, Shifts]]) -> Week:
    """Return the week (Monday first) from each day's own shifts and those reaching into the next day."""
    pairs = list(days)
    return tuple(merged((*own, *pairs[n - 1][1])) for n, (own, _) in enumerate(pairs))
