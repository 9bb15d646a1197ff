"""The tasks that drive the finish: how often critical, and how closely the finish follows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riskcast.analysis.drivers import TaskDriver
from riskcast.analysis.wording import say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.label import label
from riskcast.report.charts.rows import DOWN, LEFT, row_axis, small_rows
from riskcast.report.theme import axis, base_layout, criticality_class, ink
from riskcast.report.words import say_correlation

Spec = dict[str, Any]
_ROW, _SMALL_ROW, _FRAME = 30, 44, 54


def tornado(rows: Sequence[TaskDriver]) -> Chart:
    """Return two panels of bars that share their rows, the first on top."""
    count, names = len(rows), [row.name for row in rows]
    heads = [_head(0, "How often critical"), _head(0.54, "Rank correlation")]
    height = _FRAME + _ROW * count
    layout = base_layout(height)
    layout |= {
        "margin": {"l": LEFT, "r": 8, "t": 40, "b": 8},
        "xaxis": axis(domain=[0, 0.46], range=[0, 1.22], visible=False),
        "xaxis2": axis(domain=[0.54, 1], range=_reach(rows), visible=False, anchor="y2"),
        "yaxis": row_axis(names),
        "yaxis2": {**row_axis(names), "anchor": "x2", "showticklabels": False},
        "annotations": heads,
        "shapes": [_zero(count)],
    }
    small = small_rows(names)
    small |= {"annotations": [*heads, *small["annotations"]], "yaxis2": small["yaxis"]}
    return Chart(
        title="Tasks that drive the finish",
        says="Strongest first: " + "; ".join(_say(row) for row in rows) + ".",
        data=[_critical(rows), _correlation(rows)],
        layout=layout,
        spoken=True,
        height=height,
        small_height=_FRAME + _SMALL_ROW * count,
        small=small,
        small_data=[{"width": 0.36, "offset": DOWN - 0.18}] * 2,
    )


def _reach(rows: Sequence[TaskDriver]) -> list[float]:
    values = [row.rank_correlation or 0.0 for row in rows]
    return [min(0.0, *values) * 1.3 - (0.12 if min(values) < 0 else 0.0), max(0.3, *values) * 1.3]


def _critical(rows: Sequence[TaskDriver]) -> Spec:
    colours = [ink(f"crit{criticality_class(row.criticality)}") for row in rows]
    return _bars([row.criticality for row in rows], [say_percent(row.criticality) for row in rows], colours, rows)


def _correlation(rows: Sequence[TaskDriver]) -> Spec:
    text = [say_correlation(row.rank_correlation) if row.rank_correlation is not None else "certain" for row in rows]
    colours = [ink("accent")] * len(rows)
    panel = {"xaxis": "x2", "yaxis": "y2"}
    return _bars([row.rank_correlation or 0.0 for row in rows], text, colours, rows) | panel


def _bars(values: list[float], text: list[str], colours: list[str], rows: Sequence[TaskDriver]) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [round(value, 4) for value in values],
        "y": list(range(len(values))),
        "width": 0.6,
        "offset": -0.3,
        "marker": {"color": colours, "line": {"width": 0}},
        "text": text,
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"color": ink("ink")},
        "hoverinfo": "text",
        "hovertext": [f"<b>{label(row.name, 60)}</b><br>{label(row.project)}<br>{_numbers(row)}" for row in rows],
    }


def _head(x: float, text: str) -> Spec:
    place = {"x": x, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 8}
    return {**place, "text": text, "showarrow": False, "font": {"color": ink("muted"), "size": 12}}


def _zero(count: int) -> Spec:
    look = {"color": ink("muted"), "width": 1}
    return {"type": "line", "xref": "x2", "yref": "y2", "x0": 0, "x1": 0, "y0": -0.5, "y1": count - 0.5, "line": look}


def _numbers(row: TaskDriver) -> str:
    correlation = "certain duration"
    if row.rank_correlation is not None:
        correlation = f"rank correlation {say_correlation(row.rank_correlation)}"
    return f"critical in {say_percent(row.criticality)}, {correlation}"


def _say(row: TaskDriver) -> str:
    return f"\u2068{row.name}\u2069 {_numbers(row)}"
