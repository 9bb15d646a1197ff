"""Upright lines through all rows of a schedule, with their names below: the status date and the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from riskcast.analysis.wording import say_date
from riskcast.report.charts.scale import Scale
from riskcast.report.theme import ink

Spec = dict[str, Any]
_LINE = 16
"""Pixels from one name to the next below it."""
_NEAR = 0.3
"""Share of the axis below which two names would touch."""


@dataclass(frozen=True)
class Upright:
    """One date that counts for every row."""

    when: date
    words: str
    role: str
    """Colour."""
    dash: str = "solid"


def uprights(status: datetime, target: date | None) -> tuple[Upright, ...]:
    """Return the lines of a schedule."""
    lines = [Upright(status, f"Status {say_date(status)}", "muted", "dot")]
    if target is not None:
        lines.append(Upright(target, f"Target {say_date(target)}", "target"))
    return tuple(lines)


def upright_shapes(line: Scale, marks: Sequence[Upright]) -> list[Spec]:
    """Return the lines, behind everything else."""
    return [
        {
            "type": "line", "x0": line.at(mark.when), "x1": line.at(mark.when), "y0": 0, "y1": 1, "yref": "paper",
            "layer": "below", "line": {"color": ink(mark.role), "width": 2, "dash": mark.dash},
        }
        for mark in marks
    ]  # fmt: skip


def upright_names(line: Scale, marks: Sequence[Upright]) -> list[Spec]:
    """Return their names below the chart; a name that would touch the one before stands a line lower."""
    found: list[Spec] = []
    for mark in marks:
        share = line.share(mark.when)
        lower = any(abs(share - line.share(other.when)) < _NEAR for other in marks[: len(found)])
        found.append(
            {
                "x": line.at(mark.when), "y": 0, "yref": "paper", "yanchor": "top", "yshift": -4 - _LINE * lower,
                "xanchor": "left" if share < 0.2 else "right" if share > 0.8 else "center", "text": mark.words,
                "showarrow": False, "borderpad": 0, "font": {"color": ink(mark.role), "size": 12},
            }
        )  # fmt: skip
    return found
