"""The schedule of a few dozen tasks: planned bars, where they may end, how often they are critical."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from riskcast.analysis.bars import Bar
from riskcast.analysis.wording import say_date, say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.label import instant, label
from riskcast.report.charts.rows import DOWN, LEFT, lines, lowered, row_axis, small_rows
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.theme import base_layout, criticality_class, ink

Spec = dict[str, Any]
_ROW, _SMALL_ROW, _FRAME = 22, 38, 44
"""Pixels per row, per row on narrow screens, and for the axis."""


def time_axis(rows: Sequence[Bar], target: date | None) -> Scale:
    """Return the axis that all charts of one schedule share."""
    ends: list[date] = [end for row in rows for end in (row.start, row.finish, row.p80_finish)]
    if target is not None:
        ends.append(target)
    return scale(ends, "")


def gantt(title: str, rows: Sequence[Bar], line: Scale, target: date | None) -> Chart:
    """Return one row per bar, the first on top; ``target`` is marked by a line through all rows."""
    count, names = len(rows), [row.name for row in rows]
    work = [(y, row) for y, row in enumerate(rows) if not row.is_milestone]
    points = [(y, row) for y, row in enumerate(rows) if row.is_milestone]
    height = _FRAME + _ROW * count
    layout = base_layout(height)
    shapes = [_target(line, target)] if target else []
    layout |= {
        "margin": {"l": LEFT, "r": 12, "t": 34, "b": 8},
        "barmode": "overlay",
        "xaxis": line.axis(side="top"),
        "yaxis": row_axis(names),
        "shapes": shapes,
    }
    return Chart(
        title=title,
        says=_says(rows),
        data=[_bars(work), _whiskers(rows), *_ticks(rows), _diamonds(points)],
        layout=layout,
        height=height,
        small_height=_FRAME + _SMALL_ROW * count,
        small={**small_rows(names), "xaxis": line.few_ticks()},
        small_data=_small_data(count, [y for y, _ in points]),
    )


def _bars(work: Sequence[tuple[int, Bar]]) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [instant(row.start) for _, row in work],
        "x": [(row.finish - row.start) / timedelta(milliseconds=1) for _, row in work],
        "y": [y for y, _ in work],
        "width": 0.62,
        "offset": -0.31,
        "marker": {"color": _colours(work), "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [_hover(row) for _, row in work],
    }


def _diamonds(points: Sequence[tuple[int, Bar]]) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [instant(row.finish) for _, row in points],
        "y": [y for y, _ in points],
        "marker": {
            "symbol": "diamond",
            "size": 12,
            "color": _colours(points),
            "line": {"color": ink("ink"), "width": 1},
        },
        "hoverinfo": "text",
        "hovertext": [_hover(row) for _, row in points],
    }


def _colours(rows: Sequence[tuple[int, Bar]]) -> list[str]:
    return [ink(f"crit{criticality_class(row.criticality)}") for _, row in rows]


def _whiskers(rows: Sequence[Bar]) -> Spec:
    x: list[str | None] = []
    for row in rows:
        x += [instant(min(row.finish, row.p50_finish)), instant(row.p80_finish), None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": lines(range(len(rows))), "hoverinfo": "skip",
        "line": {"color": ink("ink"), "width": 1},
    }  # fmt: skip


def _ticks(rows: Sequence[Bar]) -> list[Spec]:
    return [_tick([row.p50_finish for row in rows], 8, 1.5), _tick([row.p80_finish for row in rows], 13, 2.5)]


def _tick(when: Sequence[datetime], size: int, width: float) -> Spec:
    line = {"color": ink("ink"), "width": width}
    return {
        "type": "scatter", "mode": "markers", "x": [instant(t) for t in when], "y": list(range(len(when))),
        "marker": {"symbol": "line-ns", "size": size, "color": ink("ink"), "line": line}, "hoverinfo": "skip",
    }  # fmt: skip


def _small_data(count: int, points: list[int]) -> list[Spec]:
    low = lowered(range(count))
    return [{"width": 0.32, "offset": DOWN - 0.16}, {"y": lines(low)}, {"y": low}, {"y": low}, {"y": lowered(points)}]


def _target(line: Scale, target: date) -> Spec:
    look = {"color": ink("target"), "width": 2}
    x = line.at(target)
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": look}


def _hover(row: Bar) -> str:
    plan = (
        f"Plan {say_date(row.finish)}" if row.is_milestone else f"Plan {say_date(row.start)} to {say_date(row.finish)}"
    )
    ends = f"Finish P50 {say_date(row.p50_finish)}, P80 {say_date(row.p80_finish)}"
    return f"<b>{label(row.name, 60)}</b><br>{plan}<br>{ends}<br>critical in {say_percent(row.criticality)}"


def _says(rows: Sequence[Bar]) -> str:
    last = max(rows, key=lambda row: row.p80_finish)
    often = sum(row.criticality >= 0.5 for row in rows)
    return (
        f"{len(rows)} rows. The last to finish is \u2068{last.name}\u2069: planned {say_date(last.finish)}, "
        f"P50 {say_date(last.p50_finish)}, P80 {say_date(last.p80_finish)}. "
        f"Critical in at least half of the futures: {often} of {len(rows)}."
    )
