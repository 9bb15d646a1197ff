"""Plain tables for terminals."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.cli.widths import ELLIPSIS, cut, pad, width_of

Cell = str


def format_table(header: Sequence[Cell], rows: Sequence[Sequence[Cell]], right: Sequence[int] = ()) -> str:
    """Return a table with aligned columns; the column numbers in ``right`` are right-aligned."""
    table = [header, *rows]
    widths = [max(width_of(row[k]) for row in table) for k in range(len(header))]
    lines = []
    for row in table:
        cells = (pad(cell, width, right=k in right) for k, (cell, width) in enumerate(zip(row, widths, strict=True)))
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def shorten(text: str, width: int) -> str:
    """Return the text on one line, cut to so many columns with an ellipsis."""
    line = " ".join(text.split())
    return line if width_of(line) <= width else cut(line, width - 1) + ELLIPSIS
