"""The explanation of signs and colours, as text beside small samples."""

from __future__ import annotations

from collections.abc import Iterable

from riskcast.report.html import Html, el


def key(entries: Iterable[tuple[str, str]]) -> Html:
    """Return a list of (sample class, meaning); the classes are drawn by the style sheet."""
    return el(
        "ul",
        *(el("li", el("span", class_=f"sample {sample}", aria_hidden="true"), meaning) for sample, meaning in entries),
        class_="key",
    )
