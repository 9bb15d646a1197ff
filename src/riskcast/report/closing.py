"""The answer line with the part that follows the confidence slider."""

from __future__ import annotations

from riskcast.analysis.answer import opening
from riskcast.report.context import Context
from riskcast.report.html import Html, join
from riskcast.report.live import live
from riskcast.report.words import tied


def answer_line(context: Context, measure: str) -> Html:
    """Return the sentences on ``finish`` or ``cost``: how sure the promise is, and what to plan instead."""
    return join(tied(opening(context.result, measure)), " ", live(context, measure, "closing"))
