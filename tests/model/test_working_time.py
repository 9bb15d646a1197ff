"""Working minutes between two instants are exactly those that counting day by day gives."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from riskcast.model.calendar import Calendar

MONDAY = datetime(2027, 1, 4)
SHIFTS = st.sampled_from(["off", "08:00-12:00, 13:00-17:00", "00:00-24:00", "06:30:20-06:30:21", "20:00-24:00"])
CALENDARS = st.builds(
    lambda week, exceptions: Calendar.model_validate({"id": "c", "week": week, "exceptions": exceptions}),
    st.lists(SHIFTS, min_size=7, max_size=7),
    st.dictionaries(st.dates(date(2026, 12, 20), date(2027, 2, 20)), SHIFTS, max_size=12),
)
INSTANTS = st.datetimes(datetime(2026, 12, 1), datetime(2027, 3, 10))


def counted(calendar: Calendar, start: datetime, end: datetime) -> Fraction:
    """Return the working minutes, day by day and without rounding."""
    total = timedelta()
    day = start.date()
    while day <= end.date():
        midnight = datetime.combine(day, datetime.min.time())
        for first, last in calendar.shifts(day):
            begins, ends = (midnight + timedelta(seconds=round(m * 60)) for m in (first, last))
            total += max(min(ends, end) - max(begins, start), timedelta())
        day += timedelta(days=1)
    return Fraction(total // timedelta(microseconds=1), 60_000_000)


@given(CALENDARS, INSTANTS, INSTANTS)
def test_minutes_between_are_those_that_counting_day_by_day_gives(
    calendar: Calendar, start: datetime, end: datetime
) -> None:
    assert calendar.minutes_between(start, end) == float(counted(calendar, start, end))


@given(CALENDARS)
def test_a_copy_with_other_shifts_counts_those_and_not_what_was_looked_up_before(calendar: Calendar) -> None:
    calendar.minutes_between(MONDAY, MONDAY + timedelta(days=9))
    other = calendar.model_copy(update={"exceptions": {date(2027, 1, 5): ((0.0, 60.0),)}})
    span = (MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))
    assert other.minutes_between(*span) == 60.0
    assert calendar == Calendar.model_validate(calendar.model_dump())


def test_a_century_with_holidays_on_every_day_is_looked_up_and_not_walked() -> None:
    days = {date(1950, 1, 1) + timedelta(days=n): "off" for n in range(90_000)}
    calendar = Calendar.model_validate({"id": "c", "week": {"mon-fri": "08:00-16:00"}, "exceptions": days})
    for _ in range(2_000):  # Walking the days would take hours.
        assert calendar.minutes_between(datetime(1950, 1, 1), datetime(2199, 12, 31)) > 0.0
