"""Finish and cost of futures as points, with the pairs of date and budget that are kept together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.money.joint import Frontier, Joint
from riskcast.analysis.wording import say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.charts.sums import say_sum
from riskcast.report.theme import base_layout, ink
from riskcast.report.told import Told

Spec = dict[str, Any]
MOST = 1_500
"""Points that are drawn."""
OUTSIDE = 0.5
"""Percent of the futures that may lie outside at each end of both axes."""
LOOKS = (("crit2", "dot"), ("crit3", "dash"), ("crit4", "solid"))
"""Colour and line of the frontiers, from the lowest confidence to the highest."""
_HEIGHT, _SMALL = 460, 420


def together(
    dates: NDArray[np.datetime64],
    costs: NDArray[np.float64],
    found: Joint,
    frontiers: Sequence[Frontier],
    told: Told,
) -> Chart:
    """Return the points of all futures (``dates`` and ``costs`` ``[K]``), thinned evenly; ``told`` says finishes."""
    seconds = dates.astype("datetime64[s]").astype(np.float64)
    ends = np.percentile(seconds, [OUTSIDE, 100 - OUTSIDE]).astype("datetime64[s]").tolist()
    days = scale([*ends, found.date], "")
    sums = scale([*np.percentile(costs, [OUTSIDE, 100 - OUTSIDE]).tolist(), found.budget], told.currency)
    layout = base_layout(_HEIGHT)
    layout |= {
        "margin": {"l": 8, "r": 14, "t": 12, "b": 8},
        "xaxis": days.axis(showline=True, ticks="outside", tickcolor=ink("rule")),
        "yaxis": sums.axis(),
        "annotations": _quarters(found),
        "shapes": [_cross("x", days.at(found.date)), _cross("y", sums.at(found.budget))],
    }
    return Chart(
        title="Finish and cost of the same futures",
        says=_says(found, frontiers, told),
        data=[_points(days, sums, dates, costs), *_lines(days, sums, frontiers, told)],
        layout=layout,
        height=_HEIGHT,
        paper_height=330,
        small_height=_SMALL,
        small={
            "font": {"size": 12},
            "xaxis": days.few_ticks(),
            "yaxis": {"nticks": 5},
            "annotations": _quarters(found, named=False),
        },
    )


def _points(days: Scale, sums: Scale, dates: NDArray[np.datetime64], costs: NDArray[np.float64]) -> Spec:
    chosen = np.unique(np.linspace(0, dates.size - 1, min(MOST, dates.size)).round().astype(np.int64))
    return {
        "type": "scatter", "mode": "markers", "x": days.many(dates[chosen]), "y": sums.many(costs[chosen]),
        "marker": {"color": ink("accent"), "size": 5, "opacity": 0.3, "line": {"width": 0}}, "hoverinfo": "skip",
    }  # fmt: skip


def _lines(days: Scale, sums: Scale, frontiers: Sequence[Frontier], told: Told) -> list[Spec]:
    return [
        {
            "type": "scatter", "mode": "lines", "x": days.many(line.dates), "y": sums.many(line.costs),
            "line": {"color": ink(colour), "width": 3, "dash": dash, "shape": "hv"}, "hoverinfo": "text",
            "hovertext": [
                f"{line.q:g} % keep both: by {told.value(when)} within {say_sum(cost, told.currency)}"
                for when, cost in zip(line.dates.tolist(), line.costs.tolist(), strict=True)
            ],
        }
        for line, (colour, dash) in zip(frontiers, LOOKS, strict=True)
    ]  # fmt: skip


def _cross(letter: str, at: str | float) -> Spec:
    other = "y" if letter == "x" else "x"
    place = {f"{letter}0": at, f"{letter}1": at, f"{other}0": 0, f"{other}1": 1, f"{other}ref": "paper"}
    return {"type": "line", **place, "line": {"color": ink("target"), "width": 2}}


def _quarters(found: Joint, *, named: bool = True) -> list[Spec]:
    """Return the chance of each quarter of the picture, in its outer corner, with or without words."""
    shares = [
        (0.0, 0.0, "both kept", found.both.value),
        (0.0, 1.0, "in time, over budget", found.only_in_time),
        (1.0, 0.0, "late, within budget", found.only_in_budget),
        (1.0, 1.0, "late and over budget", found.over_and_late.value),
    ]
    return [
        _corner(x, y, f"<b>{say_percent(max(share, 0.0))}</b>{f' {words}' if named else ''}")
        for x, y, words, share in shares
    ]


def _corner(x: float, y: float, text: str) -> Spec:
    return {
        "x": x, "xref": "paper", "xanchor": "left" if x == 0.0 else "right", "xshift": 6 if x == 0.0 else -6,
        "y": y, "yref": "paper", "yanchor": "bottom" if y == 0.0 else "top", "yshift": 6 if y == 0.0 else -6,
        "text": text, "showarrow": False, "bgcolor": ink("panel"), "opacity": 0.92, "borderpad": 2,
        "font": {"color": ink("target" if (x, y) == (0.0, 0.0) else "ink"), "size": 13},
    }  # fmt: skip


def _says(found: Joint, frontiers: Sequence[Frontier], told: Told) -> str:
    ends = "; ".join(
        f"{line.q:g} % keep both from {told.value(line.dates[0].item())} with "
        f"{say_sum(float(line.costs[0]), told.currency)} to {told.value(line.dates[-1].item())} with "
        f"{say_sum(float(line.costs[-1]), told.currency)}"
        for line in frontiers
    )
    return (
        f"Of all futures {say_percent(found.both.value)} keep both, {say_percent(max(found.only_in_time, 0.0))} only "
        f"the date, {say_percent(max(found.only_in_budget, 0.0))} only the money, and "
        f"{say_percent(found.over_and_late.value)} neither. Lines of equal joint confidence: {ends}."
    )
