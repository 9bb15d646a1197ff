"""What risks do when they occur, and drivers when they act."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from riskcast.kernels.types import F8
from riskcast.model.effective import effective_risks
from riskcast.model.resolve import money_distribution
from riskcast.model.risk import Risk
from riskcast.model.selector import Selection
from riskcast.network.names import driver_name
from riskcast.network.ticks import PER_DAY
from riskcast.simulation.result import Result


@dataclass(frozen=True)
class RiskDriver:
    """What one risk does when it occurs, by comparing iterations with and without it."""

    risk: str
    name: str
    probability: float
    """Chance of occurrence (0-1) as it counts: after a response that is decided; before what other risks change."""
    occurred: float
    """Share of iterations (0-1) in which it occurred."""
    delay_days: float | None
    """Mean program finish with the risk minus without it, in calendar days; None when it always or never occurred."""
    delay_error: float | None
    """Standard error of that difference."""
    extra_cost: float | None
    """Mean program cost with the risk minus without it."""
    cost_error: float | None
    entered: float = 0.0
    """Chance (0-1) without any response."""
    owner: str = ""
    response: str = ""
    """Name of its response."""
    state: str = ""
    """``planned`` (does not count yet), ``active`` or ``done``; empty without a response."""
    after: float | None = None
    """Chance (0-1) after the response; None without one."""
    response_cost: float | None = None
    """Mean cost of the response; None when it costs nothing."""
    decide_by: date | None = None
    over: str = ""
    """Why it can no longer happen; empty when it can."""


@dataclass(frozen=True)
class SharedDriver:
    """What one driver does: a factor that several tasks share."""

    driver: str
    name: str
    probability: float
    """Chance (0-1) that it acts."""
    acted: float
    """Share of iterations (0-1) in which it acted."""
    tasks: int
    """Number of tasks that share it."""
    rank_correlation: float | None
    """Spearman correlation of its factor on durations with program finish; None when that is certain."""
    cost_correlation: float | None
    """The same of its factor on durations or on costs with program cost, whichever is stronger."""
    delay_days: float | None
    """Mean program finish where it acts minus where not, in calendar days; None when it always or never acted."""
    delay_error: float | None
    extra_cost: float | None
    """Mean program cost where it acts minus where not."""
    cost_error: float | None


def risk_drivers(result: Result) -> list[RiskDriver]:
    """Return what every risk does, in file order."""
    program = result.program
    counting = effective_risks(program)
    now = {risk.id: risk.probability for risk in counting.risks}
    over = {left.risk.id: left.reason for left in counting.left_out}
    contrast = _Contrast(result)
    found = []
    for r, risk in enumerate(program.risks):
        hits = int(result.inputs.occurred[r])
        differences = contrast.of(hits, result.inputs.sums[r])
        share, chance = hits / result.iterations, now.get(risk.id, 0.0)
        found.append(_with_response(risk, RiskDriver(risk.id, risk.label, chance, share, *differences), over))
    return found


def _with_response(risk: Risk, found: RiskDriver, over: Mapping[str, str]) -> RiskDriver:
    found = replace(found, entered=risk.probability, owner=risk.owner, over=over.get(risk.id, ""))
    response = risk.response
    if response is None:
        return found
    return replace(
        found,
        response=response.name,
        state=response.state.value,
        after=risk.after().probability,
        response_cost=None if response.cost is None else money_distribution(response.cost).mean,
        decide_by=response.decide_by,
    )


def shared_drivers(result: Result) -> list[SharedDriver]:
    """Return what every driver does, in file order."""
    at = dict(zip(result.inputs.variables, result.inputs.correlation, strict=True))
    selection = Selection(result.program.tasks)
    contrast = _Contrast(result)
    found = []
    for d, driver in enumerate(result.program.drivers):
        hits = int(result.inputs.acted[d])
        duration, cost = (at.get(driver_name(driver.id, part)) for part in ("duration", "cost"))
        found.append(
            SharedDriver(
                driver.id,
                driver.label,
                driver.probability if driver.enabled else 0.0,
                hits / result.iterations,
                len(selection.every(driver.tasks)),
                None if duration is None else float(duration[0]),
                max((float(row[1]) for row in (duration, cost) if row is not None), key=abs, default=None),
                *contrast.of(hits, result.inputs.acted_sums[d]),
            )
        )
    return found


_Differences = tuple[float | None, float | None, float | None, float | None]


class _Contrast:
    """Compares the iterations in which something happened with the others."""

    def __init__(self, result: Result) -> None:
        self._count = result.iterations
        finish = float(np.std(result.samples("finish"), dtype=np.float64)) / PER_DAY
        self._spreads = finish, float(np.std(result.samples("cost")))

    def of(self, hits: int, sums: F8 | Sequence[float]) -> _Differences:
        """Return the difference in days and its standard error, then the difference in cost and its standard error."""
        days = _difference(self._spreads[0], float(sums[0]) / PER_DAY, hits, self._count)
        return (*days, *_difference(self._spreads[1], float(sums[1]), hits, self._count))


def _difference(sd: float, above: float, hits: int, count: int) -> tuple[float | None, float | None]:
    """Return mean with minus mean without, and its standard error from the overall spread (pooled, conservative).

    ``above`` is the sum over the ``hits`` of ``count`` iterations with the event of how far they lie above the mean of
    all, so those without it lie as far below in sum.
    """
    if hits == 0 or hits == count:
        return None, None
    misses = count - hits
    error = sd * math.sqrt(count / (count - 1)) * math.sqrt(1.0 / hits + 1.0 / misses)
    return above / hits + above / misses, error
