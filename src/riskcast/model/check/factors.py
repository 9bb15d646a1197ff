"""Factors on durations and costs: 120% or 1.2 is a fifth more."""

from __future__ import annotations

from riskcast.errors import Level
from riskcast.model.check.values import Fault, resolve_factor
from riskcast.model.distributions import Distribution
from riskcast.model.estimate import Estimate

_LARGE = 10.0
"""A mean above which a factor without a percent sign is taken for a percentage."""


def factor_faults(factor: Estimate) -> tuple[Distribution | None, list[tuple[Fault, Level]]]:
    """Return the distribution of a factor, if there is one, and everything wrong or doubtful about it."""
    resolved = resolve_factor(factor)
    faults: list[tuple[Fault, Level]] = [(fault, "error") for fault in resolved.faults]
    law = resolved.distribution
    plain = next((a for a in factor.amounts() if not a.unit), None)
    if law is not None and not faults and plain is not None and law.mean > _LARGE:
        text = f"a factor of {factor} without percent sign is {100 * law.mean:,.0f} % on average"
        faults.append((Fault("RC147", text, f"write {plain}% if a percentage is meant"), "warning"))
    return law, faults
