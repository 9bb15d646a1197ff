"""Planned exchange rates."""

from __future__ import annotations

from riskcast.model.estimate import Estimate
from riskcast.model.price import Currency
from riskcast.model.program import Program


def planned_rate(currency: Currency) -> float:
    """Return the rate without uncertainty: units of the program's currency for one."""
    return planned_factor(currency.rate)


def rate_at_booking(program: Program, currency: str | None, rate: float | None) -> float:
    """Return the rate of a booking: its own, else the planned one of its currency; 1 for the program's."""
    if rate is not None:
        return rate
    found = next((c for c in program.currencies if c.id == currency), None)
    return planned_rate(found) if found is not None else 1.0


def planned_factor(estimate: Estimate) -> float:
    """Return a factor, rise or rate without uncertainty; percentages as fractions."""
    return estimate.planned(lambda amount: amount.value / 100.0 if amount.is_percent else amount.value)
