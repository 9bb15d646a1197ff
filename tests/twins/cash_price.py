"""What a unit of money costs in each period: price indices and exchange rates, from their definitions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from riskcast.model.amount import Amount
from riskcast.model.distributions import Distribution, Lognormal
from riskcast.model.estimate import Estimate
from riskcast.model.fiscal import Period
from riskcast.model.program import Program
from riskcast.model.resolve import factor_distribution, money_distribution

Uniform = Callable[[str], float]
Quantile = Callable[[Distribution, float], float]


class Sizes:
    """The values of uncertain quantities: drawn by name, or planned where there are no uniforms."""

    def __init__(self, uniform: Uniform | None, quantile: Quantile) -> None:
        self.uniform, self.quantile = uniform, quantile

    def money(self, estimate: Estimate, name: str) -> float:
        if self.uniform is None:
            return estimate.planned(lambda amount: amount.value)
        return self.draw(money_distribution(estimate), name)

    def factor(self, estimate: Estimate, name: str) -> float:
        if self.uniform is None:
            return estimate.planned(_factor)
        return self.draw(factor_distribution(estimate), name)

    def draw(self, law: Distribution, name: str) -> float:
        assert self.uniform is not None
        return law.mean if law.sd == 0.0 else self.quantile(law, self.uniform(name))

    def step(self, volatility: float, name: str) -> float:
        """Return the step of a month: lognormal with mean 1, the logarithm with volatility / sqrt(12)."""
        if volatility == 0.0 or self.uniform is None:
            return 1.0
        sigma = volatility / math.sqrt(12.0)
        return self.draw(Lognormal(1.0, math.sqrt(math.expm1(sigma**2))), name)


def _factor(amount: Amount) -> float:
    return amount.value / 100.0 if amount.is_percent else amount.value


def month_of(day: date) -> int:
    """Return the months since the year 0."""
    return 12 * day.year + day.month - 1


def month_name(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"


def middle_month(period: Period) -> int:
    """Return the month in which the middle day of a period lies; ``later`` has the prices of its first day."""
    half = 0 if period.id == "later" else (period.end - period.start).days // 2
    return month_of(period.start + timedelta(days=half))


class Prices:
    """Factors in each period of one iteration, or of the plan."""

    def __init__(self, program: Program, periods: Sequence[Period], sizes: Sizes) -> None:
        self.sizes = sizes
        self.now = (program.data_date or program.start).date()
        self.months = [middle_month(period) for period in periods]
        self.planned = {c.id: c.rate.planned(lambda amount: amount.value) for c in program.currencies}
        self.planned[program.currency] = 1.0
        self.rates = {
            program.currency: [1.0] * len(periods),
            **{c.id: self._rates(c.id, program) for c in program.currencies},
        }
        self.indices = {"": [1.0] * len(periods), **{x.id: self._index(x.id, program) for x in program.indices}}

    def _rates(self, name: str, program: Program) -> list[float]:
        currency = next(c for c in program.currencies if c.id == name)
        level, planned = self.sizes.money(currency.rate, f"fx:{name}:rate"), self.planned[name]
        drawn = [level * self._path(f"fx:{name}", currency.volatility, month) for month in self.months]
        return [currency.hedged * planned + (1.0 - currency.hedged) * rate for rate in drawn]

    def _index(self, name: str, program: Program) -> list[float]:
        index = next(x for x in program.indices if x.id == name)
        growth = (1.0 + self.sizes.factor(index.rate, f"index:{name}:rate")) ** (1.0 / 12.0)
        base = month_of(index.base or self.now)
        return [growth ** max(m - base, 0) * self._path(f"index:{name}", index.volatility, m) for m in self.months]

    def _path(self, name: str, volatility: float, month: int) -> float:
        """Return the product of the steps after the month of the data date."""
        steps = range(month_of(self.now) + 1, month + 1)
        return math.prod(self.sizes.step(volatility, f"{name}:{month_name(m)}") for m in steps)
