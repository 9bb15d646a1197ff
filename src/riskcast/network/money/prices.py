"""Price indices and exchange rates as paths of random factors, and their planned values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np

from riskcast.kernels.money_arrays import Paths
from riskcast.model.distributions import Distribution, Lognormal
from riskcast.model.distributions.base import Say, plain
from riskcast.model.estimate import Estimate
from riskcast.model.fiscal import Period
from riskcast.model.price import Currency, PriceIndex
from riskcast.model.resolve import factor_distribution
from riskcast.network.money.rates import planned_factor, planned_rate
from riskcast.network.names import price_name, price_step_name
from riskcast.network.scene import Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Monthly:
    """Growth per month, ``(1 + base) ** (1/12)``, where ``base`` is the rise per year."""

    base: Distribution

    @property
    def mean(self) -> float:
        p = (np.arange(4096) + 0.5) / 4096
        return float(self.quantile(p).mean())

    @property
    def sd(self) -> float:
        return self.base.sd

    @property
    def bounds(self) -> tuple[float, float]:
        low, high = self.base.bounds
        return monthly(low), monthly(high) if math.isfinite(high) else math.inf

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((1.0 + self.base.quantile(p)) ** (1.0 / 12.0), dtype=np.float64)

    def standard(self) -> tuple[Distribution, float, float]:
        return self, 0.0, 1.0

    def line(self, say: Say = plain) -> str:
        return f"monthly growth of {self.base.line(say)} per year"


def monthly(rate: float) -> float:
    """Return the growth per month for a rise per year (a fraction)."""
    return float((1.0 + rate) ** (1.0 / 12.0))


@dataclass(frozen=True)
class _Path:
    level: int = -1
    growth: int = -1
    growth_base: float = 1.0
    hedged: float = 0.0
    months: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()


class PriceBook:
    """Gives every index and currency its path."""

    def __init__(self, scene: Scene, periods: Sequence[Period]) -> None:
        program = scene.program
        self._scene = scene
        self._months = [_month(period.middle) for period in periods]
        self._now = _month((program.data_date or program.start).date())
        self._paths: list[_Path] = []
        self._index = {index.id: self._add_index(index) for index in program.indices}
        self._currency = {currency.id: self._add_currency(currency) for currency in program.currencies}
        self.rates = {currency.id: planned_rate(currency) for currency in program.currencies}
        self._of = {index.id: index for index in program.indices}
        self._certain: dict[str, int] = {}
        self._by_category = {category: index.id for index in program.indices for category in index.categories}

    def index_of(self, index: str | None, category: str, is_past: bool = False) -> int:
        """Return the path of a line's price index, named or by its category; -1 for none.

        What is past rose as planned.
        """
        name = index or self._by_category.get(category)
        if name not in self._index or name is None:
            return -1
        return self._planned(self._of[name]) if is_past else self._index[name]

    def currency_of(self, currency: str | None) -> int:
        """Return the path of an exchange rate; -1 for the program's currency."""
        return self._currency.get(currency, -1) if currency is not None else -1

    def rate_of(self, currency: str | None) -> float:
        """Return the planned exchange rate; 1 for the program's currency."""
        return self.rates.get(currency, 1.0) if currency is not None else 1.0

    def arrays(self) -> Paths:
        """Return the arrays for the kernels."""
        paths = self._paths
        months = np.array([path.months for path in paths], np.int32).reshape(len(paths), len(self._months))
        return Paths(
            level=np.array([path.level for path in paths], np.int32),
            growth=np.array([path.growth for path in paths], np.int32),
            growth_base=np.array([path.growth_base for path in paths], np.float64),
            hedged=np.array([path.hedged for path in paths], np.float64),
            months=months,
            step_first=np.concatenate([[0], np.cumsum([len(path.steps) for path in paths])]).astype(np.int32),
            step=np.array([row for path in paths for row in path.steps], np.int32),
            steps=np.array([max(month - self._now, 0) for month in self._months], np.int32),
        )

    def _planned(self, index: PriceIndex) -> int:
        """Return the path of an index without uncertainty, which is added when it is first asked for."""
        if index.id not in self._certain:
            growth = monthly(planned_factor(index.rate))
            self._paths.append(_Path(growth_base=growth, months=self._since(index)))
            self._certain[index.id] = len(self._paths) - 1
        return self._certain[index.id]

    def _since(self, index: PriceIndex) -> tuple[int, ...]:
        """Return the months of growth by each period."""
        base = _month(index.base) if index.base is not None else self._now
        return tuple(max(month - base, 0) for month in self._months)

    def _add_index(self, index: PriceIndex) -> int:
        law = self._law(index.rate)
        growth = -1
        if law.sd > 0.0:
            planned = monthly(planned_factor(index.rate))
            growth = self._scene.shared.row(price_name("index", index.id), Monthly(law), planned=planned)
        self._paths.append(
            _Path(
                growth=growth,
                growth_base=monthly(law.mean),
                months=self._since(index),
                steps=self._steps("index", index.id, index.volatility),
            )
        )
        return len(self._paths) - 1

    def _add_currency(self, currency: Currency) -> int:
        law, planned = self._law(currency.rate), planned_rate(currency)
        level = self._scene.shared.row(price_name("fx", currency.id), law, 1.0 / planned)
        self._paths.append(
            _Path(
                level=level,
                hedged=currency.hedged,
                months=(0,) * len(self._months),
                steps=self._steps("fx", currency.id, currency.volatility),
            )
        )
        return len(self._paths) - 1

    def _law(self, estimate: Estimate) -> Distribution:
        law = factor_distribution(estimate)
        if law.sd == 0.0 or self._scene.outline.switches.ranges:
            return law
        return factor_distribution(Estimate.parse(f"{planned_factor(estimate):.17g}"))

    def _steps(self, kind: str, id_: str, volatility: float) -> tuple[int, ...]:
        """Return the rows of the monthly steps, from the month after the data date on."""
        if volatility == 0.0 or not self._scene.outline.switches.ranges:
            return ()
        law = Lognormal(1.0, math.sqrt(math.expm1(volatility**2 / 12.0)))
        last = max(self._months, default=self._now)
        names = [price_step_name(kind, id_, month // 12, month % 12 + 1) for month in range(self._now + 1, last + 1)]
        return tuple(self._scene.shared.row(name, law) for name in names)


def _month(day: date | datetime) -> int:
    return day.year * 12 + day.month - 1
