"""Charts whose rows have names: beside the rows on wide screens, above them on narrow ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riskcast.report.charts.label import label
from riskcast.report.theme import axis, ink

Spec = dict[str, Any]
LEFT = 236
"""Pixels beside the rows, the same in every chart so that axes stand one below the other."""
_LONGEST = 30
DOWN = 0.27
"""Rows by which marks move down on narrow screens, to make room for the name above them."""


def row_axis(names: Sequence[str]) -> Spec:
    """Return the vertical axis with the first row on top."""
    count = len(names)
    return axis(
        range=[count - 0.4, -0.6],
        tickmode="array",
        tickvals=list(range(count)),
        ticktext=[label(name, _LONGEST) for name in names],
        tickfont={"color": ink("ink"), "size": 13},
        showgrid=False,
        automargin=False,
    )


def small_rows(names: Sequence[str]) -> Spec:
    """Return the changes to a layout that move names above their rows."""
    span = {"showticklabels": False, "range": [len(names) - 0.4, -0.7]}
    return {"margin": {"l": 8}, "yaxis": span, "annotations": [_above(y, name) for y, name in enumerate(names)]}


def _above(y: int, name: str) -> Spec:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yanchor": "bottom",
        "yshift": -1,
        "text": label(name, _LONGEST),
        "showarrow": False,
        "align": "left",
        "borderpad": 0,
        "font": {"color": ink("ink"), "size": 12},
    }


def lines(ys: Sequence[float] | range) -> list[float | None]:
    """Return the vertical places of one line per row: two ends and a gap."""
    return [value for y in ys for value in (y, y, None)]


def lowered(ys: Sequence[int] | range) -> list[float]:
    """Return rows as they are drawn on narrow screens."""
    return [y + DOWN for y in ys]
