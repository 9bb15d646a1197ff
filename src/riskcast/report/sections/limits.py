"""What the forecast does not know or does not count."""

from __future__ import annotations

from riskcast.analysis.review.limits import Limit
from riskcast.report.context import Context
from riskcast.report.html import Html, el, join, name
from riskcast.report.section import Fragment
from riskcast.report.table import details

MOST = 200
"""Ids that are listed for one limit, at most."""


def render(context: Context) -> Fragment:
    """Return one line for each limit, with the ids it is about on demand."""
    intro = el("p", "A forecast is worth what is in it. This is what this one leaves out, as far as its files tell.")
    return Fragment(join(intro, el("ul", *(el("li", *_limit(limit)) for limit in context.limits), class_="findings")))


def _limit(limit: Limit) -> list[Html]:
    text = join(limit.text)
    if not limit.names:
        return [text]
    shown = limit.names[:MOST]
    more = f" and {len(limit.names) - MOST:,} more" if len(limit.names) > MOST else ""
    listed = join(*(join(", " if number else "", name(id_)) for number, id_ in enumerate(shown)), more)
    return [text, details(f"Which: {len(limit.names):,}", el("p", listed))]
