"""Calendars of money: months, fiscal years, 4-4-5 weeks, or a table of periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from riskcast.model.amount import Money
from riskcast.model.base import Entity, Id, Text
from riskcast.model.moment import Day
from riskcast.model.season import MONTHS

Pattern = Literal["months", "4-4-5", "4-5-4", "5-4-4"]
MonthName = Literal["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
LATER = "later"
"""Id of the period, and name of the fiscal year, that hold what comes after the others."""


class Fiscal(Entity):
    """How years are cut into periods, unless the program has a table of periods."""

    first_month: MonthName = "jan"
    """Month in which the fiscal year begins."""
    pattern: Pattern = "months"
    """Calendar months, or weeks of the quarters' three periods."""
    week_ends: Weekday = "sat"
    """Patterns of weeks: the day on which weeks and years end."""
    year_ends: Literal["last", "nearest"] = "last"
    """Patterns of weeks: the year ends on the last such day of its last month, or on the one nearest to its end;
    some years have 53 weeks, the extra one in the last period."""
    named_after: Literal["end", "start"] = "end"
    """Calendar year that names a fiscal year: ``FY27`` is the one that ends in 2027, or starts in it."""

    @property
    def first_month_number(self) -> int:
        """The month in which the year begins, 1-12."""
        return MONTHS.index(self.first_month) + 1


class Period(Entity):
    """An accounting period."""

    id: Id
    """Name, such as ``2027-04`` or ``P01-FY28``."""
    start: Day
    end: Day
    """Last day."""
    fiscal_year: Text
    quarter: Text = ""

    @property
    def middle(self) -> date:
        """The middle day, the earlier of two; of ``later``, which has no end of its own, the first day."""
        if self.id == LATER:
            return self.start
        return self.start + timedelta(days=(self.end - self.start).days // 2)


class YearBudget(Entity):
    """What may be spent in a fiscal year."""

    fiscal_year: Id
    project: Id | None = None
    """The whole program when absent."""
    treatment: Literal["capex", "opex"] | None = None
    """Both when absent."""
    amount: Money


class Finance(Entity):
    """Settings of the forecast of money."""

    treatment: Id = "opex"
    """Treatment of lines and risks that neither state one themselves nor have one from their project."""
    discount_rate: Annotated[float, Field(ge=0, lt=1)] | None = None
    """Rate per year as a fraction (0.07 is 7 %) for net present values; there are none without it."""
    threshold: Annotated[float, Field(ge=0, lt=1)] = 0.05
    """A year counts as overspent or underspent beyond this share of its budget."""
