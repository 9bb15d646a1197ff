"""How the program's finish spreads."""

from __future__ import annotations

from riskcast.report.context import Context
from riskcast.report.section import Fragment
from riskcast.report.sections.spread import spread


def render(context: Context) -> Fragment:
    """Return the S-curve of the finish and the table of its percentiles."""
    return spread(context, "finish", "chart-finish")
