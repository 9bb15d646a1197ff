"""An estimate in one line, in the units of people."""

from __future__ import annotations

from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.estimate import Estimate
from riskcast.model.resolve import duration_distribution, money_distribution


def describe_duration(estimate: Estimate, planned: Amount | None, calendar: Calendar) -> str:
    """Return which distribution a duration has, in days of its calendar: ``lognormal with mean 10.6d and sd 2d``.

    Raises
    ------
    ValueError
        When the estimate has no distribution, see :func:`riskcast.model.resolve.duration_distribution`.
    """
    elapsed = any(a.is_elapsed for a in estimate.amounts()) or (planned is not None and planned.is_elapsed)
    day = 1440.0 if elapsed else calendar.hours_per_day * 60.0
    unit = "ed" if elapsed else "d"
    law = duration_distribution(estimate, planned, calendar)
    return _fitted(estimate, law.line(lambda minutes: f"{minutes / day:.4g}{unit}"))


def describe_money(estimate: Estimate) -> str:
    """Return which distribution a sum has; raise :class:`ValueError` when it has none."""
    return _fitted(estimate, money_distribution(estimate).line(lambda value: f"{value:,.6g}"))


def _fitted(estimate: Estimate, line: str) -> str:
    if estimate.family != "percentiles":
        return line
    count = sum(name.startswith("p") for name, _ in estimate.args)
    return f"{line} (through all {count} percentiles exactly)"
