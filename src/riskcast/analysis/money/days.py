"""Days of periods and benefits as whole numbers, counted from the origin of wall ticks."""

from __future__ import annotations

from datetime import date, datetime

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


def day_of(day: date, origin: datetime) -> int:
    """Return the number of a day: that of the origin is 0."""
    return day.toordinal() - origin.toordinal()


def middle_days(periods: tuple[Period, ...], origin: datetime) -> I8:
    """Return ``[T]`` the numbers of the middle days of periods."""
    return np.array([day_of(period.middle, origin) for period in periods], np.int64)


def finish_days(ticks: I4) -> I8:
    """Return the number of the day in which each finish falls; midnight belongs to the day that it ends."""
    return -(-ticks.astype(np.int64) // PER_DAY) - 1
