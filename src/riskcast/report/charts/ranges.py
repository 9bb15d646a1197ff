"""Several dates or sums on one axis: from P10 to P90, with the promise and the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from riskcast.analysis.measures import MeasureSummary, Value
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.label import label
from riskcast.report.charts.rows import LEFT, lines, lowered, row_axis, small_rows
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.theme import base_layout, ink
from riskcast.report.words import say_value

Spec = dict[str, Any]
Say = Callable[[str, Value | date], str]
"""Says a value of a measure."""
_ROW, _SMALL_ROW, _FRAME = 30, 44, 64


def ranges(
    title: str,
    named: Sequence[tuple[str, MeasureSummary]],
    currency: str,
    *,
    p: int = 80,
    ends: Sequence[Value] = (),
    say: Say | None = None,
) -> Chart:
    """Return one row per (name, measure), all dates or all money, the first on top.

    Parameters
    ----------
    title
        Heading of the chart.
    named
        Names and what they stand for.
    currency
        ISO code for sums.
    p
        Percentile to which the thick lines reach from P50.
    ends
        Its value in each row; may be left out where every summary holds it.
    say
        Says a value of a measure; as a finish or a sum when None.
    """
    told = say or (lambda _, value: say_value(value, currency))
    ends = ends or [summary.percentiles[p] for _, summary in named]
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
        says=" ".join(_say(row, told) for row in rows),
        data=[
            _line(line, [(row.percentiles[10], row.percentiles[90]) for row in rows], 3),
            _line(line, [(row.percentiles[50], end) for row, end in zip(rows, ends, strict=True)], 9),
            _plan(line, rows, told),
            _promise(line, rows, promised, told),
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


def _line(line: Scale, spans: Sequence[tuple[Value, Value]], width: int) -> Spec:
    x: list[Any] = []
    for low, high in spans:
        x += [line.at(low), line.at(high), None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": lines(range(len(spans))), "hoverinfo": "skip",
        "line": {"color": ink("accent"), "width": width},
    }  # fmt: skip


def _plan(line: Scale, rows: Sequence[MeasureSummary], say: Say) -> Spec:
    stroke = {"color": ink("ink"), "width": 2}
    return {
        "type": "scatter", "mode": "markers", "x": [line.at(row.deterministic) for row in rows],
        "y": list(range(len(rows))), "hoverinfo": "text", "hovertext": [_hover(row, say) for row in rows],
        "marker": {"symbol": "line-ns", "size": 14, "color": ink("ink"), "line": stroke},
    }  # fmt: skip


def _promise(line: Scale, rows: Sequence[MeasureSummary], at: Sequence[int], say: Say) -> Spec:
    shown = [rows[y] for y in at]
    stroke = {"color": ink("panel"), "width": 1.5}
    return {
        "type": "scatter", "mode": "markers", "x": [line.at(_target(row)) for row in shown], "y": list(at),
        "hoverinfo": "text", "hovertext": [_hover(row, say) for row in shown],
        "marker": {"symbol": "diamond", "size": 13, "color": ink("target"), "line": stroke},
    }  # fmt: skip


def _target(row: MeasureSummary) -> date | float:
    return row.deterministic if row.target is None else row.target


def _hover(row: MeasureSummary, say: Say) -> str:
    lines = [f"<b>{label(row.label, 60)}</b>", f"plan {say(row.name, row.deterministic)}"]
    lines += [f"P{p} {say(row.name, row.percentiles[p])}" for p in (10, 50, 80, 90)]
    if row.target is not None:
        lines.append(f"promised {say(row.name, row.target)}")
    return "<br>".join(lines)


def _say(row: MeasureSummary, say: Say) -> str:
    p = {level: say(row.name, row.percentiles[level]) for level in (10, 50, 80, 90)}
    promise = "" if row.target is None else f", promised {say(row.name, row.target)}"
    plan = say(row.name, row.deterministic)
    return f"\u2068{row.label}\u2069: plan {plan}, P10 {p[10]}, P50 {p[50]}, P80 {p[80]}, P90 {p[90]}{promise}."
