"""Calendars: week days, and exceptions in both of the ways that Microsoft Project itself writes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import Element, SubElement

from riskcast.export.mspdi.element import line_of, put
from riskcast.export.mspdi.sheet import Sheet
from riskcast.model.calendar import Calendar, Shift

_SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)
_LONGEST_NAME = 51


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive dates with the same shifts, which differ from the week."""

    first: date
    last: date
    shifts: tuple[Shift, ...]

    @property
    def days(self) -> int:
        """Number of dates."""
        return (self.last - self.first).days + 1


def add_calendars(root: Element, sheet: Sheet) -> None:
    """Add all calendars, each a base calendar of its own, and one upon these for each resource that has hours."""
    parent = SubElement(root, "Calendars")
    calendars, uids = sheet.program.calendars, sheet.calendar_uids
    names = _names(calendars)
    for calendar in calendars:
        node = SubElement(parent, "Calendar")
        put(node, UID=uids[calendar.id], Name=names[calendar.id])
        put(node, IsBaseCalendar=True, IsBaselineCalendar=False, BaseCalendarUID=-1)
        stretches = list(exceptions(calendar))
        _add_week(node, calendar, stretches)
        _add_exceptions(node, stretches)
    for resource in sheet.program.resources:
        if resource.calendar is not None:
            node = put(SubElement(parent, "Calendar"), UID=sheet.own_calendars[resource.id])
            put(node, Name=line_of(resource.name or resource.id)[:_LONGEST_NAME], IsBaseCalendar=False)
            put(node, IsBaselineCalendar=False, BaseCalendarUID=uids[resource.calendar])


def exceptions(calendar: Calendar) -> Iterator[Stretch]:
    """Yield the dates that differ from the week, consecutive ones with the same shifts as one stretch."""
    open_: Stretch | None = None
    for day, shifts in sorted(calendar.exceptions.items()):
        if open_ is not None and day == open_.last + timedelta(days=1) and shifts == open_.shifts:
            open_ = Stretch(open_.first, day, shifts)
            continue
        if open_ is not None:
            yield open_
        open_ = Stretch(day, day, shifts)
    if open_ is not None:
        yield open_


def _names(calendars: Sequence[Calendar]) -> dict[str, str]:
    """Return a name for each calendar; no two may be alike."""
    names: dict[str, str] = {}
    for calendar in calendars:
        name = stem = " ".join((calendar.name or calendar.id).split())[:_LONGEST_NAME]
        count = 1
        while name in names.values():
            count += 1
            name = f"{stem[: _LONGEST_NAME - 6]} ({count})"
        names[calendar.id] = name
    return names


def _add_week(node: Element, calendar: Calendar, stretches: Sequence[Stretch]) -> None:
    days = SubElement(node, "WeekDays")
    for number, weekday in enumerate(_SUNDAY_FIRST, start=1):
        day = put(SubElement(days, "WeekDay"), DayType=number, DayWorking=bool(calendar.week[weekday]))
        _add_times(day, calendar.week[weekday])
    for stretch in stretches:
        day = put(SubElement(days, "WeekDay"), DayType=0, DayWorking=bool(stretch.shifts))
        _add_period(day, stretch)
        _add_times(day, stretch.shifts)


def _add_exceptions(node: Element, stretches: Sequence[Stretch]) -> None:
    if not stretches:
        return
    parent = SubElement(node, "Exceptions")
    for stretch in stretches:
        item = put(SubElement(parent, "Exception"), EnteredByOccurrences=False)
        _add_period(item, stretch)
        put(item, Occurrences=stretch.days, Name=_title(stretch), Type=1, DayWorking=bool(stretch.shifts))
        _add_times(item, stretch.shifts)


def _title(stretch: Stretch) -> str:
    what = "Working time" if stretch.shifts else "Free"
    return f"{what} {stretch.first}" + (f" to {stretch.last}" if stretch.days > 1 else "")


def _add_period(node: Element, stretch: Stretch) -> None:
    end = datetime.combine(stretch.last, time(23, 59))
    put(SubElement(node, "TimePeriod"), FromDate=datetime.combine(stretch.first, time.min), ToDate=end)


def _add_times(node: Element, shifts: Sequence[Shift]) -> None:
    if not shifts:
        return
    times = SubElement(node, "WorkingTimes")
    for start, end in shifts:
        put(SubElement(times, "WorkingTime"), FromTime=clock(start), ToTime=clock(end))


def clock(minutes: float) -> str:
    """Return minutes after midnight as a time of day; the end of the day is 00:00:00."""
    seconds = round(minutes * 60.0) % 86_400
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
