"""Ranges whose tails are so heavy that they have no mean."""

from __future__ import annotations

import math
from collections.abc import Iterator

from riskcast.errors import Finding, Path
from riskcast.model.amount import Amount
from riskcast.model.base import Entity
from riskcast.model.check.index import Index, remark
from riskcast.model.distributions import Truncated
from riskcast.model.estimate import Estimate
from riskcast.model.walk import estimates_in

_FAMILIES = ("pareto", "percentiles")
"""Families that may have no mean."""


def check_tails(index: Index) -> Iterator[Finding]:
    """Yield a remark for every estimate without a mean or a standard deviation."""
    program = index.program
    for section in type(program).model_fields:
        entities = getattr(program, section)
        if isinstance(entities, tuple):
            for row, entity in enumerate(entities):
                if isinstance(entity, Entity):
                    for path, estimate in estimates_in(entity):
                        if estimate.family in _FAMILIES:
                            yield from _tail(section, row, entity, path, estimate)


def _tail(section: str, row: int, entity: Entity, path: Path, estimate: Estimate) -> Iterator[Finding]:
    try:
        law = estimate.distribution(_any_scale)
    except (ValueError, ArithmeticError):
        return  # The checks of its own section say why there is none.
    if math.isfinite(law.bounds[1]) and (isinstance(law, Truncated) or math.isfinite(law.bounds[0])):
        return
    base = law.base if isinstance(law, Truncated) else law
    field = ".".join(map(str, path))
    if not math.isfinite(base.mean):
        text = f"{estimate} has so heavy a tail that it has no mean: an average of what it enters says nothing"
        remedy = "read percentiles, or cut the tail with " + ("max=" if estimate.family == "pareto" else "high=")
        yield remark("RC161", section, row, entity, field, text, remedy, "warning")
    elif not math.isfinite(base.sd):
        text = f"{estimate} has no standard deviation: that of what it enters says nothing"
        yield remark("RC162", section, row, entity, field, text, "read percentiles", "info")


def _any_scale(amount: Amount) -> float:
    """Return a number for an amount; whether there is a mean does not depend on the unit."""
    return amount.minutes() if amount.is_time else amount.value
