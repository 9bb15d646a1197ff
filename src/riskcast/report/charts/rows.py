"""Charts whose rows have names: beside the rows on wide screens, above them on narrow ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riskcast.report.charts.label import label
from riskcast.report.theme import axis, ink

Spec = dict[str, Any]
LEFT = 236
"""Pixels beside the rows, the same in every chart so that axes stand one below the other."""
LONGEST = 30
"""Latin letters that fit beside a row."""
DOWN = 0.27
"""Rows by which marks move down on narrow screens, to make room for the name above them."""
_INDENT = 14
"""Pixels by which names stand in below the name of their group."""


def row_axis(names: Sequence[str]) -> Spec:
    """Return the vertical axis with the first row on top."""
    return {
        **bare_axis(len(names)),
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [label(name, LONGEST) for name in names],
        "tickfont": {"color": ink("ink"), "size": 13},
        "showticklabels": True,
    }


def bare_axis(count: int) -> Spec:
    """Return the vertical axis of rows that are named by annotations."""
    return axis(range=[count - 0.4, -0.6], showticklabels=False, showgrid=False, automargin=False)


def small_rows(names: Sequence[str]) -> Spec:
    """Return the changes to a layout that move names above their rows."""
    named = [above(y, label(name, LONGEST)) for y, name in enumerate(names)]
    return {"margin": {"l": 8}, "yaxis": small_axis(len(names)), "annotations": named}


def small_axis(count: int) -> Spec:
    """Return the change to the vertical axis on narrow screens."""
    return {"showticklabels": False, "range": [count - 0.4, -0.7]}


def above(y: int, text: str) -> Spec:
    """Return the name of a row above it; the text is ready for plotly."""
    return {**_text(text, 12), "x": 0, "xanchor": "left", "y": y, "yanchor": "bottom", "yshift": -1}


def beside(y: int, text: str, *, indented: bool) -> Spec:
    """Return the name of a row at the left edge of the chart; names below a group stand in."""
    shift = 2 - LEFT + (_INDENT if indented else 0)
    return {**_text(text, 13), "x": 0, "xanchor": "left", "xshift": shift, "y": y, "yanchor": "middle"}


def _text(text: str, size: int) -> Spec:
    font = {"color": ink("ink"), "size": size}
    return {"xref": "paper", "text": text, "showarrow": False, "align": "left", "borderpad": 0, "font": font}


def lines(ys: Sequence[float] | range) -> list[float | None]:
    """Return the vertical places of one line per row: two ends and a gap."""
    return [value for y in ys for value in (y, y, None)]


def lowered(ys: Sequence[int] | range) -> list[float]:
    """Return rows as they are drawn on narrow screens."""
    return [y + DOWN for y in ys]
