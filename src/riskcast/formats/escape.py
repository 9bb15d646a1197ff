"""Text cells that a spreadsheet would take for a formula, protected by an apostrophe."""

from __future__ import annotations

_RISKY = "=+-@#\t\r"
"""First characters that start a formula in a spreadsheet, or (``#``) a comment row in our tables."""


def protect(text: str) -> str:
    """Return the cell to write: with an apostrophe in front when its first character needs one."""
    risky = text[:1] and (text[0] in _RISKY or (text[0] == "'" and text[1:2] and text[1] in _RISKY + "'"))
    return f"'{text}" if risky else text


def unprotect(text: str) -> str:
    """Return the text that :func:`protect` was given; other cells stay as they are."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in _RISKY + "'" else text
