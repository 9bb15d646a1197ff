"""The program in one picture: projects, promised milestones, and the dependencies between projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from riskcast.analysis.crossings import RoadLink
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.roadmap import Roadmap, RoadRow
from riskcast.analysis.wording import say_date, say_percent
from riskcast.model.task import DependencyType
from riskcast.report.charts.arrows import Arrow, arrow_heads, arrow_hover, arrow_shapes
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.gantt import CHECK
from riskcast.report.charts.label import instant, label
from riskcast.report.charts.roadmap_words import day_of, hover, link_hover, says
from riskcast.report.charts.rows import DOWN, LEFT, LONGEST, above, bare_axis, beside, lines, lowered, small_axis
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.charts.upright import upright_names, upright_shapes, uprights
from riskcast.report.theme import base_layout, criticality_class, ink

Spec = dict[str, Any]
_ROW, _TOP, _BOTTOM, _RIGHT = 25, 44, 42, 62
"""Pixels per row, above, below, and for the column of chances."""
_SMALL_ROW, _SMALL_TOP = 40, 30
"""The same on narrow screens."""
_PAPER = 740
"""Pixels that a printed page leaves beside headings, key and words."""
_TALL = {"project": 0.62, "task": 0.4, "milestone": 0.4}
"""Part of a row that a bar takes."""
_WIDTHS = ((0.75, 3.5), (0.5, 2.75), (0.25, 2.0), (0.0, 1.25))
"""Smallest share (0-1) of futures with both ends critical, and the width of the arrow in pixels."""
_STOOD_IN = 2
"""Latin letters by which bold names, and names that stand in, are shorter."""
_LATE = 3
"""Number of the trace that moves with the percentile."""


@dataclass(frozen=True)
class _Drawn:
    """What is drawn, with the rows of each kind."""

    found: Roadmap
    level: int
    days: FinishDays
    line: Scale
    arrows: list[Arrow]
    low: list[Arrow]
    """Arrows on narrow screens, where names stand above their rows."""
    work: list[int]
    """Rows with a bar."""
    points: list[int]
    """Rows with a diamond."""
    open: list[int]
    """Rows that are not finished."""
    promised: list[int]

    @property
    def rows(self) -> tuple[RoadRow, ...]:
        """All rows."""
        return self.found.rows


def roadmap_chart(found: Roadmap, level: int, days: FinishDays) -> Chart:
    """Return the picture; P50 and P``level`` are marked first, and ``days`` tells the day of a finish."""
    drawn = _drawn(found, level, days)
    count = len(found.rows)
    marks = uprights(found.status, found.target)
    names, shapes = upright_names(drawn.line, marks), upright_shapes(drawn.line, marks)
    height = _TOP + _BOTTOM + _ROW * count
    return Chart(
        title="The program on one page",
        says=says(found, level, days),
        spoken=True,
        data=_traces(drawn),
        layout=base_layout(height) | _wide(drawn, shapes, names),
        height=height,
        paper_height=min(height, _PAPER),
        small_height=_SMALL_TOP + _BOTTOM + _SMALL_ROW * count,
        small=_narrow(drawn, shapes, names),
        small_data=_narrow_traces(drawn),
        steps={p: [(_LATE, _late(found.rows, drawn.open, p, days))] for p in found.rows[0].finishes},
    )


def _drawn(found: Roadmap, level: int, days: FinishDays) -> _Drawn:
    rows = list(enumerate(found.rows))
    arrows = [_arrow(found, link) for link in found.links]
    return _Drawn(
        found=found,
        level=level,
        days=days,
        line=scale(_dates(found), ""),
        arrows=arrows,
        low=[arrow.moved(DOWN) for arrow in arrows],
        work=[y for y, row in rows if row.kind != "milestone"],
        points=[y for y, row in rows if row.kind == "milestone"],
        open=[y for y, row in rows if not row.is_finished],
        promised=[y for y, row in rows if row.target is not None],
    )


def _wide(drawn: _Drawn, shapes: list[Spec], names: list[Spec]) -> Spec:
    rows, line = drawn.rows, drawn.line
    return {
        "margin": {"l": LEFT, "r": _RIGHT, "t": _TOP, "b": _BOTTOM},
        "barmode": "overlay",
        "xaxis": line.axis(side="top"),
        "yaxis": bare_axis(len(rows)),
        "shapes": [*_bands(rows, 0.5), *shapes, *arrow_shapes(line, drawn.arrows)],
        "annotations": [*names, *_beside(rows), *_chances(rows)],
    }


def _narrow(drawn: _Drawn, shapes: list[Spec], names: list[Spec]) -> Spec:
    """Return what changes in the layout on narrow screens."""
    rows, line = drawn.rows, drawn.line
    return {
        "margin": {"l": 8, "r": 12, "t": _SMALL_TOP},
        "xaxis": line.few_ticks(),
        "yaxis": small_axis(len(rows)),
        "shapes": [*_bands(rows, 0.62), *shapes, *arrow_shapes(line, drawn.low)],
        "annotations": [*names, *_above(rows)],
    }


def _traces(drawn: _Drawn) -> list[Spec]:
    rows, days = drawn.rows, drawn.days
    return [
        _bars(rows, drawn.work, drawn.level, days),
        _whiskers(rows, drawn.open),
        _ticks(rows, drawn.open, 50, (8, 1.5), days),
        _ticks(rows, drawn.open, drawn.level, (13, 2.5), days),
        _promises(rows, drawn.promised),
        _diamonds(rows, drawn.points, drawn.level, days),
        arrow_hover(drawn.arrows, drawn.line),
        arrow_heads(drawn.arrows, drawn.line),
    ]


def _narrow_traces(drawn: _Drawn) -> list[Spec]:
    """Return what changes in the same traces on narrow screens."""
    open_, widths = lowered(drawn.open), [0.7 * _TALL[drawn.rows[y].kind] for y in drawn.work]
    return [
        {"width": widths, "y": lowered(drawn.work), "offset": None},
        {"y": lines(open_)},
        {"y": open_},
        {"y": open_},
        {"y": lowered(drawn.promised)},
        {"y": lowered(drawn.points)},
        {"y": arrow_hover(drawn.low, drawn.line)["y"]},
        {"y": [arrow.end_row for arrow in drawn.low]},
    ]


def _dates(found: Roadmap) -> list[date | float]:
    dates: list[date | float] = [found.status]
    for row in found.rows:
        dates += [row.start, row.finish, *row.finishes.values()]
        dates += [row.target] if row.target else []
    return dates + ([found.target] if found.target else [])


def _arrow(found: Roadmap, link: RoadLink) -> Arrow:
    before, after = found.rows[link.from_row], found.rows[link.to_row]
    from_finish = link.type in (DependencyType.FS, DependencyType.FF)
    to_finish = link.type in (DependencyType.FF, DependencyType.SF)
    return Arrow(
        start=before.finish if from_finish else before.start,
        start_row=link.from_row,
        leaves_right=from_finish or before.kind == "milestone",
        end=after.finish if to_finish else after.start,
        end_row=link.to_row,
        enters_right=to_finish and after.kind != "milestone",
        at_point=after.kind == "milestone",
        width=next(width for least, width in _WIDTHS if link.both >= least),
        hover=link_hover(before, after, link),
    )


def _bars(rows: Sequence[RoadRow], work: Sequence[int], level: int, days: FinishDays) -> Spec:
    shown = [rows[y] for y in work]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [instant(row.start) for row in shown],
        "x": [round((row.finish - row.start) / timedelta(milliseconds=1)) for row in shown],
        "y": list(work),
        "width": [_TALL[row.kind] for row in shown],
        "marker": {"color": _colours(shown), "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [hover(row, level, days) for row in shown],
    }


def _colours(rows: Sequence[RoadRow]) -> list[str]:
    return [ink(f"crit{criticality_class(row.criticality)}") for row in rows]


def _whiskers(rows: Sequence[RoadRow], at: Sequence[int]) -> Spec:
    x = [when for y in at for when in (instant(rows[y].finishes[10]), instant(rows[y].finishes[90]), None)]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": lines(at), "hoverinfo": "skip",
        "line": {"color": ink("ink"), "width": 1},
    }  # fmt: skip


def _ticks(rows: Sequence[RoadRow], at: Sequence[int], p: int, look: tuple[int, float], days: FinishDays) -> Spec:
    size, width = look
    return {
        "type": "scatter", "mode": "markers", **_late(rows, at, p, days), "y": list(at),
        "marker": {"symbol": "line-ns", "size": size, "color": ink("ink"), "line": _stroke("ink", width)},
    }  # fmt: skip


def _late(rows: Sequence[RoadRow], at: Sequence[int], p: int, days: FinishDays) -> Spec:
    x = [instant(_in_its_day(rows[y], rows[y].finishes[p], days)) for y in at]
    return {"x": x, "hovertemplate": f"P{p} %{{x|%-d %b %Y}}<extra></extra>"}


def _in_its_day(row: RoadRow, finish: datetime, days: FinishDays) -> datetime:
    """Return a finish that stands in the day it belongs to: midnight as a minute before."""
    return finish if day_of(row, finish, days) == finish.date() else finish - timedelta(minutes=1)


def _promises(rows: Sequence[RoadRow], at: Sequence[int]) -> Spec:
    promised = [(target, y) for y in at if (target := rows[y].target)]
    return {
        "type": "scatter", "mode": "markers", "y": [y for _, y in promised],
        "x": [instant(datetime.combine(target, datetime.min.time()) + timedelta(days=1)) for target, _ in promised],
        "marker": {"symbol": "line-ns", "size": 17, "color": ink("target"), "line": _stroke("target", 2.5)},
        "hoverinfo": "text", "hovertext": [f"promised {say_date(target)}" for target, _ in promised],
    }  # fmt: skip


def _stroke(role: str, width: float) -> Spec:
    return {"color": ink(role), "width": width}


def _diamonds(rows: Sequence[RoadRow], at: Sequence[int], level: int, days: FinishDays) -> Spec:
    shown = [rows[y] for y in at]
    return {
        "type": "scatter", "mode": "markers", "x": [instant(row.finish) for row in shown], "y": list(at),
        "marker": {"symbol": "diamond", "size": 12, "color": _colours(shown), "line": _stroke("ink", 1)},
        "hoverinfo": "text", "hovertext": [hover(row, level, days) for row in shown],
    }  # fmt: skip


def _bands(rows: Sequence[RoadRow], up: float) -> list[Spec]:
    """Return the ground of the projects' own rows."""
    return [
        {
            "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": y - up, "y1": y + 0.5, "layer": "below",
            "fillcolor": ink("paper"), "line": {"width": 0},
        }
        for y, row in enumerate(rows)
        if row.kind == "project"
    ]  # fmt: skip


def _name(row: RoadRow) -> str:
    name = label((CHECK if row.is_finished else "") + row.label, LONGEST - _STOOD_IN)
    return f"<b>{name}</b>" if row.kind == "project" else name


def _beside(rows: Sequence[RoadRow]) -> list[Spec]:
    return [beside(y, _name(row), indented=row.kind != "project") for y, row in enumerate(rows)]


def _above(rows: Sequence[RoadRow]) -> list[Spec]:
    """Return the names on narrow screens, on a ground that keeps arrows from crossing them."""
    return [
        {**above(y, _name(row) + _chance_words(row)), "bgcolor": ink("paper" if row.kind == "project" else "panel")}
        for y, row in enumerate(rows)
    ]


def _chances(rows: Sequence[RoadRow]) -> list[Spec]:
    """Return the column of chances to keep the promises, with its header."""
    at = {"xref": "paper", "x": 1, "xanchor": "right", "xshift": _RIGHT - 6, "showarrow": False, "borderpad": 0}
    found = [
        {**at, "y": y, "text": _chance(row), "font": {"color": ink("ink"), "size": 13}}
        for y, row in enumerate(rows)
        if row.chance is not None
    ]
    head = {"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 22, "text": "Chance"}
    return [{**at, **head, "font": {"color": ink("muted"), "size": 12}}, *found] if found else []


def _chance(row: RoadRow) -> str:
    if row.chance is None:
        return ""
    return ("kept" if row.chance >= 1.0 else "missed") if row.is_finished else say_percent(row.chance)


def _chance_words(row: RoadRow) -> str:
    words = _chance(row)
    return f" · {words}{'' if row.is_finished else ' on time'}" if words else ""
