"""Differences with their errors in a cell of a table: ``+12.3 ±0.4``, and ``(+0.2 ±0.5)`` where chance explains it."""

from __future__ import annotations

import math

from riskcast.analysis.paired import Difference

_UNITS = ((1e9, " bn"), (1e6, " m"), (1e3, " k"))
BRACKETS = "in brackets: not more than chance"
"""What the brackets mean."""


def say_move(move: Difference, *, is_money: bool) -> str:
    """Return a difference with the half width of its 95 % interval: money, calendar days or percentage points."""
    return _money(move) if is_money else _plain(move, "", 1)


def say_points(move: Difference) -> str:
    """Return the difference of two chances in percentage points."""
    return _plain(move.scaled(100.0), "", 1)


def _money(move: Difference) -> str:
    size = max(abs(move.value), 2.0 * (move.error or 0.0))
    scale, unit = next(((scale, unit) for scale, unit in _UNITS if size >= scale * 0.9995), (1.0, ""))
    places = max(0, 2 - math.floor(math.log10(max(size / scale, 1.0) * 1.0005))) if unit else 0
    return _plain(move.scaled(1.0 / scale), unit, places)


def _plain(move: Difference, unit: str, places: int) -> str:
    if move.value == 0.0 and not move.error:
        return "0"
    error = None if move.error is None else 2.0 * move.error
    if error is not None and unit:
        places += next((more for more in (0, 1) if round(error, places + more)), 0)
    least = 10.0**-places
    if error is not None and max(abs(move.value), error) < least / 2.0:
        return f"<{least:g}{unit}"
    value = f"{round(move.value, places) + 0.0:+.{places}f}"
    text = f"{value} ±{'?' if error is None else f'{error:.{places}f}'}{unit}"
    return f"({text})" if move.is_noise else text
