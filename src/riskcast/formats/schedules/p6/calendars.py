"""Calendars of P6: the CALENDAR table."""

from __future__ import annotations

from datetime import date

from riskcast.formats.schedules.ids import clean_id
from riskcast.formats.schedules.notes import Topic
from riskcast.formats.schedules.p6.blob import Item, parse_blob
from riskcast.formats.schedules.raw_calendar import RawCalendar, plausible_sizes
from riskcast.formats.schedules.values import from_serial
from riskcast.formats.schedules.week import Shifts, Week, day_shifts, full_week, merged, parse_clock
from riskcast.formats.schedules.xer_tables import Row, Tables

DEFAULT_WEEK: Week = (((480.0, 960.0),),) * 5 + ((),) * 2
"""Monday to Friday 08:00-16:00: what P6 falls back to when a calendar states nothing."""

_FALLBACK = "Monday to Friday 08:00-16:00 is used"
_BAD = Topic(
    "RC054",
    "warning",
    f"1 calendar has unreadable working times, so those of its base calendar or else {_FALLBACK}",
    f"{{n}} calendars have unreadable working times, so those of their base calendars or else {_FALLBACK}",
    "check the calendars and their tasks before using the dates",
)


def read_calendars(tables: Tables) -> dict[str, RawCalendar]:
    """Return the calendars by ``clndr_id``."""
    calendars = {}
    for row in tables.rows("CALENDAR"):
        uid = clean_id(row.text("clndr_id"))
        if not uid:
            row.fault("RC053", "clndr_id", "the calendar has no id")
            continue
        calendars[uid] = _calendar(uid, row)
    return calendars


def _calendar(uid: str, row: Row) -> RawCalendar:
    week: tuple[Shifts | None, ...] = (None,) * 7
    exceptions: dict[date, Shifts] = {}
    name = row.text("clndr_name")
    if data := row.text("clndr_data"):
        try:
            root = parse_blob(data)
            week, exceptions = _week(root), _exceptions(root)
        except ValueError as error:
            row.notes.add(_BAD, f"{name or uid} (line {row.line}: {error})")
    day, per_week = row.number("day_hr_cnt"), row.number("week_hr_cnt")
    days = per_week / day if day and per_week else None
    return RawCalendar(
        uid, name, week, exceptions, clean_id(row.text("base_clndr_id")) or None, **plausible_sizes(day, days)
    )


def _week(root: Item) -> tuple[Shifts | None, ...]:
    """Return Monday to Sunday; P6 counts from 1 = Sunday."""
    listed = root.find("DaysOfWeek")
    if listed is None:
        return (None,) * 7
    days = {item.name: day_shifts(_pairs(item)) for item in listed.children}
    none: tuple[Shifts, Shifts] = ((), ())
    return full_week(days.get(str(number), none) for number in (2, 3, 4, 5, 6, 7, 1))


def _exceptions(root: Item) -> dict[date, Shifts]:
    listed = root.find("Exceptions")
    exceptions: dict[date, Shifts] = {}
    for item in listed.children if listed else ():
        serial = item.attributes.get("d", "")
        if not serial.lstrip("-").isdigit():
            raise ValueError(f"exception date {serial!r}")
        day = from_serial(int(serial))
        if day is not None:
            own, spill = day_shifts(_pairs(item))
            exceptions[day] = merged((*own, *spill))  # P6 has no shift across midnight; its hours stay on the day.
    return exceptions


def _pairs(item: Item) -> list[tuple[float, float]]:
    return [
        (parse_clock(shift.attributes["s"]), parse_clock(shift.attributes["f"]))
        for shift in item.children
        if "s" in shift.attributes and "f" in shift.attributes
    ]
