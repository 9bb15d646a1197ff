"""Two calendars side by side: are they the same, and when do both work?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from riskcast.model.calendar import Calendar, Shift


def same_hours(a: Calendar, b: Calendar) -> bool:
    """Return whether two calendars have the same working time on every day."""
    if a is b or a.id == b.id:
        return True
    if a.week != b.week:
        return False
    days = a.exceptions.keys() | b.exceptions.keys()
    return all(a.shifts(day) == b.shifts(day) for day in days)


def joint_calendar(a: Calendar, b: Calendar) -> Calendar:
    """Return the calendar of the time in which both work; it measures days and weeks like the first.

    Its id holds a semicolon, which no id of a program can.
    """
    days: set[date] = set(a.exceptions) | set(b.exceptions)
    changes = {
        "id": f"{a.id};{b.id}",
        "name": f"{a.name or a.id} and {b.name or b.id}",
        "week": tuple(_common(x, y) for x, y in zip(a.week, b.week, strict=True)),
        "exceptions": {day: _common(a.shifts(day), b.shifts(day)) for day in days},
    }
    return a.model_copy(update=changes)


def _common(a: Sequence[Shift], b: Sequence[Shift]) -> tuple[Shift, ...]:
    shifts = ((max(x[0], y[0]), min(x[1], y[1])) for x in a for y in b)
    return tuple(sorted(shift for shift in shifts if shift[0] < shift[1]))
