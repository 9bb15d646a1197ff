"""Contingency as it is used: what is left, what is still needed, and the chance that it has run out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from riskcast.analysis.money.drawdown import Position
from riskcast.analysis.wording import say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.columns import money, upright_axis
from riskcast.report.charts.label import instant, label
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.charts.sums import say_spread, say_sum
from riskcast.report.theme import axis, base_layout, ink

Spec = dict[str, Any]
Dated = tuple[date, Position]
_HEIGHT, _SMALL = 440, 420
_UPPER, _LOWER = [0.36, 1.0], [0.0, 0.27]


def drawdown_chart(points: Sequence[Dated], p: int, currency: str) -> Chart:
    """Return money above, chance of exhaustion below; ``points`` are at least two positions with their days."""
    values = [
        value for _, at in points for value in (at.remaining_p10.value, at.remaining_p90.value, at.required.value)
    ]
    line, days = scale([0.0, *values], currency), scale([points[0][0], points[-1][0]], "")
    layout = base_layout(_HEIGHT)
    layout |= {
        "margin": {"l": 8, "r": 14, "t": 22, "b": 8},
        "xaxis": days.axis(showgrid=False, showline=True, ticks="outside", tickcolor=ink("rule"), anchor="y"),
        "yaxis": axis(domain=_LOWER, range=[0, 103], dtick=50, ticksuffix=" %"),
        "yaxis2": {**upright_axis(line), "domain": _UPPER, "anchor": "x", "nticks": 6},
        "annotations": [
            _head("Money at the end of each month", 1.0),
            _head("Chance that it has run out by then", _LOWER[1]),
        ],
    }
    return Chart(
        title="Contingency: what is left and what is still needed",
        says=_says(points, p, currency),
        data=[*_band(line, points), _required(line, points), _left(line, points, p, currency), *_chance(points)],
        layout=layout,
        height=_HEIGHT,
        paper_height=330,
        small_height=_SMALL,
        small={"font": {"size": 12}, "xaxis": days.few_ticks(), "yaxis2": {"nticks": 4}},
    )


def _days(points: Sequence[Dated]) -> list[str]:
    return [instant(datetime.combine(day + timedelta(days=1), time())) for day, _ in points]


def _curve(line: Scale, points: Sequence[Dated], values: Sequence[float]) -> Spec:
    return {"type": "scatter", "mode": "lines", "yaxis": "y2", "x": _days(points), "y": money(line, values)}


def _band(line: Scale, points: Sequence[Dated]) -> list[Spec]:
    silent = {"line": {"width": 0}, "hoverinfo": "skip"}
    low, high = ([getattr(at, name).value for _, at in points] for name in ("remaining_p10", "remaining_p90"))
    return [
        {**_curve(line, points, low), **silent},
        {**_curve(line, points, high), **silent, "fill": "tonexty", "fillcolor": ink("soft")},
    ]


def _required(line: Scale, points: Sequence[Dated]) -> Spec:
    look = {"line": {"color": ink("target"), "width": 3, "dash": "dash"}, "hoverinfo": "skip"}
    return {**_curve(line, points, [at.required.value for _, at in points]), **look}


def _left(line: Scale, points: Sequence[Dated], p: int, currency: str) -> Spec:
    words = [
        f"<b>{label(at.period or 'data date')}</b><br>left {say_sum(at.remaining.value, currency)}<br>P10 to P90: "
        f"{say_spread(at.remaining_p10.value, at.remaining_p90.value, currency)}<br>"
        f"needed (P{p}) {say_sum(at.required.value, currency)}<br>run out by then: {say_percent(at.exhausted.value)}"
        for _, at in points
    ]
    look = {"line": {"color": ink("accent"), "width": 3}, "hoverinfo": "text", "hovertext": words}
    return {**_curve(line, points, [at.remaining.value for _, at in points]), **look}


def _chance(points: Sequence[Dated]) -> list[Spec]:
    """Return the chance with its 95 % interval."""
    low, mean, high = (
        [round(100 * getattr(at.exhausted, end), 3) for _, at in points] for end in ("low", "value", "high")
    )
    base: Spec = {"type": "scatter", "mode": "lines", "x": _days(points), "hoverinfo": "skip"}
    return [
        {**base, "y": low, "line": {"width": 0}},
        {**base, "y": high, "line": {"width": 0}, "fill": "tonexty", "fillcolor": ink("soft")},
        {**base, "y": mean, "line": {"color": ink("crit4"), "width": 3}},
    ]


def _head(text: str, y: float) -> Spec:
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": y, "yref": "paper", "yanchor": "bottom", "yshift": 3,
        "text": text, "showarrow": False, "font": {"color": ink("muted"), "size": 12},
    }  # fmt: skip


def _says(points: Sequence[Dated], p: int, currency: str) -> str:
    chosen = dict.fromkeys((0, len(points) // 3, 2 * len(points) // 3, len(points) - 1))
    said = []
    for _, at in (points[place] for place in chosen):
        when = f"at the end of \u2068{at.period}\u2069" if at.period else "at the data date"
        spread = say_spread(at.remaining_p10.value, at.remaining_p90.value, currency)
        said.append(
            f"{when} {say_sum(at.remaining.value, currency)} are left (P10 to P90: {spread}), "
            f"{say_sum(at.required.value, currency)} are needed (P{p}), and it has run out in "
            f"{say_percent(at.exhausted.value)} of futures"
        )
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}."
