"""Rows with a number and its error about zero: bars for parts of a whole, dots for moves; days or money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from riskcast.report.charts.chart import Chart
from riskcast.report.charts.columns import clear_rows, money
from riskcast.report.charts.label import label
from riskcast.report.charts.rows import DOWN, LEFT, lines, lowered, row_axis
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.theme import base_layout, ink

Spec = dict[str, Any]
_ROW, _SMALL_ROW, _FRAME = 28, 42, 64


@dataclass(frozen=True)
class Move:
    """One row."""

    label: str
    value: float | None
    """Calendar days or money; None where there is nothing to draw."""
    ends: tuple[float, float] | None
    """95 % interval; None where it cannot be told."""
    said: str
    """The number in words, with its error."""
    colour: str = "accent"
    """Role."""
    is_noise: bool = False


def span(values: Sequence[float], unit: str, *, is_money: bool) -> Scale:
    """Return an axis for money, or for days, that holds zero and all values."""
    if is_money:
        return scale([0.0, *values], unit)
    low, high = min([0.0, *values]), max([0.0, *values])
    air = max(0.05 * (high - low), 0.25)
    return Scale(True, low - air, high + air, 1.0, unit)


def bars(title: str, rows: Sequence[Move], unit: str, *, is_money: bool) -> Chart:
    """Return bars from zero with lines for their errors, the first row on top."""
    line = _line(rows, unit, is_money=is_money)
    data = [_bars(line, rows), _errors(line, rows)]
    return _chart(title, rows, line, data, [{"width": 0.36, "offset": DOWN - 0.18}, _low(rows)])


def dots(title: str, rows: Sequence[Move], unit: str, *, is_money: bool) -> Chart:
    """Return dots with lines for their errors, the first row on top; a hollow dot is within noise."""
    line = _line(rows, unit, is_money=is_money)
    at = [y for y, row in enumerate(rows) if row.value is not None]
    data = [_errors(line, rows), _dots(line, rows, at)]
    return _chart(title, rows, line, data, [_low(rows), {"y": lowered(at)}])


def _line(rows: Sequence[Move], unit: str, *, is_money: bool) -> Scale:
    ends = [end for row in rows for end in row.ends or () if row.value is not None]
    return span([*ends, *(row.value for row in rows if row.value is not None)], unit, is_money=is_money)


def _chart(title: str, rows: Sequence[Move], line: Scale, data: list[Spec], small: list[Spec]) -> Chart:
    names = [row.label for row in rows]
    height = _FRAME + _ROW * len(rows)
    layout = base_layout(height)
    layout |= {
        "margin": {"l": LEFT, "r": 14, "t": 8, "b": 44},
        "xaxis": line.axis(zeroline=True, zerolinecolor=ink("muted"), zerolinewidth=1),
        "yaxis": row_axis(names),
    }
    return Chart(
        title=title,
        says="; ".join(f"\u2068{row.label}\u2069 {row.said}" for row in rows) + ".",
        data=data,
        layout=layout,
        spoken=True,
        height=height,
        small_height=_FRAME + _SMALL_ROW * len(rows),
        small={**clear_rows(names), "xaxis": line.few_ticks()},
        small_data=small,
    )


def _bars(line: Scale, rows: Sequence[Move]) -> Spec:
    return {
        "type": "bar", "orientation": "h", "x": money(line, [row.value or 0.0 for row in rows]),
        "y": list(range(len(rows))), "width": 0.6, "offset": -0.3, "hoverinfo": "text",
        "hovertext": [_hover(row) for row in rows],
        "marker": {"color": [ink(row.colour) for row in rows], "line": {"width": 0},
                   "opacity": [0.45 if row.is_noise else 1.0 for row in rows]},
    }  # fmt: skip


def _dots(line: Scale, rows: Sequence[Move], at: Sequence[int]) -> Spec:
    fill = [ink("panel" if rows[y].is_noise else rows[y].colour) for y in at]
    return {
        "type": "scatter", "mode": "markers", "x": money(line, [rows[y].value or 0.0 for y in at]), "y": list(at),
        "hoverinfo": "text", "hovertext": [_hover(rows[y]) for y in at],
        "marker": {"size": 11, "color": fill, "opacity": 1,
                   "line": {"width": 2.5, "color": [ink(rows[y].colour) for y in at]}},
    }  # fmt: skip


def _errors(line: Scale, rows: Sequence[Move]) -> Spec:
    x: list[float | None] = []
    for row in rows:
        ends = row.ends if row.value is not None else None
        x += [*money(line, ends), None] if ends else [None, None, None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": lines(range(len(rows))), "hoverinfo": "skip",
        "line": {"color": ink("ink"), "width": 1.5},
    }  # fmt: skip


def _low(rows: Sequence[Move]) -> Spec:
    return {"y": lines(lowered(range(len(rows))))}


def _hover(row: Move) -> str:
    return f"<b>{label(row.label, 60)}</b><br>{row.said}"
