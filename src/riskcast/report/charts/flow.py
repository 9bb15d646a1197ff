"""Money month by month: what is spent up to each month, above what is spent in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.wording import say_date
from riskcast.model.fiscal import Period
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.columns import money, upright_axis
from riskcast.report.charts.flows import HIGH, LOW, Band, Flow
from riskcast.report.charts.label import instant, label
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.charts.sums import say_spread, say_sum
from riskcast.report.theme import base_layout, ink

Spec = dict[str, Any]
_HEIGHT, _SMALL = 470, 430
_UPPER, _LOWER = [0.40, 1.0], [0.0, 0.31]
"""Where the two panels lie."""
_DAY = 86_400_000.0


@dataclass(frozen=True)
class Marks:
    """What the picture is measured against."""

    authorised: float | None
    """Sum that may be committed."""
    word: str
    """What people call that sum."""
    status: date | None
    """Data date; None where nothing was booked."""


def flow_chart(
    periods: Sequence[Period], incurred: Flow, committed: Flow, paid: Flow, marks: Marks, currency: str
) -> Chart:
    """Return both panels for some periods; the flows may hold more."""
    count = len(periods)
    top = scale(_upper_values(count, (incurred, committed, paid), marks), currency)
    low = scale([0.0, *_part(incurred.each, count)], currency)
    days = scale([periods[0].start, periods[-1].end], "")
    layout = base_layout(_HEIGHT)
    layout |= {
        "margin": {"l": 8, "r": 14, "t": 22, "b": 8},
        "xaxis": days.axis(showgrid=False, showline=True, ticks="outside", tickcolor=ink("rule"), anchor="y"),
        "yaxis": {**upright_axis(low), "domain": _LOWER, "nticks": 4},
        "yaxis2": {**upright_axis(top), "domain": _UPPER, "anchor": "x", "nticks": 6},
        "annotations": [
            _head("Up to the end of each month", 1.0),
            _head("In the month", _LOWER[1]),
            *_flag(top, marks, currency),
        ],
        "shapes": _shapes(marks),
    }
    upper = [*_band(top, periods, incurred.so_far), *_others(top, periods, committed, paid),
             _line(top, periods, incurred, currency)]  # fmt: skip
    return Chart(
        title="Money over time",
        says=_says(periods, incurred, marks, currency),
        data=[*upper, *_authorised(top, days, marks), *_months(low, periods, incurred, marks, currency)],
        layout=layout,
        height=_HEIGHT,
        paper_height=330,
        small_height=_SMALL,
        small={"font": {"size": 12}, "xaxis": days.few_ticks(), "yaxis": {"nticks": 3}, "yaxis2": {"nticks": 4}},
    )


def _upper_values(count: int, flows: Sequence[Flow], marks: Marks) -> list[float]:
    ends = [value for flow in flows for value in flow.so_far.mean[:count].tolist()]
    return [0.0, *ends, *_part(flows[0].so_far, count), *([] if marks.authorised is None else [marks.authorised])]


def _part(band: Band, count: int) -> list[float]:
    return [value for line in (band.mean, band.low, band.high) for value in line[:count].tolist()]


def _ends(periods: Sequence[Period]) -> list[str]:
    """Return the beginning of the first period, then the end of each."""
    midnights = [periods[0].start, *(period.end + timedelta(days=1) for period in periods)]
    return [instant(datetime.combine(day, time())) for day in midnights]


def _running(line: Scale, periods: Sequence[Period], amounts: NDArray[np.float64]) -> Spec:
    values = [0.0, *amounts[: len(periods)].tolist()]
    return {"type": "scatter", "mode": "lines", "yaxis": "y2", "x": _ends(periods), "y": money(line, values)}


def _band(line: Scale, periods: Sequence[Period], band: Band) -> list[Spec]:
    silent = {"line": {"width": 0}, "hoverinfo": "skip"}
    return [
        {**_running(line, periods, band.low), **silent},
        {**_running(line, periods, band.high), **silent, "fill": "tonexty", "fillcolor": ink("soft")},
    ]


def _others(line: Scale, periods: Sequence[Period], committed: Flow, paid: Flow) -> list[Spec]:
    silent = {"hoverinfo": "skip"}
    return [
        {
            **_running(line, periods, flow.so_far.mean),
            "line": {"color": ink(colour), "width": 2, "dash": dash},
            **silent,
        }
        for flow, colour, dash in ((committed, "crit3", "dash"), (paid, "muted", "dot"))
    ]


def _line(line: Scale, periods: Sequence[Period], incurred: Flow, currency: str) -> Spec:
    words = ["", *(_hover(period, incurred.so_far, t, currency, "up to ") for t, period in enumerate(periods))]
    look = {"line": {"color": ink("accent"), "width": 3}, "hoverinfo": "text", "hovertext": words}
    return {**_running(line, periods, incurred.so_far.mean), **look}


def _hover(period: Period, band: Band, t: int, currency: str, before: str = "") -> str:
    low, high = float(band.low[t]), float(band.high[t])
    spread = f"<br>P{LOW} to P{HIGH}: {say_spread(low, high, currency)}"
    return f"<b>{before}{label(period.id)}</b><br>expected {say_sum(float(band.mean[t]), currency)}{spread}"


def _authorised(line: Scale, days: Scale, marks: Marks) -> list[Spec]:
    if marks.authorised is None:
        return []
    level = money(line, [marks.authorised] * 2)
    ends = [instant(datetime(1970, 1, 1) + timedelta(seconds=round(end))) for end in (days.low, days.high)]
    return [{
        "type": "scatter", "mode": "lines+text", "yaxis": "y2", "x": ends, "y": level, "hoverinfo": "skip",
        "line": {"color": ink("target"), "width": 2},
    }]  # fmt: skip


def _months(line: Scale, periods: Sequence[Period], flow: Flow, marks: Marks, currency: str) -> list[Spec]:
    count = len(periods)
    widths = [((period.end - period.start).days + 1) * _DAY for period in periods]
    middles = [instant(datetime.combine(period.start, time()) + timedelta(milliseconds=wide / 2))
               for period, wide in zip(periods, widths, strict=True)]  # fmt: skip
    past = [marks.status is not None and period.end <= marks.status for period in periods]
    bars: Spec = {
        "type": "bar", "x": middles, "y": money(line, flow.each.mean[:count].tolist()),
        "width": [0.78 * wide for wide in widths], "hoverinfo": "text",
        "marker": {"color": [ink("crit0" if is_past else "soft") for is_past in past], "line": {"width": 0}},
        "hovertext": [_hover(period, flow.each, t, currency) for t, period in enumerate(periods)],
    }  # fmt: skip
    return [bars, _spans(line, middles, flow.each)]


def _spans(line: Scale, middles: Sequence[str], band: Band) -> Spec:
    x = [place for middle in middles for place in (middle, middle, None)]
    ends = np.stack([band.low, band.high], axis=1)[: len(middles)]
    y = [place for low, high in ends.tolist() for place in (*money(line, (low, high)), None)]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip",
        "line": {"color": ink("accent"), "width": 2.5},
    }  # fmt: skip


def _shapes(marks: Marks) -> list[Spec]:
    if marks.status is None:
        return []
    look = {"color": ink("muted"), "width": 1.5, "dash": "dot"}
    day = instant(datetime.combine(marks.status, time()))
    return [{"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": look}]


def _flag(line: Scale, marks: Marks, currency: str) -> list[Spec]:
    if marks.authorised is None:
        return []
    return [{
        "x": 0, "xref": "paper", "xanchor": "left", "xshift": 4, "y": money(line, [marks.authorised])[0], "yref": "y2",
        "yanchor": "bottom", "yshift": 2, "text": f"{marks.word} {say_sum(marks.authorised, currency)}",
        "showarrow": False, "font": {"color": ink("target"), "size": 12},
    }]  # fmt: skip


def _head(text: str, y: float) -> Spec:
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": y, "yref": "paper", "yanchor": "bottom", "yshift": 3,
        "text": text, "showarrow": False, "font": {"color": ink("muted"), "size": 12},
    }  # fmt: skip


def _says(periods: Sequence[Period], incurred: Flow, marks: Marks, currency: str) -> str:
    last = len(periods) - 1
    most = int(incurred.each.mean[: len(periods)].argmax())
    said = [
        f"up to \u2068{periods[at].id}\u2069 {say_sum(float(incurred.so_far.mean[at]), currency)} is expected "
        f"(P{LOW} to P{HIGH}: {_spread(incurred.so_far, at, currency)})"
        for at in sorted({last // 4, last // 2, last})
    ]
    peak = (
        f"The most expensive month is \u2068{periods[most].id}\u2069 with "
        f"{say_sum(float(incurred.each.mean[most]), currency)} expected ({_spread(incurred.each, most, currency)})."
    )
    status = "" if marks.status is None else f" Booked until {say_date(marks.status)}."
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}. {peak}{status}"


def _spread(band: Band, at: int, currency: str) -> str:
    return say_spread(float(band.low[at]), float(band.high[at]), currency)
