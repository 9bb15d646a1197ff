"""Assets by fiscal year: what is capitalised, what is under construction at the year's end, what is written off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riskcast.analysis.money.capitalised import AssetYear
from riskcast.analysis.money.span import Span
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.columns import column_axis, columns, small_columns, upright_axis, whiskers
from riskcast.report.charts.label import label
from riskcast.report.charts.scale import scale
from riskcast.report.charts.sums import say_spread, say_sum
from riskcast.report.theme import base_layout

Spec = dict[str, Any]
SERIES = (
    ("capitalised", "Capitalised in the year", "accent"),
    ("under_construction", "Under construction at its end", "crit2"),
    ("amortisation", "Written off in the year", "crit0"),
)
"""Field, meaning and colour."""
_HEIGHT, _SMALL = 340, 320
_WIDE = 0.27


def asset_columns(years: Sequence[AssetYear], currency: str) -> Chart:
    """Return three columns with their ranges per fiscal year."""
    names = [year.fiscal_year for year in years]
    spans = {field: [_span(year, field) for year in years] for field, _, _ in SERIES}
    values = [x for row in spans.values() for at in row for x in (at.mean.value, at.p10.value, at.p80.value)]
    line = scale([0.0, *values], currency)
    layout = base_layout(_HEIGHT)
    layout |= {
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "barmode": "overlay",
        "xaxis": column_axis(names),
        "yaxis": upright_axis(line),
    }
    data = []
    for place, (field, words, colour) in enumerate(SERIES):
        row, at = spans[field], _WIDE * (place - 1.5)
        hover = [_hover(year.fiscal_year, words, own, currency) for year, own in zip(years, row, strict=True)]
        data.append(columns(line, [own.mean.value for own in row], colour, hover, at=at, width=0.9 * _WIDE))
        ends = [(own.p10.value, own.p80.value) for own in row]
        data.append(whiskers(line, ends, at=at + 0.45 * _WIDE, half=0.05))
    return Chart(
        title="What becomes an asset, year by year",
        says=" ".join(_say(year, currency) for year in years),
        data=data,
        layout=layout,
        spoken=True,
        height=_HEIGHT,
        paper_height=270,
        small_height=_SMALL,
        small=small_columns(names),
    )


def _span(year: AssetYear, field: str) -> Span:
    found: Span = getattr(year, field)
    return found


def _hover(year: str, words: str, at: Span, currency: str) -> str:
    spread = say_spread(at.p10.value, at.p80.value, currency)
    return f"<b>{label(year)}</b><br>{words}: {say_sum(at.mean.value, currency)}<br>P10 to P80: {spread}"


def _say(year: AssetYear, currency: str) -> str:
    parts = ", ".join(f"{words.lower()} {_sums(_span(year, field), currency)}" for field, words, _ in SERIES)
    return f"\u2068{year.fiscal_year}\u2069: {parts}."


def _sums(at: Span, currency: str) -> str:
    return f"{say_sum(at.mean.value, currency)} ({say_spread(at.p10.value, at.p80.value, currency)})"
