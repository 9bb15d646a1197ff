"""Whether a result has any money, which decides what is said of cost everywhere."""

from __future__ import annotations

from riskcast.simulation.result import Result


def has_cost(result: Result) -> bool:
    """Return whether any project is planned to cost or cost anything in any iteration; sums of exactly 0 are none."""
    return bool(result.planned_cost.any() or result.project_cost.any())
