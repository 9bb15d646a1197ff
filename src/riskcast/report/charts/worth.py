"""Net present values: where they may lie, and where nothing is gained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riskcast.analysis.money.npv import Worth
from riskcast.analysis.wording import say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.columns import clear_rows, money
from riskcast.report.charts.rows import LEFT, lines, lowered, row_axis
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.charts.sums import say_spread, say_sum
from riskcast.report.theme import base_layout, ink

Spec = dict[str, Any]
_ROW, _SMALL_ROW, _FRAME = 34, 46, 64


def worth_ranges(rows: Sequence[tuple[str, Worth]], currency: str) -> Chart:
    """Return one row per (name, net present value), the first on top."""
    count, names = len(rows), [name for name, _ in rows]
    line = scale(
        [0.0, *(x for _, at in rows for x in (at.p10.value, at.p90.value, at.planned, at.mean.value))], currency
    )
    height = _FRAME + _ROW * count
    layout = base_layout(height)
    layout |= {
        "margin": {"l": LEFT, "r": 14, "t": 8, "b": 44},
        "xaxis": line.axis(zeroline=True, zerolinecolor=ink("target"), zerolinewidth=2),
        "yaxis": row_axis(names),
    }
    low = lowered(range(count))
    return Chart(
        title="Net present value: benefits less costs",
        says=" ".join(_say(name, at, currency) for name, at in rows),
        data=[_spread(line, rows), _marks(line, rows, currency), _plans(line, rows)],
        layout=layout,
        spoken=True,
        height=height,
        small_height=_FRAME + _SMALL_ROW * count,
        small={**clear_rows(names), "xaxis": line.few_ticks()},
        small_data=[{"y": lines(low)}, {"y": low}, {"y": low}],
    )


def _spread(line: Scale, rows: Sequence[tuple[str, Worth]]) -> Spec:
    x = [place for _, at in rows for place in (*money(line, (at.p10.value, at.p90.value)), None)]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": lines(range(len(rows))), "hoverinfo": "skip",
        "line": {"color": ink("accent"), "width": 9},
    }  # fmt: skip


def _marks(line: Scale, rows: Sequence[tuple[str, Worth]], currency: str) -> Spec:
    return {
        "type": "scatter", "mode": "markers", "x": money(line, [at.mean.value for _, at in rows]),
        "y": list(range(len(rows))), "hoverinfo": "text", "hovertext": [_say(name, at, currency) for name, at in rows],
        "marker": {"color": ink("panel"), "size": 11, "line": {"color": ink("accent"), "width": 2.5}},
    }  # fmt: skip


def _plans(line: Scale, rows: Sequence[tuple[str, Worth]]) -> Spec:
    stroke = {"color": ink("ink"), "width": 2}
    return {
        "type": "scatter", "mode": "markers", "x": money(line, [at.planned for _, at in rows]),
        "y": list(range(len(rows))), "hoverinfo": "skip",
        "marker": {"symbol": "line-ns", "size": 16, "color": ink("ink"), "line": stroke},
    }  # fmt: skip


def _say(name: str, at: Worth, currency: str) -> str:
    return (
        f"{name}: planned {say_sum(at.planned, currency)}, expected {say_sum(at.mean.value, currency)}, P10 to P90 "
        f"{say_spread(at.p10.value, at.p90.value, currency)}, below zero in {say_percent(at.negative.value)}."
    )
