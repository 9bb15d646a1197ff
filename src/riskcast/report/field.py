"""Fields for readers' entries."""

from __future__ import annotations

from riskcast.report.html import Html, el


def field(type_: str, **attributes: str | int | bool | None) -> Html:
    """Return an input, an element without an end tag."""
    return Html(el("input", type=type_, **attributes).removesuffix("</input>"))
