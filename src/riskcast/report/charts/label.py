"""Names inside charts, shown as they are written."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from riskcast.report.html import clean

_MARKUP = str.maketrans({"&": "&amp;", "$": "&#36;", "<": "&lt;", ">": "&gt;", "\n": " ", "\r": " ", "\t": " "})


def label(text: str, longest: int = 0) -> str:
    """Return text that plotly shows literally: no tags, no entities, no change of writing direction around it.

    A text wider than ``longest`` Latin letters (0: no limit) is cut and ends in an ellipsis.
    """
    text = " ".join(clean(text).split())
    if longest:
        text = _cut(text, longest)
    return f"\u2068{text.translate(_MARKUP)}\u2069"


def _cut(text: str, longest: int) -> str:
    """Return the text if it fits, else as much as leaves room for an ellipsis; wide characters count as two."""
    room = longest
    for position, character in enumerate(text):
        room -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if room < 0:
            return text[: max(position - 1, 0)].rstrip("\u200d\ufe0f ") + "…"
    return text


def instant(moment: datetime) -> str:
    """Return a local time as plotly reads it."""
    return moment.isoformat(sep=" ", timespec="minutes")
