"""Curved arrows between rows of a schedule: from one end of a bar to an end of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from riskcast.report.charts.scale import Scale
from riskcast.report.theme import ink

Spec = dict[str, Any]
_LEAST, _MOST = 0.035, 0.08
"""Share of the axis that a curve runs level before it turns."""
_HOVER = (0.2, 0.35, 0.5, 0.65, 0.8)
"""Where along a curve (0-1) the pointer finds it."""


@dataclass(frozen=True)
class Arrow:
    """One arrow; each end is an instant, a row, and the side of the mark it touches."""

    start: datetime
    start_row: float
    leaves_right: bool
    end: datetime
    end_row: float
    enters_right: bool
    """True when it comes from the right, to the end of a bar."""
    at_point: bool
    """True when it ends at a diamond rather than at the edge of a bar."""
    width: float
    hover: str

    def moved(self, down: float) -> Arrow:
        """Return the arrow some rows lower."""
        return Arrow(**{**vars(self), "start_row": self.start_row + down, "end_row": self.end_row + down})


def arrow_shapes(line: Scale, arrows: Sequence[Arrow]) -> list[Spec]:
    """Return the curves, behind all marks."""
    return [
        {
            "type": "path", "path": _path(line, arrow), "layer": "below",
            "line": {"color": ink("accent"), "width": arrow.width},
        }
        for arrow in arrows
    ]  # fmt: skip


def arrow_heads(arrows: Sequence[Arrow], line: Scale) -> Spec:
    """Return the tips."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [line.at(arrow.end) for arrow in arrows],
        "y": [arrow.end_row for arrow in arrows],
        "marker": {
            "symbol": "arrow",
            "size": [10 + arrow.width for arrow in arrows],
            "angle": [-90 if arrow.enters_right else 90 for arrow in arrows],
            "standoff": [5 if arrow.at_point else 0 for arrow in arrows],
            "color": ink("accent"),
            "opacity": 1,
        },
        "hoverinfo": "text",
        "hovertext": [arrow.hover for arrow in arrows],
    }


def arrow_hover(arrows: Sequence[Arrow], line: Scale) -> Spec:
    """Return invisible marks along the curves that say what they are."""
    points = [(*_point(line, arrow, t), arrow.hover) for arrow in arrows for t in _HOVER]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [line.place(x) for x, _, _ in points],
        "y": [round(y, 3) for _, y, _ in points],
        "marker": {"size": 9, "opacity": 0},
        "hoverinfo": "text",
        "hovertext": [text for _, _, text in points],
    }


def _corners(line: Scale, arrow: Arrow) -> tuple[tuple[float, float], ...]:
    """Return the four points of the cubic curve: shares of the axis, and rows."""
    x0, x1 = line.share(arrow.start), line.share(arrow.end)
    level = min(max(abs(x1 - x0) * 0.6, _LEAST), _MOST)
    out = level if arrow.leaves_right else -level
    back = level if arrow.enters_right else -level
    return (x0, arrow.start_row), (x0 + out, arrow.start_row), (x1 + back, arrow.end_row), (x1, arrow.end_row)


def _path(line: Scale, arrow: Arrow) -> str:
    a, b, c, d = (f"{line.place(x)}".replace(" ", "_") + f",{y:g}" for x, y in _corners(line, arrow))
    return f"M {a} C {b} {c} {d}"


def _point(line: Scale, arrow: Arrow, t: float) -> tuple[float, float]:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    corners = _corners(line, arrow)
    x, y = (sum(w * corner[axis] for w, corner in zip(weights, corners, strict=True)) for axis in (0, 1))
    return x, y
