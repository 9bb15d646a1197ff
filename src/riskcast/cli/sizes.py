"""Estimates as short texts for tables."""

from __future__ import annotations

import re

from riskcast.analysis.wording import say_money
from riskcast.model.amount import Amount
from riskcast.model.estimate import Estimate
from riskcast.model.risk import Impact

_POINTS = ("uniform", "triangular", "pert")


def say_size(size: Estimate) -> str:
    """Return an estimate as short as it can be said: ``5d/10d/25d``, ``40k``, ``lognormal(mean=20d, sd=6d)``."""
    if size.family in _POINTS and len(size.args) <= 3:
        return "/".join(_amount(amount) for _, amount in size.args)
    return _amount(size.args[0][1]) if size.family == "fixed" else size.brief()


def say_delay(impact: Impact, sign: str = "") -> str:
    """Return what an impact does to durations: a delay, ``x`` and a factor, or both; ``each`` when drawn for each."""
    parts = [f"{sign}{say_size(impact.delay)}"] if impact.delay is not None else []
    parts += [f"x{say_size(impact.factor)}"] if impact.factor is not None else []
    return " ".join([*parts, "each"] if parts and impact.each else parts)


def say_cost(impact: Impact, sign: str = "") -> str:
    """Return what an impact costs: a sum, a sum a day, or both."""
    parts = [f"{sign}{say_size(impact.cost)}"] if impact.cost is not None else []
    parts += [f"{sign}{say_size(impact.cost_per_day)} a day"] if impact.cost_per_day is not None else []
    return " + ".join(parts)


def _amount(amount: Amount) -> str:
    if amount.unit:
        return str(amount)
    return re.sub(r"\.0+(?=[a-z]|$)", "", say_money(amount.value, "").replace(" ", ""))
