"""Lines of text: as wide as the terminal, never broken inside a date or a number with its unit."""

from __future__ import annotations

import re
import shutil
import sys

from riskcast.cli.widths import width_of

_WIDTH = 80
_TIED = re.compile(
    r"(?<=\b[A-Z]{3}) (?=-?\d)"  # EUR 11.9
    r"|(?<=\d) (?=(?:%|k|m|bn|days?|weeks|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?!\w))"  # 80 %, 8 May
    r"|(?<=\b[A-Z][a-z]{2}) (?=\d{4}\b)"  # May 2028
)
_NO_BREAK = "\N{NO-BREAK SPACE}"
_GAP = re.compile(r"[ \t\r\n]+")


def line_width() -> int:
    """Return the columns to write for: those of the terminal (at least 66), 80 when there is none."""
    if not sys.stdout.isatty():
        return _WIDTH
    return max(shutil.get_terminal_size((_WIDTH, 24)).columns, 66)


def wrap(text: str, width: int, indent: str = "") -> str:
    """Return text broken at spaces into lines of so many columns, each after the indent; long words stay whole."""
    lines: list[str] = []
    for word in _GAP.split(_TIED.sub(_NO_BREAK, text).strip(" \t\r\n")):
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and width_of(indent + longer) <= width:
            lines[-1] = longer
        elif word:
            lines.append(word)
    return "\n".join(indent + line for line in lines).replace(_NO_BREAK, " ")


def say_count(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 task``, ``2,000 tasks``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
