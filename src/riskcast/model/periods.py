"""Accounting periods: calendar months, or weeks in the patterns of retailers, by fiscal year; or a table of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from riskcast.errors import Finding, InvalidInput
from riskcast.model.fiscal import Fiscal, Period
from riskcast.model.program import Program

MOST_PERIODS = 600
"""Periods that a forecast may have."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


def fiscal_periods(program: Program, first: date, last: date) -> tuple[Period, ...]:
    """Return the accounting periods of a program that cover ``first`` to ``last``, in order of time.

    The program's own table is returned as it is, whatever the dates. Otherwise they are those of whole fiscal years,
    from the one that holds ``first`` to the one that holds ``last``.

    Raises
    ------
    InvalidInput
        When there are more than ``MOST_PERIODS``.
    """
    if program.periods:
        _bound(len(program.periods), "the table of periods has {} rows", "merge periods, or leave out those long past")
        return program.periods
    years = range(year_of(program.fiscal, first), year_of(program.fiscal, last) + 1)
    span = f"the years from {first} to {last} have {{}} accounting periods"
    _bound(12 * len(years), span, "check the dates of the program, or give it a table of periods")
    cut = _months if program.fiscal.pattern == "months" else _weeks
    return tuple(period for year in years for period in cut(program.fiscal, year))


def year_of(fiscal: Fiscal, day: date) -> int:
    """Return the fiscal year that holds a day, as the calendar year of its last month."""
    year = day.year - 1
    while year_end(fiscal, year) < day:
        year += 1
    return year


def year_label(fiscal: Fiscal, year: int) -> str:
    """Return the name, such as ``FY27``, of the fiscal year whose last month lies in a calendar year."""
    starts_before = fiscal.first_month_number > 1 and fiscal.named_after == "start"
    return f"FY{(year - starts_before) % 100:02d}"


def year_end(fiscal: Fiscal, year: int) -> date:
    """Return the last day of the fiscal year whose last month lies in a calendar year."""
    month = fiscal.first_month_number
    month_end = (date(year, month, 1) if month > 1 else date(year + 1, 1, 1)) - _DAY
    if fiscal.pattern == "months":
        return month_end
    away = timedelta(days=(month_end.weekday() - _WEEKDAYS.index(fiscal.week_ends)) % 7)
    nearest_is_after = fiscal.year_ends == "nearest" and away > timedelta(days=3)
    return month_end - away + _WEEK * nearest_is_after


def _months(fiscal: Fiscal, year: int) -> list[Period]:
    """Return the twelve calendar months of a fiscal year."""
    month = fiscal.first_month_number
    count = 12 * (year - (month > 1)) + month - 1
    starts = [date(n // 12, n % 12 + 1, 1) for n in range(count, count + 13)]
    spans = pairwise(starts)
    return [_period(fiscal, year, n, f"{start:%Y-%m}", start, end - _DAY) for n, (start, end) in enumerate(spans)]


def _weeks(fiscal: Fiscal, year: int) -> list[Period]:
    """Return the twelve periods of a fiscal year of 52 or 53 weeks; the last takes the 53rd."""
    quarter = [int(weeks) for weeks in fiscal.pattern.split("-")]
    end, start, periods = year_end(fiscal, year), year_end(fiscal, year - 1) + _DAY, []
    for n, weeks in enumerate(quarter * 4):
        last = end if n == 11 else start + weeks * _WEEK - _DAY
        periods.append(_period(fiscal, year, n, f"{year_label(fiscal, year)}-P{n + 1:02d}", start, last))
        start = last + _DAY
    return periods


def _period(fiscal: Fiscal, year: int, number: int, id_: str, start: date, end: date) -> Period:
    """Return a period, not validated: the years of users' dates are bounded, their fiscal years reach beyond."""
    label = year_label(fiscal, year)
    return Period.model_construct(id=id_, start=start, end=end, fiscal_year=label, quarter=f"Q{number // 3 + 1}")


def _bound(count: int, message: str, remedy: str) -> None:
    if count > MOST_PERIODS:
        text = f"{message.format(count)}; a forecast has at most {MOST_PERIODS}"
        raise InvalidInput([Finding("RC193", text, remedy, path=("periods",), subject="periods")])
