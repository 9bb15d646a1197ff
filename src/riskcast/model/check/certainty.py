"""A forecast needs something uncertain."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.check.costs import money_parts
from riskcast.model.check.index import Index
from riskcast.model.estimate import Estimate


def check_certainty(index: Index) -> Iterator[Finding]:
    """Yield a warning when no task or cost has a range and nothing may happen or be left out."""
    program = index.program
    estimates = [task.estimate for task in program.tasks]
    estimates += [estimate for line in program.costs for estimate in (*money_parts(line), line.remaining)]
    estimates += [estimate for resource in program.resources for estimate in (resource.per_hour, resource.per_unit)]
    estimates += [price.rate for price in program.indices]
    estimates += [currency.rate for currency in program.currencies]
    estimates += [estimate for band in program.bands for estimate in (band.estimate, band.cost)]
    events = (
        any(risk.enabled for risk in program.risks)
        or any(driver.enabled for driver in program.drivers)
        or program.branches
        or program.conditions
        or program.reworks
        or program.lost_time
    )
    chancy = any(task.probability < 1.0 for task in program.tasks)
    moving = [price.volatility for price in program.indices] + [c.volatility for c in program.currencies]
    chancy = chancy or any(volatility > 0.0 for volatility in moving)
    if program.tasks and not events and not chancy and not any(map(_is_range, estimates)):
        text = "nothing is uncertain: the forecast is the plan"
        remedy = "give tasks ranges in the columns distribution, low, likely and high, or add risks"
        yield Finding("RC160", text, remedy, "warning", ("tasks",), "tasks")


def _is_range(estimate: Estimate | None) -> bool:
    return estimate is not None and estimate.family != "fixed"
