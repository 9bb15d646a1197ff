"""Booked, ordered and still to come of each project, against its budget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riskcast.analysis.money.cost_report import CostRow
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.columns import diamond, money
from riskcast.report.charts.label import label
from riskcast.report.charts.rows import DOWN, LEFT, lines, lowered, row_axis, small_rows
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.charts.sums import say_spread, say_sum
from riskcast.report.theme import base_layout, ink

Spec = dict[str, Any]
_ROW, _SMALL_ROW, _FRAME = 34, 48, 64


def outturn(named: Sequence[tuple[str, CostRow]], currency: str) -> Chart:
    """Return one row per (name, project), the first on top."""
    rows, names = [row for _, row in named], [name for name, _ in named]
    count = len(rows)
    values = [
        x for row in rows for x in (row.eac.value, row.eac_p50.value, row.eac_p80.value, row.actual, row.current or 0.0)
    ]
    line = scale([0.0, *values], currency)
    height = _FRAME + _ROW * count
    layout = base_layout(height)
    layout |= {
        "margin": {"l": LEFT, "r": 14, "t": 8, "b": 44},
        "barmode": "overlay",
        "xaxis": line.axis(),
        "yaxis": row_axis(names),
    }
    low, known = lowered(range(count)), [y for y, row in enumerate(rows) if row.current is not None]
    return Chart(
        title="Booked, ordered, still to come",
        says=" ".join(_say(name, row, currency) for name, row in named),
        data=[*_bars(line, named, currency), _range(line, rows), _end(line, rows), _budgets(line, rows, known)],
        layout=layout,
        spoken=True,
        height=height,
        small_height=_FRAME + _SMALL_ROW * count,
        small={**small_rows(names), "xaxis": line.few_ticks()},
        small_data=[
            *[{"width": 0.36, "offset": DOWN - 0.18}] * 3, {"y": lines(low)}, {"y": low}, {"y": lowered(known)},
        ],
    )  # fmt: skip


def _bars(line: Scale, named: Sequence[tuple[str, CostRow]], currency: str) -> list[Spec]:
    """Return what is booked, what is open on orders, and the rest up to the expected outturn."""
    rows = [row for _, row in named]
    booked = [row.actual for row in rows]
    ordered = [min(row.committed, max(row.etc, 0.0)) for row in rows]
    rest = [row.etc - part for row, part in zip(rows, ordered, strict=True)]
    base = [row.actual + part for row, part in zip(rows, ordered, strict=True)]
    hover = [f"<b>{label(name, 60)}</b><br>{_numbers(row, currency)}" for name, row in named]
    parts = (([0.0] * len(rows), booked, "accent"), (booked, ordered, "crit2"), (base, rest, "soft"))
    return [
        {
            "type": "bar", "orientation": "h", "base": money(line, begin), "x": money(line, size),
            "y": list(range(len(rows))), "width": 0.6, "offset": -0.3, "hoverinfo": "text", "hovertext": hover,
            "marker": {"color": ink(colour), "line": {"width": 0}},
        }
        for begin, size, colour in parts
    ]  # fmt: skip


def _range(line: Scale, rows: Sequence[CostRow]) -> Spec:
    x = [place for row in rows for place in (*money(line, (row.eac_p50.value, row.eac_p80.value)), None)]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": lines(range(len(rows))), "hoverinfo": "skip",
        "line": {"color": ink("ink"), "width": 2},
    }  # fmt: skip


def _end(line: Scale, rows: Sequence[CostRow]) -> Spec:
    return {
        "type": "scatter", "mode": "markers", "x": money(line, [row.eac_p80.value for row in rows]),
        "y": list(range(len(rows))), "hoverinfo": "skip",
        "marker": {"symbol": "line-ns", "size": 13, "color": ink("ink"), "line": {"color": ink("ink"), "width": 2.5}},
    }  # fmt: skip


def _budgets(line: Scale, rows: Sequence[CostRow], known: Sequence[int]) -> Spec:
    return {
        "type": "scatter", "mode": "markers", "x": money(line, [rows[y].current or 0.0 for y in known]),
        "y": list(known), "hoverinfo": "skip", "marker": diamond(),
    }  # fmt: skip


def _numbers(row: CostRow, currency: str) -> str:
    budget = "" if row.current is None else f", current budget {say_sum(row.current, currency)}"
    spread = say_spread(row.eac_p50.value, row.eac_p80.value, currency)
    return (
        f"booked {say_sum(row.actual, currency)}, open orders {say_sum(row.committed, currency)}, outturn "
        f"{say_sum(row.eac.value, currency)} expected, P50 to P80 {spread}{budget}"
    )


def _say(name: str, row: CostRow, currency: str) -> str:
    return f"\u2068{name}\u2069: {_numbers(row, currency)}."
