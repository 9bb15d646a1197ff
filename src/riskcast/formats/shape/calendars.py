"""Rows to calendars and projects."""

from __future__ import annotations

from datetime import date
from typing import Any

from riskcast.formats.raw import Row, Value
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.report import Report
from riskcast.model.calendar import Calendar, Shift, parse_days, parse_shifts, parse_weekdays

_FIELDS = ("id", "name", "week", "holidays", "exceptions", "hours_per_day", "days_per_week")
_OFFICE: tuple[tuple[Shift, ...], ...] = (((480.0, 720.0), (780.0, 1020.0)),) * 5 + ((), ())
_WEEK = '{mon-fri: "08:00-12:00, 13:00-17:00"}'


def shape_calendars(report: Report, rows: list[Row]) -> list[Calendar]:
    """Return the calendars of all rows; a calendar with a bad week is taken as office hours for the checks."""
    calendars: list[Calendar] = []
    for row in rows:
        entry = Entry.of(report, "calendars", len(calendars), row)
        entry.known_fields(_FIELDS)
        values: dict[str, Any] = {
            name: entry.data[name]
            for name in ("id", "name", "hours_per_day", "days_per_week")
            if entry.data.get(name, "") != ""
        }
        values |= {"week": _week(entry), "exceptions": _exceptions(entry)}
        calendar = entry.build(Calendar, values, {"week": _OFFICE})
        if calendar is not None:
            calendars.append(calendar)
    return calendars


def _week(entry: Entry) -> tuple[tuple[Shift, ...], ...]:
    if not entry.data.get("week"):
        entry.complain("RC011", "the week is missing", f"write week: {_WEEK}", "week")
        return _OFFICE
    days: list[tuple[Shift, ...]] = [()] * 7
    for key, value in entry.mapping("week", f"week: {_WEEK}").items():
        numbers = entry.attempt(key, parse_weekdays, "week", key)
        shifts = _shifts(entry, value, "week", key)
        for number in numbers or ():
            days[number] = shifts
    return tuple(days)


def _shifts(entry: Entry, value: Value, *steps: str | int) -> tuple[Shift, ...]:
    """Return shifts from text such as ``08:00-12:00``; nothing means no work."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = ", ".join(str(part) for part in value)
    if value is None:
        return ()
    if isinstance(value, str):
        return entry.attempt(value, parse_shifts, *steps) or ()
    entry.complain("RC013", "shifts must be text", 'write "08:00-12:00, 13:00-17:00"', *steps)
    return ()


def _exceptions(entry: Entry) -> dict[date, tuple[Shift, ...]]:
    days: dict[date, tuple[Shift, ...]] = {}
    holidays = entry.data.get("holidays")
    listed = [part.strip() for part in holidays.split(",")] if isinstance(holidays, str) else holidays
    if isinstance(listed, dict):
        entry.complain("RC013", "holidays must be a list of dates", "write [2027-01-01, 2027-12-25]", "holidays")
        listed = []
    for n, text in enumerate(listed or ()):
        if isinstance(text, str):
            days |= dict.fromkeys(entry.attempt(text, parse_days, "holidays", n) or (), ())
        else:
            entry.complain("RC013", "a holiday must be a date", "write 2027-01-01", "holidays", n)
    for key, value in entry.mapping("exceptions", '{2027-03-06: "08:00-12:00"}').items():
        found = entry.attempt(key, parse_days, "exceptions", key) or ()
        days |= dict.fromkeys(found, _shifts(entry, value, "exceptions", key))
    return days
