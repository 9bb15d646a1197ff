"""Days of periods and benefits as whole numbers, counted from the origin of wall ticks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np

from riskcast.kernels.types import I4, I8
from riskcast.model.fiscal import Period
from riskcast.network.ticks import PER_DAY

YEAR = 365.25
"""Days in a year of interest or amortisation."""
MONTH = YEAR / 12.0
"""Days in a month of benefits."""
NEVER = int(np.iinfo(np.int32).max)
"""Wall tick of what does not happen."""
LATER = "later"
"""Id of the period, and name of the fiscal year, that hold what comes after the others."""


def day_of(day: date, origin: datetime) -> int:
    """Return the number of a day: that of the origin is 0."""
    return day.toordinal() - origin.toordinal()


def middle_day(period: Period) -> date:
    """Return the middle day of a period, the earlier of two; of ``later``, the first day."""
    if period.id == LATER:
        return period.start
    return period.start + timedelta(days=(period.end - period.start).days // 2)


def middle_days(periods: tuple[Period, ...], origin: datetime) -> I8:
    """Return ``[T]`` the numbers of the middle days of periods."""
    return np.array([day_of(middle_day(period), origin) for period in periods], np.int64)


def finish_days(ticks: I4) -> I8:
    """Return the number of the day in which each finish falls; midnight belongs to the day that it ends."""
    return -(-ticks.astype(np.int64) // PER_DAY) - 1
