"""Lines of text: as wide as the terminal, never broken inside a date or a number with its unit."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap

_WIDTH = 80
_TIED = re.compile(
    r"(?<=\b[A-Z]{3}) (?=-?\d)"  # EUR 11.9
    r"|(?<=\d) (?=(?:%|k|m|bn|days?|weeks|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?!\w))"  # 80 %, 8 May
    r"|(?<=\b[A-Z][a-z]{2}) (?=\d{4}\b)"  # May 2028
)
_NO_BREAK = "\N{NO-BREAK SPACE}"


def line_width() -> int:
    """Return the columns to write for: those of the terminal (at least 66), 80 when there is none."""
    if not sys.stdout.isatty():
        return _WIDTH
    return max(shutil.get_terminal_size((_WIDTH, 24)).columns, 66)


def wrap(text: str, width: int, indent: str = "") -> str:
    """Return text broken at spaces into lines of a width, each after the indent."""
    tied = _TIED.sub(_NO_BREAK, text)
    lines = textwrap.fill(
        tied, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
    return lines.replace(_NO_BREAK, " ")


def say_count(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 task``, ``2,000 tasks``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
