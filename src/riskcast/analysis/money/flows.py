"""Money discounted to the data date: amounts paid by period, and benefits month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from riskcast.analysis.money.days import MONTH, NEVER, YEAR, day_of, middle_days
from riskcast.kernels.types import F8, I4
from riskcast.model.benefit import Benefit
from riskcast.model.program import Program
from riskcast.network.ticks import PER_DAY
from riskcast.simulation.cash import Cash


@dataclass(frozen=True)
class Flow:
    """Present values ``[K]`` at the data date."""

    whole: F8
    past: F8
    """The part that flowed before the data date, at its face value."""

    @property
    def to_go(self) -> F8:
        """The part that flows from the data date on."""
        rest: F8 = self.whole - self.past
        return rest


@dataclass(frozen=True)
class Discount:
    """What money is worth at the data date."""

    rate: float
    """Per year as a fraction."""
    data_day: int
    """Day number of the data date."""

    def factor(self, days: F8) -> F8:
        """Return the present value of 1 so many days after the data date; of the past it is 1."""
        found: F8 = (1.0 + self.rate) ** (-np.maximum(days, 0.0) / YEAR)
        return found


def discount_of(program: Program, rate: float, origin: datetime) -> Discount:
    """Return the discount of a program at a rate per year; day numbers count from the origin of wall ticks."""
    return Discount(rate, day_of((program.data_date or program.start).date(), origin))


def cost_flow(cash: Cash, discount: Discount, origin: datetime) -> Flow:
    """Return what is paid: every period's money at its middle day."""
    return _costs(cash.samples("paid"), cash, discount, origin)


def planned_cost_flow(cash: Cash, discount: Discount, origin: datetime) -> Flow:
    """Return the same of the plan, as a single iteration."""
    return _costs(cash.plan("paid")[:, None], cash, discount, origin)


def _costs(paid: F8, cash: Cash, discount: Discount, origin: datetime) -> Flow:
    days = (middle_days(cash.periods, origin) - discount.data_day).astype(np.float64)
    return Flow(discount.factor(days) @ paid, (days < 0) @ paid)


def benefit_flow(
    program: Program, per_year: F8, start: I4, discount: Discount, origin: datetime, delay: float = 0.0
) -> Flow:
    """Return what all benefits bring.

    Parameters
    ----------
    per_year
        [B, K] Full size of each benefit of the program.
    start
        [B, K] Wall ticks.
    delay
        Days by which benefits that have not started by the data date start later.
    """
    whole, past = np.zeros(per_year.shape[1]), np.zeros(per_year.shape[1])
    for benefit, size, tick in zip(program.benefits, per_year, start, strict=True):
        days = tick / PER_DAY - discount.data_day
        days = np.where(days >= 0.0, days + delay, days)
        flow = _one_benefit(benefit, np.where(tick < NEVER, size, 0.0), days, discount, origin)
        whole, past = whole + flow.whole, past + flow.past
    return Flow(whole, past)


def _one_benefit(benefit: Benefit, per_year: F8, days: F8, discount: Discount, origin: datetime) -> Flow:
    """Add up a benefit of so much a year ``[K]`` that starts so many days ``[K]`` after the data date."""
    months = _months(benefit, days, discount, origin)
    whole, past = np.zeros(days.size), np.zeros(days.size)
    for month in range(int(np.ceil(months.max(initial=0.0)))):
        end = np.clip(months, month, month + 1)
        amount = per_year / 12.0 * (_ramped(end, benefit.ramp_months) - _ramped(month, benefit.ramp_months))
        middle = days + (month + end) / 2.0 * MONTH
        whole += amount * discount.factor(middle)
        past += np.where(middle < 0.0, amount, 0.0)
    return Flow(whole, past)


def _months(benefit: Benefit, days: F8, discount: Discount, origin: datetime) -> F8:
    """Return how many months a benefit flows ``[K]``."""
    if benefit.until is not None:
        end = day_of(benefit.until + timedelta(days=1), origin) - discount.data_day
        return np.maximum(end - days, 0.0) / MONTH
    return np.full(days.size, 12.0 * (benefit.years or 0.0))


def _ramped(months: F8 | int, ramp: float) -> F8:
    """Return how many full months the first ``months`` months amount to when the first ``ramp`` of them rise evenly."""
    at = np.asarray(months, np.float64)
    if ramp == 0.0:
        return at
    rising = np.minimum(at, ramp)
    full: F8 = rising**2 / (2.0 * ramp) + (at - rising)
    return full
