"""Calendars as tools store them, with inheritance, and their resolution into the calendars of a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.values import FIRST_DAY, LAST_DAY
from riskcast.formats.schedules.week import Shifts, Week
from riskcast.model.calendar import Calendar

_LONGEST_CHAIN = 50
LOOPS = Topic(
    "RC054",
    "warning",
    "1 calendar is its own base calendar by a detour, or has more than 50 bases, which are not followed",
    "{n} calendars are their own base calendars by a detour, or have more than 50 bases, which are not followed",
)


@dataclass(frozen=True, slots=True)
class RawCalendar:
    """One calendar of a file; whatever it does not state comes from its base calendar."""

    uid: str
    name: str
    week: tuple[Shifts | None, ...]
    """Shifts of Monday to Sunday; None where the base calendar decides."""
    exceptions: Mapping[date, Shifts] = field(default_factory=dict)
    """Own exceptions, work weeks already expanded."""
    base: str | None = None
    hours_per_day: float | None = None
    days_per_week: float | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """A calendar with nothing left to inherit."""

    week: Week
    exceptions: Mapping[date, Shifts]

    def on(self, day: date) -> Shifts:
        """Return the shifts of one date."""
        found = self.exceptions.get(day)
        return self.week[day.weekday()] if found is None else found

    def work_between(self, start: datetime, end: datetime) -> bool:
        """Return True when there is working time after ``start`` and before ``end``."""
        for day in days_between(start.date(), end.date()):
            midnight = datetime.combine(day, time.min)
            low, high = ((moment - midnight).total_seconds() / 60.0 for moment in (start, end))
            if any(max(a, low) < min(b, high) for a, b in self.on(day)):
                return True
        return False


def resolve(calendars: Mapping[str, RawCalendar], default: Week, notes: Notes) -> dict[str, Hours]:
    """Return every calendar with its base calendars merged in; ``default`` is the week where nothing states one."""
    return {uid: _resolved(calendars, uid, default, notes) for uid in calendars}


def _resolved(calendars: Mapping[str, RawCalendar], uid: str, default: Week, notes: Notes) -> Hours:
    week: list[Shifts | None] = [None] * 7
    layers: list[Mapping[date, Shifts]] = []
    seen: set[str] = set()
    here: RawCalendar | None = calendars[uid]
    while here is not None:
        seen.add(here.uid)
        week = [own if own is not None else theirs for own, theirs in zip(week, here.week, strict=True)]
        layers.append(here.exceptions)
        base = calendars.get(here.base) if here.base is not None else None
        if base is not None and (base.uid in seen or len(seen) > _LONGEST_CHAIN):
            notes.add(LOOPS, calendars[uid].name or uid)
            base = None
        here = base
    full = tuple(own if own is not None else default[n] for n, own in enumerate(week))
    exceptions = {day: shifts for layer in reversed(layers) for day, shifts in layer.items()}
    return Hours(full, {day: s for day, s in sorted(exceptions.items()) if s != full[day.weekday()]})


def to_model(raw: RawCalendar, hours: Hours) -> Calendar:
    """Return the calendar of the program; its id is the tool's own key, which is stable where names are not."""
    sizes = {"hours_per_day": raw.hours_per_day, "days_per_week": raw.days_per_week}
    given = {name: value for name, value in sizes.items() if value is not None}
    return Calendar.model_validate(
        {"id": raw.uid, "name": raw.name[:200], "week": hours.week, "exceptions": dict(hours.exceptions), **given}
    )


def days_between(first: date, last: date) -> Iterable[date]:
    """Yield the dates from first to last, both included, within what a program can hold."""
    day, end = max(first, FIRST_DAY), min(last, LAST_DAY)
    while day <= end:
        yield day
        day += timedelta(days=1)


def plausible_sizes(hours_per_day: float | None, days_per_week: float | None) -> dict[str, float | None]:
    """Return both sizes, each as None when it is outside what a calendar accepts."""
    hours = hours_per_day if hours_per_day is not None and 0 < hours_per_day <= 24 else None
    days = days_per_week if days_per_week is not None and 0 < days_per_week <= 7 else None
    return {"hours_per_day": hours, "days_per_week": days}
