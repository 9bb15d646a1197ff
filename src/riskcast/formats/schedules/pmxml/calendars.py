"""Calendars of P6 XML: a standard week, and dates that differ from it."""

from __future__ import annotations

from datetime import date

from riskcast.formats.schedules.ids import clean_id
from riskcast.formats.schedules.pmxml.objects import Objects
from riskcast.formats.schedules.raw_calendar import RawCalendar, plausible_sizes
from riskcast.formats.schedules.values import FIRST_DAY, LAST_DAY
from riskcast.formats.schedules.week import Shifts, day_shifts, full_week, merged, parse_clock
from riskcast.formats.schedules.xml_tree import Node

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_calendars(objects: Objects) -> dict[str, RawCalendar]:
    """Return the calendars by ``ObjectId``, those of projects and resources included."""
    calendars = {}
    for node, _ in objects.all("Calendar"):
        uid = clean_id(node.text("ObjectId"))
        if not uid:
            node.fault("RC053", "ObjectId", "the calendar has no ObjectId")
            continue
        per_day, per_week = node.number("HoursPerDay"), node.number("HoursPerWeek")
        sizes = plausible_sizes(per_day, per_week / per_day if per_day and per_week else None)
        base = clean_id(node.text("BaseCalendarObjectId")) or None
        calendars[uid] = RawCalendar(uid, node.text("Name"), _week(node), _exceptions(node), base, **sizes)
    return calendars


def _week(node: Node) -> tuple[Shifts | None, ...]:
    """Return Monday to Sunday; a calendar without a week has that of its base, a day that is missing has no work."""
    listed = list(node.all("StandardWorkWeek", "StandardWorkHours"))
    if not listed:
        return (None,) * 7
    days: dict[str, tuple[Shifts, Shifts]] = {}
    for item in listed:
        item.subject = f"{node.subject}.StandardWorkHours"
        name = item.text("DayOfWeek").lower()
        if name in _DAYS:
            days[name] = day_shifts(_pairs(item))
        else:
            item.fault("RC053", "DayOfWeek", f"unknown day {item.text('DayOfWeek')!r}", f"known: {', '.join(_DAYS)}")
    none: tuple[Shifts, Shifts] = ((), ())
    return full_week(days.get(name, none) for name in _DAYS)


def _exceptions(node: Node) -> dict[date, Shifts]:
    exceptions: dict[date, Shifts] = {}
    for item in node.all("HolidayOrExceptions", "HolidayOrException"):
        item.subject = f"{node.subject}.HolidayOrException"
        day = _date(item)
        own, spill = day_shifts(_pairs(item))
        if day is not None and FIRST_DAY <= day <= LAST_DAY:
            exceptions[day] = merged((*own, *spill))  # P6 has no shift across midnight; its hours stay on the day.
    return exceptions


def _date(item: Node) -> date | None:
    text = item.text("Date")
    try:
        return date.fromisoformat(text.partition("T")[0])
    except ValueError:
        item.fault("RC052", "Date", f"{text!r} is not a date", "dates are written as 2027-01-31T00:00:00")
        return None


def _pairs(item: Node) -> list[tuple[float, float]]:
    pairs = []
    for time in item.all("WorkTime"):
        time.subject = f"{item.subject}.WorkTime"
        if not time.text("Start") and not time.text("Finish"):
            continue
        start, last = _clock(time, "Start"), _clock(time, "Finish")
        if start is not None and last is not None:
            pairs.append((start, _end(last)))
    return pairs


def _clock(time: Node, tag: str) -> float | None:
    try:
        return parse_clock(time.text(tag))
    except ValueError as error:
        time.fault("RC052", tag, str(error))
        return None


def _end(last: float) -> float:
    """Return the end of a shift: P6 writes its last minute (11:59), other tools where it ends (12:00)."""
    return last if last % 5.0 == 0.0 else last // 1.0 + 1.0
