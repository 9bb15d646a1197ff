"""Markup as the words in it, for attributes."""

from __future__ import annotations

import html
import re

from riskcast.report.html import Html

_TAG = re.compile("<[^>]*>")


def plain(text: str) -> str:
    """Return what markup says without its elements; other text stays as it is."""
    return html.unescape(_TAG.sub("", text)) if isinstance(text, Html) else text
