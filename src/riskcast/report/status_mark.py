"""Green, amber and red as sign, colour and word, so that nobody has to tell colours apart."""

from __future__ import annotations

from typing import Final

from riskcast.analysis.review.status import Rating, Status
from riskcast.report.html import Html, el

SIGNS: Final[dict[Status, str]] = {"green": "●", "amber": "▲", "red": "■"}
"""A sign of its own for each, as on printed status lists."""


def status_mark(status: Status) -> Html:
    """Return a status as sign and word."""
    sign = el("span", SIGNS[status], aria_hidden="true")
    return el("span", sign, f" {status.capitalize()}", class_=f"status {status}")


def rating_mark(rating: Rating) -> Html:
    """Return a rating: its status, and that of the last review where it was another."""
    if rating.before is None or rating.before == rating.status:
        return status_mark(rating.status)
    return el("span", status_mark(rating.status), el("span", f"was {rating.before}", class_="sub line"))
