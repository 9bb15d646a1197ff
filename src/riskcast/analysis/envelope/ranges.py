"""Ranges that are wider or narrower than they were stated."""

from __future__ import annotations

from dataclasses import dataclass

from riskcast.analysis.envelope.stretched import Stretched, kept
from riskcast.errors import Path
from riskcast.model.distributions import Distribution
from riskcast.model.estimate import Estimate
from riskcast.model.notation import Number
from riskcast.model.program import Program
from riskcast.model.walk import with_estimates

_MONEY = ("costs", "resources")
"""Fields of a program whose estimates are sums, quantities and prices."""


@dataclass(frozen=True, slots=True)
class Widened(Estimate):
    """An estimate with its spread scaled: planned + ``by`` x (value - planned), in whatever units it was written.

    The planned value is the most likely one where the family states it, else the mean (the median where that is
    infinite), so the plan stays as it is.
    """

    by: float = 1.0
    is_duration: bool = True
    """Durations below 0 count as 0 anyway; sums that could not change sign still cannot."""

    def __str__(self) -> str:
        return f"{self._stated()} spread x {self.by:g}"

    def _stated(self) -> Estimate:
        return Estimate(self.family, self.args, self.words)

    def planned(self, number: Number) -> float:
        return self._stated().planned(number)

    def distribution(self, number: Number) -> Distribution:
        stated = self._stated().distribution(number)
        if stated.sd == 0.0:
            return stated
        law = Stretched(stated, self.planned(number), self.by)
        return law if self.is_duration else kept(law)


def with_ranges(program: Program, by: float) -> Program:
    """Return the program with the spread of every range multiplied by ``by`` (above 0); itself when it has none.

    Ranges are those of tasks, bands, cost lines and prices of resources; not those of risks, drivers, price indices
    and exchange rates.
    """

    def change(path: Path, estimate: Estimate) -> Estimate:
        is_duration = path[0] in ("tasks", "bands") and path[-1] == "estimate"
        is_money = path[0] in _MONEY or (path[0] == "bands" and path[-1] == "cost")
        if estimate.family == "fixed" or not (is_duration or is_money):
            return estimate
        return Widened(estimate.family, estimate.args, estimate.words, by, is_duration)

    changed: Program = with_estimates(program, change)
    return changed
