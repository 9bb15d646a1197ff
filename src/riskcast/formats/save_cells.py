"""Values to the cells of tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from riskcast.formats.save_yaml import moment_text

Cells = dict[str, str]


def texts(cells: Mapping[str, object]) -> Cells:
    """Return cells as text; nothing is a blank cell."""
    return {name: "" if cell is None else str(cell) for name, cell in cells.items()}


def moment(value: datetime | None) -> str:
    """Return a moment as a cell, blank when there is none."""
    return "" if value is None else moment_text(value)
