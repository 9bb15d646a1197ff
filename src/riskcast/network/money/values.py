"""Estimates of money as rows of drawn values."""

from __future__ import annotations

from riskcast.model.amount import Amount
from riskcast.model.distributions import Distribution
from riskcast.model.estimate import Estimate
from riskcast.model.resolve import factor_distribution, money_distribution
from riskcast.network.heavy import typical
from riskcast.network.names import cost_name, driver_name
from riskcast.network.scene import Scene


class ValueBook:
    """Gives every uncertain sum, price and factor its row."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._rows: dict[str, int] = {}
        self.factors: list[tuple[int, int, float]] = []
        """(event, row, value when certain) of the cost factors of drivers."""
        self._factors_of = self._cost_factors()

    def factors_on(self, task: str | None) -> tuple[int, ...]:
        """Return the cost factors on an unfinished task."""
        return self._factors_of.get(task, ()) if task is not None else ()

    def law(self, estimate: Estimate) -> Distribution:
        """Return the distribution of a sum; certain when ranges are left out."""
        law = money_distribution(estimate)
        if law.sd == 0.0 or self._scene.outline.switches.ranges:
            return law
        return money_distribution(Estimate.fixed(Amount(planned(estimate))))

    def value(self, name: str, estimate: Estimate) -> tuple[int, float]:
        """Return row and certain value of a sum or price."""
        law = self.law(estimate)
        return self.row(name, law, 1.0, planned(estimate)), typical(law)

    def sum(self, line: str, part: str, task: str | None, estimate: Estimate) -> tuple[int, float]:
        """Return row and certain value of a part of a line: its own range, or the one that a band has for its task."""
        law, name = self.law(estimate), cost_name(line, part)
        band = self._scene.outline.cost_ranges.get(task) if task is not None else None
        if law.sd == 0.0 and band is not None:
            factor, size = factor_distribution(band.estimate), planned(estimate)
            return self.row(name, factor, size, size), typical(factor) * size
        return self.row(name, law, 1.0, planned(estimate)), typical(law)

    def row(self, name: str, law: Distribution, scale: float, size: float) -> int:
        """Return the row of a value, which is added when it is first asked for: rework costs the same by the day."""
        if name not in self._rows:
            self._rows[name] = self._scene.shared.row(name, law, scale, size)
        return self._rows[name]

    def _cost_factors(self) -> dict[str, tuple[int, ...]]:
        """Return the cost factors of drivers by task."""
        found: dict[str, tuple[int, ...]] = {}
        if not self._scene.outline.switches.drivers:
            return found
        for d, driver in enumerate(self._scene.program.drivers):
            if driver.cost is None or not driver.enabled:
                continue
            law = factor_distribution(driver.cost)
            row = self._scene.shared.row(driver_name(driver.id, "cost"), law)
            self.factors.append((len(self._scene.program.risks) + d, row, typical(law)))
            for task in self._scene.outline.selection.every(driver.tasks):
                found[task] = (*found.get(task, ()), len(self.factors) - 1)
        return found


def planned(estimate: Estimate) -> float:
    """Return a sum without uncertainty."""
    return estimate.planned(lambda amount: amount.value)
