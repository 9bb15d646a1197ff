"""How many columns of a terminal a text takes: East Asian wide characters take two, combining marks none."""

from __future__ import annotations

import unicodedata
from typing import TextIO

ELLIPSIS = "…"


def width_of(text: str) -> int:
    """Return the columns that a text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return the text filled with spaces to a width, aligned to the left or right."""
    spaces = " " * (width - width_of(text))
    return spaces + text if right else text + spaces


def cut(text: str, width: int) -> str:
    """Return the longest beginning of a text that takes no more columns than a width."""
    taken = 0
    for k, character in enumerate(text):
        taken += _width(character)
        if taken > width:
            return text[:k]
    return text


def can_show(text: str, stream: TextIO) -> bool:
    """Return whether a stream can write all characters of a text."""
    try:
        text.encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
