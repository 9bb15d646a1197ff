from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from riskcast.export.mspdi.worktime import shifted, work_between
from riskcast.model.calendar import Calendar

from .conftest import OFFICE, PLANT

CALENDARS = [Calendar.model_validate(item) for item in (OFFICE, PLANT)]
NIGHT = Calendar.model_validate({"id": "n", "week": {"mon-sun": "00:00-06:00,22:00-24:00"}})
FRIDAY = datetime(2027, 1, 8, 17)

moments = st.integers(0, 30 * 1440).map(lambda n: datetime(2027, 1, 4) + timedelta(minutes=n))


@given(st.sampled_from([*CALENDARS, NIGHT]), moments, st.integers(-20_000, 20_000), st.booleans())
def test_the_work_between_an_instant_and_the_shifted_one_is_the_shift(
    calendar: Calendar, moment: datetime, minutes: int, as_finish: bool
) -> None:
    assert work_between(calendar, moment, shifted(calendar, moment, minutes, as_finish=as_finish)) == minutes


def test_between_two_shifts_a_finish_is_the_end_of_work_and_a_start_its_beginning() -> None:
    office = CALENDARS[0]
    assert shifted(office, datetime(2027, 1, 8, 8), 480, as_finish=True) == FRIDAY
    assert shifted(office, datetime(2027, 1, 8, 8), 480, as_finish=False) == datetime(2027, 1, 11, 8)
    assert shifted(office, datetime(2027, 1, 11, 17), -480, as_finish=True) == FRIDAY
    assert shifted(office, datetime(2027, 1, 11, 17), -480, as_finish=False) == datetime(2027, 1, 11, 8)


def test_without_working_time_nothing_moves() -> None:
    never = Calendar.model_validate({"id": "never", "week": [()] * 7})
    assert shifted(never, FRIDAY, 60, as_finish=True) == FRIDAY
