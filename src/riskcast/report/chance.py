"""A chance as bar, percentage and frequency in words."""

from __future__ import annotations

from riskcast.analysis.wording import say_frequency, say_percent
from riskcast.report.html import Html, el, join
from riskcast.report.words import DASH


def chance(p: float | None) -> Html:
    """Return a cell for a probability (0-1), or a dash where nothing was promised."""
    if p is None:
        return join(DASH)
    bar = el("span", el("span", style=f"width:{100 * p:.0f}%"), class_="meter", aria_hidden="true")
    words = el("span", say_frequency(p), class_="sub")
    return el("span", bar, el("b", say_percent(p)), " ", words, class_="chance")
