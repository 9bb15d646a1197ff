"""Fiscal years: what is capitalised and what is expensed in each, how far it may go, and what may be spent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riskcast.analysis.money.years import YearRow
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.columns import column_axis, columns, diamond, money, small_columns, upright_axis, whiskers
from riskcast.report.charts.label import label
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.charts.sums import say_spread, say_sum
from riskcast.report.theme import base_layout, ink

Spec = dict[str, Any]
_HEIGHT, _SMALL = 360, 320


def year_columns(rows: Sequence[YearRow], currency: str) -> Chart:
    """Return one column per fiscal year."""
    names = [row.year for row in rows]
    values = [value for row in rows for value in (row.p10, row.p90, row.mean, row.budget or 0.0)]
    line = scale([0.0, *values], currency)
    layout = base_layout(_HEIGHT)
    layout |= {
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "barmode": "overlay",
        "xaxis": column_axis(names),
        "yaxis": upright_axis(line),
    }
    return Chart(
        title="What each fiscal year may cost",
        says=" ".join(_say(row, currency) for row in rows),
        data=[*_bars(line, rows, currency), *_ranges(line, rows), _budgets(line, rows)],
        layout=layout,
        spoken=True,
        height=_HEIGHT,
        paper_height=280,
        small_height=_SMALL,
        small=small_columns(names),
    )


def _bars(line: Scale, rows: Sequence[YearRow], currency: str) -> list[Spec]:
    """Return capex from zero with opex on it; one bar where they were not kept apart."""
    hover = [_hover(row, currency) for row in rows]
    capex = [row.capex if row.capex is not None else 0.0 for row in rows]
    opex = [row.opex if row.opex is not None else row.mean for row in rows]
    return [columns(line, capex, "accent", hover), columns(line, opex, "soft", hover, on=capex)]


def _ranges(line: Scale, rows: Sequence[YearRow]) -> list[Spec]:
    ticks: Spec = {
        "type": "scatter", "mode": "markers", "x": list(range(len(rows))), "y": money(line, [row.p80 for row in rows]),
        "marker": {"symbol": "line-ew", "size": 20, "color": ink("ink"), "line": {"color": ink("ink"), "width": 3}},
        "hoverinfo": "skip",
    }  # fmt: skip
    return [whiskers(line, [(row.p10, row.p90) for row in rows]), ticks]


def _budgets(line: Scale, rows: Sequence[YearRow]) -> Spec:
    at = [(place, row.budget) for place, row in enumerate(rows) if row.budget is not None]
    return {
        "type": "scatter", "mode": "markers", "x": [place + 0.22 for place, _ in at],
        "y": money(line, [budget for _, budget in at]), "hoverinfo": "skip",
        "marker": diamond(),
    }  # fmt: skip


def _hover(row: YearRow, currency: str) -> str:
    lines = [f"<b>{label(row.year)}</b>", f"expected {say_sum(row.mean, currency)}"]
    if row.capex is not None and row.opex is not None:
        lines.append(f"capex {say_sum(row.capex, currency)}, opex {say_sum(row.opex, currency)}")
    lines.append(f"P10 to P90: {say_spread(row.p10, row.p90, currency)}")
    lines.append(f"P80: {say_sum(row.p80, currency)}")
    return "<br>".join(lines + ([] if row.budget is None else [f"budget {say_sum(row.budget, currency)}"]))


def _say(row: YearRow, currency: str) -> str:
    budget = "" if row.budget is None else f", budget {say_sum(row.budget, currency)}"
    spread = f"P10 to P90 {say_spread(row.p10, row.p90, currency)}, P80 {say_sum(row.p80, currency)}"
    return f"\u2068{row.year}\u2069: {say_sum(row.mean, currency)} expected, {spread}{budget}."
