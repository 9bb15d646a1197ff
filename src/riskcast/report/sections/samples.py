"""The explanation of signs and colours of charts about money; their samples are drawn here."""

from __future__ import annotations

from collections.abc import Iterable

from riskcast.report.html import Html, el

LINES = {"solid": "solid", "dash": "dashed", "dot": "dotted"}


def block(role: str) -> str:
    """Return the look of a filled area in the colour of a role."""
    return f"background:var(--{role})"


def stroke(role: str, dash: str = "solid", width: int = 3) -> str:
    """Return the look of a level line."""
    return f"height:0;border-top:{width}px {LINES[dash]} var(--{role})"


def upright(role: str, dash: str = "solid") -> str:
    """Return the look of an upright line."""
    return f"width:0;height:1rem;border-left:2px {LINES[dash]} var(--{role})"


def dot(role: str) -> str:
    """Return the look of a point."""
    return f"width:.5rem;height:.5rem;border-radius:50%;background:var(--{role})"


HOLLOW = "width:.625rem;height:.625rem;border-radius:50%;border:2px solid var(--accent)"
"""A circle that is not filled."""
DIAMOND = "width:.625rem;height:.625rem;transform:rotate(45deg);background:var(--target)"
RANGE = (
    "width:.5rem;height:1rem;background:linear-gradient(var(--ink),var(--ink)) center/1.5px 100% no-repeat;"
    "border-top:1.5px solid var(--ink);border-bottom:1.5px solid var(--ink)"
)
"""An upright range with short lines across its ends."""
WHISKER = (
    "width:1.375rem;background:linear-gradient(var(--ink),var(--ink)) center/100% 2px no-repeat;"
    "border-right:2.5px solid var(--ink)"
)
"""A level range with a line across its upper end."""


def legend(entries: Iterable[tuple[str, str]], *, narrow: bool = False) -> Html:
    """Return a list of (look of the sample, meaning); ``narrow``: only where names do not fit into the picture."""
    items = [el("li", el("span", class_="sample", style=look, aria_hidden="true"), text) for look, text in entries]
    return el("ul", *items, class_="key narrow" if narrow else "key")
