"""Accounting periods are those of known calendars, and never leave a day out."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcast.errors import InvalidInput
from riskcast.model.fiscal import Fiscal, MonthName, Pattern, Period, Weekday
from riskcast.model.periods import fiscal_periods, year_end, year_label, year_of
from riskcast.model.program import Program

PROGRAM = Program.model_validate(
    {
        "id": "p",
        "start": "2027-01-04",
        "calendar": "c",
        "calendars": [{"id": "c", "week": {"mon-fri": "08:00-16:00"}}],
        "projects": [{"id": "a"}],
    }
)
RETAIL = {"pattern": "4-5-4", "first_month": "feb", "year_ends": "nearest", "named_after": "start"}
LAST_OF_SEPTEMBER = {"pattern": "4-4-5", "first_month": "oct"}
FISCALS = st.builds(
    Fiscal,
    first_month=st.sampled_from(get_args(MonthName)),
    pattern=st.sampled_from(get_args(Pattern)),
    week_ends=st.sampled_from(get_args(Weekday)),
    year_ends=st.sampled_from(["last", "nearest"]),
    named_after=st.sampled_from(["end", "start"]),
)
DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))


def periods(fiscal: dict[str, Any], first: str, last: str) -> tuple[Period, ...]:
    program = PROGRAM.replace(fiscal=fiscal)
    return fiscal_periods(program, date.fromisoformat(first), date.fromisoformat(last))


def weeks(found: tuple[Period, ...]) -> list[int]:
    return [((period.end - period.start).days + 1) // 7 for period in found]


def test_calendar_months_are_whole_years_that_hold_both_dates() -> None:
    found = periods({}, "2026-12-31", "2027-01-01")
    assert [period.id for period in found] == [f"{year}-{month:02d}" for year in (2026, 2027) for month in range(1, 13)]
    assert (found[1].start, found[1].end) == (date(2026, 2, 1), date(2026, 2, 28))
    assert [period.quarter for period in found[:12]] == ["Q1"] * 3 + ["Q2"] * 3 + ["Q3"] * 3 + ["Q4"] * 3
    assert [period.fiscal_year for period in found] == ["FY26"] * 12 + ["FY27"] * 12


def test_a_leap_february_ends_on_the_29th() -> None:
    assert periods({}, "2028-02-01", "2028-02-01")[1].end == date(2028, 2, 29)


@pytest.mark.parametrize(("naming", "year"), [("end", "FY28"), ("start", "FY27")])
def test_a_year_from_april_is_named_after_its_end_or_its_start(naming: str, year: str) -> None:
    found = periods({"first_month": "apr", "named_after": naming}, "2027-04-01", "2028-03-31")
    assert [found[0].id, found[-1].id, len(found)] == ["2027-04", "2028-03", 12]
    assert (found[0].quarter, found[-1].quarter) == ("Q1", "Q4")
    assert {period.fiscal_year for period in found} == {year}


def test_the_day_before_april_lies_in_the_year_before() -> None:
    fiscal = Fiscal(first_month="apr")
    assert [year_of(fiscal, date(2027, 3, 31)), year_of(fiscal, date(2027, 4, 1))] == [2027, 2028]


def test_a_year_from_january_has_one_name_under_both_namings() -> None:
    for pattern in get_args(Pattern):
        names = {year_label(Fiscal(pattern=pattern, named_after=naming), 2027) for naming in ("end", "start")}
        assert names == {"FY27"}


def test_the_last_years_of_a_century_keep_two_digits() -> None:
    assert [year_label(Fiscal(), year) for year in (2000, 2009, 2099)] == ["FY00", "FY09", "FY99"]


def test_the_calendar_of_american_retailers_has_53_weeks_in_2023_and_52_in_2024() -> None:
    long = periods(RETAIL, "2023-06-01", "2023-06-01")
    assert (long[0].start, long[-1].end) == (date(2023, 1, 29), date(2024, 2, 3))
    assert weeks(long) == [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 5]
    assert [long[0].id, long[-1].id, long[0].fiscal_year] == ["FY23-P01", "FY23-P12", "FY23"]
    short = periods(RETAIL, "2024-02-04", "2025-02-01")
    assert (short[0].start, short[-1].end) == (date(2024, 2, 4), date(2025, 2, 1))
    assert weeks(short) == [4, 5, 4] * 4
    assert [short[0].id, short[-1].id] == ["FY24-P01", "FY24-P12"]


def test_american_retailers_had_53_weeks_in_the_years_that_are_known() -> None:
    fiscal = Fiscal.model_validate(RETAIL)
    lengths = {year: (year_end(fiscal, year + 1) - year_end(fiscal, year)).days for year in range(2000, 2025)}
    assert [year for year, days in lengths.items() if days == 371] == [2000, 2006, 2012, 2017, 2023]
    assert set(lengths.values()) == {364, 371}


def test_years_that_end_on_the_last_saturday_of_september_are_those_of_a_known_company() -> None:
    fiscal = Fiscal.model_validate(LAST_OF_SEPTEMBER)
    ends = [year_end(fiscal, year) for year in (2021, 2022, 2023, 2024)]
    assert ends == [date(2021, 9, 25), date(2022, 9, 24), date(2023, 9, 30), date(2024, 9, 28)]
    assert sum(weeks(periods(LAST_OF_SEPTEMBER, "2023-01-01", "2023-01-01"))) == 53


def test_the_nearest_saturday_is_not_the_last_one_when_the_month_ends_on_a_thursday() -> None:
    last, nearest = (Fiscal(first_month="oct", pattern="4-4-5", year_ends=kind) for kind in ("last", "nearest"))
    assert date(2027, 9, 30).strftime("%a") == "Thu"
    assert [year_end(last, 2027), year_end(nearest, 2027)] == [date(2027, 9, 25), date(2027, 10, 2)]


def test_a_year_that_ends_in_january_keeps_the_name_of_december() -> None:
    nearest = {"pattern": "4-4-5", "year_ends": "nearest"}
    found = periods(nearest, "2021-01-02", "2021-01-02")
    assert (found[-1].end, found[-1].id) == (date(2021, 1, 2), "FY20-P12")


@pytest.mark.parametrize(("pattern", "quarter"), [("4-4-5", [4, 4, 5]), ("5-4-4", [5, 4, 4])])
def test_the_53rd_week_is_in_the_last_period(pattern: str, quarter: list[int]) -> None:
    found = periods({"pattern": pattern, "first_month": "oct"}, "2023-01-01", "2023-01-01")
    assert weeks(found) == quarter * 3 + [*quarter[:2], quarter[2] + 1]


@given(FISCALS, DAYS, st.integers(0, 45 * 365))
def test_periods_follow_each_other_without_a_gap_and_cover_the_dates(fiscal: Fiscal, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = fiscal_periods(PROGRAM.replace(fiscal=fiscal), first, last)
    assert found[0].start <= first <= found[11].end
    assert found[-12].start <= last <= found[-1].end
    assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(found))
    assert len({period.id for period in found}) == len(found)


@given(FISCALS, DAYS)
def test_weeks_end_on_their_day_and_close_to_the_end_of_the_month(fiscal: Fiscal, day: date) -> None:
    year = year_of(fiscal, day)
    end = year_end(fiscal, year)
    month_end = year_end(fiscal.model_copy(update={"pattern": "months"}), year)
    assert year_end(fiscal, year - 1) < day <= end
    if fiscal.pattern == "months":
        return
    assert end.strftime("%a").lower() == fiscal.week_ends
    allowed = range(-6, 1) if fiscal.year_ends == "last" else range(-3, 4)
    assert (end - month_end).days in allowed


def test_sixty_years_of_year_ends_are_52_or_53_weeks_apart() -> None:
    for fiscal in (RETAIL, LAST_OF_SEPTEMBER):
        ends = [year_end(Fiscal.model_validate(fiscal), year) for year in range(1990, 2051)]
        assert {(b - a).days for a, b in pairwise(ends)} == {364, 371}


def test_a_table_of_periods_is_returned_as_it_is_whatever_the_dates() -> None:
    table = [
        {"id": "P01-FY28", "start": "2027-04-01", "end": "2027-04-25", "fiscal_year": "FY28"},
        {"id": "P02-FY28", "start": "2027-04-26", "end": "2027-05-30", "fiscal_year": "FY28"},
    ]
    program = PROGRAM.replace(periods=table, fiscal={"pattern": "4-4-5"})
    assert fiscal_periods(program, date(1990, 1, 1), date(2190, 1, 1)) == program.periods


def test_fifty_years_are_the_most() -> None:
    assert len(periods({}, "2000-01-01", "2049-12-31")) == 600
    with pytest.raises(InvalidInput, match=r"RC193.*have 612 accounting periods"):
        periods({}, "2000-01-01", "2050-01-01")


def test_a_table_of_more_than_600_periods_is_refused() -> None:
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(601)]
    table = [{"id": f"d{n}", "start": day, "end": day, "fiscal_year": "x"} for n, day in enumerate(days)]
    assert len(fiscal_periods(PROGRAM.replace(periods=table[:600]), days[0], days[0])) == 600
    with pytest.raises(InvalidInput, match=r"RC193.*has 601 rows"):
        fiscal_periods(PROGRAM.replace(periods=table), days[0], days[0])


def test_fiscal_years_may_reach_beyond_the_years_that_dates_have() -> None:
    assert periods({"first_month": "apr"}, "1950-01-01", "1950-01-01")[0].id == "1949-04"
    assert periods({"first_month": "apr"}, "2199-12-01", "2199-12-01")[-1].id == "2200-03"
