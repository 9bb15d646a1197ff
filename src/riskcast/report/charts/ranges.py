"""Several dates or sums on one axis: from P10 to P90, with the promise and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from riskcast.analysis.measures import MeasureSummary
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.label import label
from riskcast.report.charts.rows import LEFT, lines, lowered, row_axis, small_rows
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.theme import base_layout, ink
from riskcast.report.words import say_value

Spec = dict[str, Any]
_ROW, _SMALL_ROW, _FRAME = 30, 44, 64


def ranges(title: str, named: Sequence[tuple[str, MeasureSummary]], currency: str) -> Chart:
    """Return one row per (name, measure), all dates or all money, the first on top."""
    rows = [replace(summary, label=name) for name, summary in named]
    count, names = len(rows), [row.label for row in rows]
    line = _axis(rows, currency)
    height = _FRAME + _ROW * count
    layout = base_layout(height)
    layout |= {
        "margin": {"l": LEFT, "r": 14, "t": 8, "b": 44},
        "xaxis": line.axis(),
        "yaxis": row_axis(names),
    }
    low = lowered(range(count))
    promised = [y for y, row in enumerate(rows) if row.target is not None]
    return Chart(
        title=title,
        says=" ".join(_say(row, currency) for row in rows),
        data=[
            _line(line, rows, 10, 90, 3),
            _line(line, rows, 50, 80, 9),
            _plan(line, rows, currency),
            _promise(line, rows, promised, currency),
        ],
        spoken=True,
        layout=layout,
        height=height,
        small_height=_FRAME + _SMALL_ROW * count,
        small={**small_rows(names), "xaxis": line.few_ticks()},
        small_data=[{"y": lines(low)}, {"y": lines(low)}, {"y": low}, {"y": lowered(promised)}],
    )


def _axis(rows: Sequence[MeasureSummary], currency: str) -> Scale:
    values = [value for row in rows for value in (row.percentiles[10], row.percentiles[90], row.deterministic)]
    return scale([*values, *(row.target for row in rows if row.target is not None)], currency)


def _line(line: Scale, rows: Sequence[MeasureSummary], low: int, high: int, width: int) -> Spec:
    x: list[Any] = []
    for row in rows:
        x += [line.at(row.percentiles[low]), line.at(row.percentiles[high]), None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": lines(range(len(rows))), "hoverinfo": "skip",
        "line": {"color": ink("accent"), "width": width},
    }  # fmt: skip


def _plan(line: Scale, rows: Sequence[MeasureSummary], currency: str) -> Spec:
    stroke = {"color": ink("ink"), "width": 2}
    return {
        "type": "scatter", "mode": "markers", "x": [line.at(row.deterministic) for row in rows],
        "y": list(range(len(rows))), "hoverinfo": "text", "hovertext": [_hover(row, currency) for row in rows],
        "marker": {"symbol": "line-ns", "size": 14, "color": ink("ink"), "line": stroke},
    }  # fmt: skip


def _promise(line: Scale, rows: Sequence[MeasureSummary], at: Sequence[int], currency: str) -> Spec:
    shown = [rows[y] for y in at]
    stroke = {"color": ink("panel"), "width": 1.5}
    return {
        "type": "scatter", "mode": "markers", "x": [line.at(_target(row)) for row in shown], "y": list(at),
        "hoverinfo": "text", "hovertext": [_hover(row, currency) for row in shown],
        "marker": {"symbol": "diamond", "size": 13, "color": ink("target"), "line": stroke},
    }  # fmt: skip


def _target(row: MeasureSummary) -> date | float:
    return row.deterministic if row.target is None else row.target


def _hover(row: MeasureSummary, currency: str) -> str:
    lines = [f"<b>{label(row.label, 60)}</b>", f"plan {say_value(row.deterministic, currency)}"]
    lines += [f"P{p} {say_value(row.percentiles[p], currency)}" for p in (10, 50, 80, 90)]
    if row.target is not None:
        lines.append(f"promised {say_value(row.target, currency)}")
    return "<br>".join(lines)


def _say(row: MeasureSummary, currency: str) -> str:
    p = {level: say_value(row.percentiles[level], currency) for level in (10, 50, 80, 90)}
    promise = "" if row.target is None else f", promised {say_value(row.target, currency)}"
    plan = say_value(row.deterministic, currency)
    return f"\u2068{row.label}\u2069: plan {plan}, P10 {p[10]}, P50 {p[50]}, P80 {p[80]}, P90 {p[90]}{promise}."
