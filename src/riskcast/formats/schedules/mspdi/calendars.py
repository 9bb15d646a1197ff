"""Calendars of Microsoft Project: week days, exceptions old and new, work weeks."""

from __future__ import annotations

from datetime import date

from riskcast.formats.schedules.ids import clean_id
from riskcast.formats.schedules.mspdi.recurrence import DAILY, Recurrence
from riskcast.formats.schedules.raw_calendar import RawCalendar, days_between, plausible_sizes
from riskcast.formats.schedules.values import FIRST_DAY, LAST_DAY
from riskcast.formats.schedules.week import Shifts, Week, day_shifts, merged, parse_clock
from riskcast.formats.schedules.xml_tree import Node

DEFAULT_WEEK: Week = (((480.0, 720.0), (780.0, 1020.0)),) * 5 + ((),) * 2
"""Monday to Friday 08:00-12:00 and 13:00-17:00: what a new calendar of Microsoft Project has."""

_MOST_DAYS = 500_000
NO_CALENDAR = ("", "-1", "0")
"""Ways to say that there is no calendar."""


def read_calendars(root: Node) -> dict[str, RawCalendar]:
    """Return the calendars by UID, those of resources included; sizes of days and weeks are the project's."""
    per_day, per_week = root.number("MinutesPerDay"), root.number("MinutesPerWeek")
    days = per_week / per_day if per_day and per_week else None
    sizes = plausible_sizes(per_day / 60.0 if per_day else None, days)
    calendars = {}
    for node in root.all("Calendars", "Calendar"):
        uid = clean_id(node.text("UID"))
        node.subject = f"Calendar {node.text('Name') or uid}"
        if not uid:
            node.fault("RC053", "UID", "the calendar has no UID")
            continue
        calendars[uid] = RawCalendar(uid, node.text("Name"), _week(node), _exceptions(node), _base(node), **sizes)
    return calendars


def _base(node: Node) -> str | None:
    uid = clean_id(node.text("BaseCalendarUID"))
    return None if uid in NO_CALENDAR else uid


def _week(node: Node) -> tuple[Shifts | None, ...]:
    """Return Monday to Sunday; ``DayType`` counts from 1 = Sunday, and 0 is an exception of the old kind."""
    week: list[Shifts | None] = [None] * 7
    for day in node.all("WeekDays", "WeekDay"):
        day.subject = node.subject
        number = day.integer("DayType")
        if number is not None and 1 <= number <= 7:
            week[(number + 5) % 7] = _shifts(day)
    return tuple(week)


def _shifts(day: Node) -> Shifts:
    """Return the working times of a day that says whether it works; Microsoft Project has none across midnight."""
    if not day.flag("DayWorking"):
        return ()
    pairs = []
    for time in day.all("WorkingTimes", "WorkingTime"):
        time.subject = day.subject
        start, end = (_clock(time, tag) for tag in ("FromTime", "ToTime"))
        if start is not None and end is not None:
            pairs.append((start, end))
    own, spill = day_shifts(pairs)
    return merged((*own, *spill))


def _clock(time: Node, tag: str) -> float | None:
    text = time.text(tag)
    try:
        return parse_clock(text) if text else None
    except ValueError as error:
        time.fault("RC052", tag, str(error))
        return None


def _exceptions(node: Node) -> dict[date, Shifts]:
    """Return dated exceptions: work weeks first, overridden by exceptions of the new kind or else the old."""
    days = _work_weeks(node)
    covered = 0
    new = list(node.all("Exceptions", "Exception"))
    old = [day for day in node.all("WeekDays", "WeekDay") if day.text("DayType") == "0"]
    for item in new or old:
        item.subject = node.subject
        rule = _rule(item)
        if rule is None:
            continue
        dates = _dates(item, rule)
        covered += len(dates)
        if covered > _MOST_DAYS:
            item.fault("RC054", "TimePeriod", f"the exceptions of one calendar cover more than {_MOST_DAYS} days")
            break
        days.update(dict.fromkeys(dates, _shifts(item)))
    return days


def _dates(item: Node, rule: Recurrence) -> list[date]:
    try:
        return list(rule.dates())
    except ValueError as error:
        item.fault("RC054", "Type", str(error))
        return []


def _rule(item: Node) -> Recurrence | None:
    span = _span(item)
    if span is None:
        return None
    limited = item.flag("EnteredByOccurrences")
    return Recurrence(
        type=item.integer("Type") or DAILY,
        first=span[0],
        last=span[1],
        occurrences=item.integer("Occurrences") if limited else None,
        period=item.integer("Period") or 1,
        days_of_week=item.integer("DaysOfWeek") or 0,
        month=min(max(item.integer("Month") or 0, 0), 11),
        month_day=item.integer("MonthDay") or 1,
        month_item=item.integer("MonthItem") or 0,
        month_position=item.integer("MonthPosition") or 0,
    )


def _span(item: Node) -> tuple[date, date] | None:
    period = item.child("TimePeriod")
    if period is None:
        item.fault("RC054", "TimePeriod", "an exception or work week has no dates")
        return None
    period.subject = item.subject
    first, last = period.time("FromDate"), period.time("ToDate")
    if first is None:
        if not period.text("FromDate"):
            period.fault("RC054", "FromDate", "an exception or work week has no first date")
        return None
    return max(first.date(), FIRST_DAY), min((last or first).date(), LAST_DAY)


def _work_weeks(node: Node) -> dict[date, Shifts]:
    days: dict[date, Shifts] = {}
    for week in node.all("WorkWeeks", "WorkWeek"):
        week.subject = node.subject
        span = _span(week)
        pattern = _week(week)
        for day in days_between(*span) if span else ():
            shifts = pattern[day.weekday()]
            if shifts is not None:
                days[day] = shifts
    return days
