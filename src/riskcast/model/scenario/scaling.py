"""Multiplying numbers, amounts and estimates."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from riskcast.model.amount import Amount
from riskcast.model.estimate import Estimate
from riskcast.model.notation import FAMILIES
from riskcast.model.scenario.changes import Scale
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.scenario.every import Parts, change_every

_OF_TASKS = ("duration", "estimate", "remaining")


def make_scale(draft: Draft, change: Scale, remarks: Remarks) -> None:
    """Multiply numbers, amounts and estimates."""
    by = factor_of(change.by)
    tasks = change.collection == "tasks"
    fields = change.field or (_OF_TASKS if tasks else ())
    if not fields:
        remarks.say("RC402", "it does not say what is multiplied", "write for example field: fixed", "scale")
        return
    of_plan = tasks and "duration" in fields
    """Percentages of a planned duration that is scaled itself follow by themselves."""

    def scaled(value: Any, name: str) -> Any:
        if isinstance(value, Estimate):
            return _estimate(value, by, percent=not of_plan)
        if isinstance(value, Amount):
            return _amount(value, by)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError("is no number, amount or estimate, so it cannot be multiplied")
        new = times(value, by)
        if name.endswith("probability") and new > 1.0:
            text = f"{value:g} times {change.by} is {new:g}; a probability ends at 1"
            remarks.say("RC405", text, "write a smaller factor, or set the probability", "by", level="warning")
            new = 1.0
        return new

    change_every(draft, Parts("scale", change.collection, change.target, fields, scaled), remarks)


def factor_of(amount: Amount) -> Decimal:
    """Return ``80%`` as 0.8."""
    number = Decimal(repr(amount.value))
    return number.scaleb(-2) if amount.is_percent else number


def times(value: float, by: Decimal) -> float:
    """Return a product as people would write it: 48 times 110 % is 52.8, and not a hair more."""
    return float(Decimal(repr(float(value))) * by)


def _amount(amount: Amount, by: Decimal) -> Amount:
    return replace(amount, value=times(amount.value, by))


def _estimate(estimate: Estimate, by: Decimal, *, percent: bool) -> Estimate:
    """Return the estimate with all amounts multiplied; those in percent only on demand."""
    family = FAMILIES[estimate.family]

    def new(name: str, amount: Amount) -> Amount:
        return _amount(amount, by) if family.is_scaled(name) and (percent or not amount.is_percent) else amount

    return replace(estimate, args=tuple((name, new(name, amount)) for name, amount in estimate.args))
