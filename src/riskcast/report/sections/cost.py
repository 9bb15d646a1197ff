"""How the program's cost spreads."""

from __future__ import annotations

from riskcast.report.context import Context
from riskcast.report.section import Fragment
from riskcast.report.sections.spread import spread


def render(context: Context) -> Fragment | None:
    """Return the S-curve of the cost and the table of its percentiles; nothing for a program without costs."""
    return spread(context, "cost", "chart-cost") if context.has_cost else None
