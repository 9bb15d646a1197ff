"""Charts whose columns have names, such as fiscal years: the axis below them, bars, and ranges upright."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from riskcast.report.charts.label import label
from riskcast.report.charts.rows import small_rows
from riskcast.report.charts.scale import Scale
from riskcast.report.theme import axis, ink

Spec = dict[str, Any]
_LONGEST = 14
_FEWEST = 5
"""Columns for which there is room at least, so that few do not grow wide."""
_MANY = 7
"""Columns from which names stand upright on narrow screens."""


def column_axis(names: Sequence[str]) -> Spec:
    """Return the axis with one place per name, the first on the left."""
    air = max(_FEWEST - len(names), 0) / 2
    return axis(
        range=[-0.55 - air, len(names) - 0.45 + air],
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=[label(name, _LONGEST) for name in names],
        tickfont={"color": ink("ink"), "size": 13},
        showgrid=False,
    )


def small_columns(names: Sequence[str]) -> Spec:
    """Return the changes to a layout that fit names below columns on narrow screens."""
    angle = {"tickangle": -90} if len(names) >= _MANY else {}
    return {"font": {"size": 12}, "xaxis": {**angle, "tickfont": {"size": 12}}, "yaxis": {"nticks": 5}}


def clear_rows(names: Sequence[str]) -> Spec:
    """Return :func:`small_rows` for charts with a line at zero, which passes behind the names."""
    small = small_rows(names)
    small["annotations"] = [{**above, "bgcolor": ink("panel")} for above in small["annotations"]]
    return small


def upright_axis(line: Scale) -> Spec:
    """Return the axis of money on the left, with a line at zero."""
    return line.axis(zeroline=True, zerolinecolor=ink("muted"), zerolinewidth=1)


def columns(line: Scale, heights: Sequence[float], colour: str, hover: Sequence[str], *, at: float = -0.31,
            width: float = 0.62, on: Sequence[float] | None = None) -> Spec:  # fmt: skip
    """Return bars from zero, or from ``on``; ``at`` is where they begin beside the middle of their column."""
    return {
        "type": "bar", "x": list(range(len(heights))), "y": money(line, heights), "width": width, "offset": at,
        "base": 0 if on is None else money(line, on), "marker": {"color": ink(colour), "line": {"width": 0}},
        "hoverinfo": "text", "hovertext": list(hover),
    }  # fmt: skip


def whiskers(line: Scale, ends: Sequence[tuple[float, float]], *, at: float = 0.0, half: float = 0.09) -> Spec:
    """Return upright ranges with short lines across their ends."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, (low, high) in enumerate(ends):
        first, last = money(line, (low, high))
        middle, left, right = place + at, place + at - half, place + at + half
        x += [left, right, None, middle, middle, None, left, right, None]
        y += [first, first, None, first, last, None, last, last, None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip",
        "line": {"color": ink("ink"), "width": 1.5},
    }  # fmt: skip


def diamond() -> Spec:
    """Return the marker of what was promised."""
    stroke = {"color": ink("panel"), "width": 1.5}
    return {"symbol": "diamond", "size": 13, "color": ink("target"), "line": stroke}


def money(line: Scale, values: Sequence[float]) -> list[float]:
    """Return sums as plotly reads them."""
    return list(line.many(np.asarray(values, np.float64)))
