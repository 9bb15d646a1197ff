"""The schedule of a few dozen tasks: planned bars, what is done, where they may end, how often they are critical."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from riskcast.analysis.bars import Bar
from riskcast.analysis.progress import Done
from riskcast.analysis.wording import say_date, say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.ends import Ends
from riskcast.report.charts.label import instant, label
from riskcast.report.charts.rows import DOWN, LEFT, lines, lowered, row_axis, small_rows
from riskcast.report.charts.scale import Scale
from riskcast.report.charts.upright import Upright, upright_shapes
from riskcast.report.theme import base_layout, criticality_class, ink

Spec = dict[str, Any]
CHECK = "✓ "
"""Stands before the name of finished work."""
_ROW, _SMALL_ROW, _FRAME, _PAPER = 22, 38, 44, 860
"""Pixels per row, per row on narrow screens, for the axis, and that a printed page leaves."""
_WHISKERS, _LATE = 2, 4
"""Numbers of the traces that move with the percentile."""


@dataclass(frozen=True)
class GanttRow:
    """One task to draw."""

    bar: Bar
    day: date
    """On which it is planned to finish."""
    done: Done | None
    """Its past; None when it has not started."""

    @property
    def name(self) -> str:
        """The name, marked when the task is finished."""
        return (CHECK if self.is_finished else "") + self.bar.name

    @property
    def is_finished(self) -> bool:
        """Whether nothing about it is open."""
        return self.done is not None and self.done.is_finished


def gantt(title: str, rows: Sequence[GanttRow], ends: Ends, line: Scale, marks: Sequence[Upright]) -> Chart:
    """Return one row per task, the first on top; ``marks`` are dates through all rows."""
    count, names = len(rows), [row.name for row in rows]
    work = [(y, row) for y, row in enumerate(rows) if not row.bar.is_milestone]
    points = [(y, row) for y, row in enumerate(rows) if row.bar.is_milestone]
    open_ = [y for y, row in enumerate(rows) if not row.is_finished]
    to_come, hover = ends.only(open_), _Hover(rows, ends)
    height = _FRAME + _ROW * count
    layout = base_layout(height)
    layout |= {
        "margin": {"l": LEFT, "r": 12, "t": 34, "b": 8},
        "barmode": "overlay",
        "xaxis": line.axis(side="top"),
        "yaxis": row_axis(names),
        "shapes": upright_shapes(line, marks),
    }
    past = [y for y, row in work if row.done is not None]
    return Chart(
        title=title,
        says=_says(rows, ends),
        data=[
            _bars(work, hover),
            _past(rows, past),
            _line(to_come, open_),
            _tick(to_come, open_, 50, (8, 1.5)),
            _tick(to_come, open_, ends.level, (13, 2.5)),
            _diamonds(points, hover),
        ],
        layout=layout,
        height=height,
        paper_height=min(height, _PAPER),
        small_height=_FRAME + _SMALL_ROW * count,
        small={**small_rows(names), "xaxis": line.few_ticks()},
        small_data=_small_data(open_, [y for y, _ in points]),
        steps=_steps(to_come) if open_ else {},
    )


class _Hover:
    """What the pointer finds at a row: its parts, which one template per chart puts together."""

    def __init__(self, rows: Sequence[GanttRow], ends: Ends) -> None:
        self.level = ends.level
        middle, late = ends.said(50), ends.said(ends.level)
        self.cells = [[_plan(row), p50, p, _critical(row)] for row, p50, p in zip(rows, middle, late, strict=True)]

    def of(self, rows: Sequence[tuple[int, GanttRow]]) -> Spec:
        """Return the keys of a trace with these rows."""
        finish = f"Finish P50 %{{customdata[1]}}, P{self.level} %{{customdata[2]}}"
        return {
            "hovertext": [label(row.bar.name, 60) for _, row in rows],
            "customdata": [self.cells[y] for y, _ in rows],
            "hovertemplate": f"<b>%{{hovertext}}</b><br>%{{customdata[0]}}<br>{finish}<br>%{{customdata[3]}}"
            "<extra></extra>",
        }


def _plan(row: GanttRow) -> str:
    span = "" if row.bar.is_milestone else f"{say_date(row.bar.start)} to "
    return f"Plan {span}{say_date(row.day)}"


def _critical(row: GanttRow) -> str:
    if row.is_finished:
        return "finished"
    return f"{'in progress, ' if row.done else ''}critical in {say_percent(row.bar.criticality)}"


def _bars(work: Sequence[tuple[int, GanttRow]], hover: _Hover) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [instant(row.bar.start) for _, row in work],
        "x": [_span(row.bar.start, row.bar.finish) for _, row in work],
        "y": [y for y, _ in work],
        "width": 0.62,
        "offset": -0.31,
        "marker": {"color": _colours(work), "line": {"width": 0}},
        **hover.of(work),
    }


def _past(rows: Sequence[GanttRow], past: Sequence[int]) -> Spec:
    """Return the done parts: a narrow strip along the middle of the bar."""
    spans = [(rows[y].bar.start, min(done.until, rows[y].bar.finish)) for y in past if (done := rows[y].done)]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [instant(start) for start, _ in spans],
        "x": [_span(start, end) for start, end in spans],
        "y": list(past),
        "width": 0.2,
        "offset": -0.1,
        "marker": {"color": ink("ink"), "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _span(start: datetime, end: datetime) -> int:
    return round((end - start) / timedelta(milliseconds=1))


def _diamonds(points: Sequence[tuple[int, GanttRow]], hover: _Hover) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [instant(row.bar.finish) for _, row in points],
        "y": [y for y, _ in points],
        "marker": {
            "symbol": "diamond",
            "size": 12,
            "color": _colours(points),
            "line": {"color": ink("ink"), "width": 1},
        },
        **hover.of(points),
    }


def _colours(rows: Sequence[tuple[int, GanttRow]]) -> list[str]:
    return [ink(f"crit{criticality_class(row.bar.criticality)}") for _, row in rows]


def _line(ends: Ends, open_: Sequence[int]) -> Spec:
    return {
        "type": "scatter", "mode": "lines", "x": ends.reach(ends.level), "y": lines(open_), "hoverinfo": "skip",
        "line": {"color": ink("ink"), "width": 1},
    }  # fmt: skip


def _tick(ends: Ends, open_: Sequence[int], p: int, look: tuple[int, float]) -> Spec:
    size, width = look
    line = {"color": ink("ink"), "width": width}
    return {
        "type": "scatter", "mode": "markers", "x": ends.drawn(p), "y": list(open_), "hovertemplate": _at(p),
        "marker": {"symbol": "line-ns", "size": size, "color": ink("ink"), "line": line},
    }  # fmt: skip


def _at(p: int) -> str:
    return f"P{p} %{{x|%-d %b %Y}}<extra></extra>"


def _steps(ends: Ends) -> Mapping[int, list[tuple[int, Spec]]]:
    return {
        p: [(_WHISKERS, {"x": ends.reach(p)}), (_LATE, {"x": ends.drawn(p), "hovertemplate": _at(p)})]
        for p in ends.levels
    }


def _small_data(open_: Sequence[int], points: Sequence[int]) -> list[Spec]:
    low = lowered(open_)
    return [
        {"width": 0.32, "offset": DOWN - 0.16},
        {"width": 0.12, "offset": DOWN - 0.06},
        {"y": lines(low)},
        {"y": low},
        {"y": low},
        {"y": lowered(points)},
    ]


def _says(rows: Sequence[GanttRow], ends: Ends) -> str:
    late = ends.of(ends.level)
    last = int(late.argmax())
    p50, p = (ends.only([last]).said(level)[0] for level in (50, ends.level))
    often = sum(row.bar.criticality >= 0.5 for row in rows)
    finished = sum(row.is_finished for row in rows)
    words = (
        f"{len(rows)} rows. The last to finish is \u2068{rows[last].bar.name}\u2069: "
        f"planned {say_date(rows[last].day)}, P50 {p50}, P{ends.level} {p}. "
        f"Critical in at least half of the futures: {often} of {len(rows)}."
    )
    return words + (f" Finished: {finished}." if finished else "")
