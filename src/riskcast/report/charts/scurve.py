"""The S-curve of a date or a sum: how likely each value is to hold, with goal, plan and percentiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from riskcast.analysis.curves import Curve
from riskcast.analysis.goal import Goal
from riskcast.analysis.level import Level
from riskcast.analysis.measures import MeasureSummary, Value
from riskcast.analysis.wording import say_frequency, say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.theme import axis, base_layout, ink
from riskcast.report.told import Told

Spec = dict[str, Any]
_SILENT = {"hoverinfo": "skip"}
_TAIL = 2
"""Points at each end of the curve that may lie outside the picture."""
_RIGHT = 0.6
"""Share of the width from which a label has no room on the right."""
_NEAR = 15
"""Percentage points by which two labels must differ to stand on the same side of the curve."""


def scurve(curve: Curve, summary: MeasureSummary, levels: Sequence[Level], goal: Goal, told: Told) -> Chart:
    """Return the S-curve over a faint histogram; ``levels`` are marked with value and interval."""
    inner = [_value(curve, i) for i in (_TAIL - 1, -_TAIL)]
    line = scale([*inner, goal.value, summary.deterministic], told.currency)
    layout = base_layout(380)
    layout |= {
        "margin": {"l": 8, "r": 14, "t": 52, "b": 8},
        "hovermode": "closest",
        "bargap": 0,
        "xaxis": line.axis(showgrid=False, showline=True, ticks="outside", tickcolor=ink("rule")),
        "yaxis": {"visible": False, "fixedrange": True, "range": [0, 2.6 * int(curve.counts.max())]},
        "yaxis2": axis(overlaying="y", side="left", range=[0, 103], dtick=20, ticksuffix=" %"),
        "annotations": [*_flags(line, goal, summary, told), *_marks(line, levels, told)],
        # For the page's script, which marks what readers enter.
        "meta": {"measure": summary.name, "unit": line.unit},
    }
    return Chart(
        title="How likely each cost is to hold" if summary.is_money else "How likely each finish date is to hold",
        says=_says(summary, levels, goal, told),
        data=[
            _histogram(curve, line),
            *_lines(line, levels, goal, summary),
            *(_interval(line, at) for at in levels),
            _curve(curve, line, told),
            _dots(line, levels),
        ],
        layout=layout,
        height=380,
        paper_height=290,
        small_height=340,
        small={"font": {"size": 12}, "xaxis": line.few_ticks()},
    )


def _value(curve: Curve, i: int) -> Value:
    value: Value = curve.x[i].item()
    return value


def _histogram(curve: Curve, line: Scale) -> Spec:
    width = curve.edges[1] - curve.edges[0]
    wide = float(width) / line.unit if line.money else float(width / np.timedelta64(1, "ms"))
    return {
        "type": "bar",
        "x": line.many(curve.edges[:-1]),
        "y": curve.counts.tolist(),
        "width": wide,
        "offset": 0,
        "marker": {"color": ink("soft"), "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _curve(curve: Curve, line: Scale, told: Told) -> Spec:
    by = "by" if not line.money else "at most"
    words = [f"{p:g} % {by} {told.value(_value(curve, i))}" for i, p in enumerate(curve.p.tolist())]
    return {
        "type": "scatter",
        "yaxis": "y2",
        "mode": "lines",
        "x": line.many(curve.x),
        "y": curve.p.tolist(),
        "line": {"color": ink("accent"), "width": 3},
        "hoverinfo": "text",
        "hovertext": words,
    }


def _interval(line: Scale, at: Level) -> Spec:
    return {
        "type": "scatter",
        "yaxis": "y2",
        "mode": "lines",
        "x": [] if at.is_open else [line.at(at.low), line.at(at.high)],
        "y": [] if at.is_open else [at.p, at.p],
        "line": {"color": ink("accent"), "width": 12},
        "opacity": 0.35,
        "hoverinfo": "skip",
    }


def _dots(line: Scale, levels: Sequence[Level]) -> Spec:
    return {
        "type": "scatter",
        "yaxis": "y2",
        "mode": "markers",
        "x": [line.at(at.value) for at in levels],
        "y": [at.p for at in levels],
        "marker": {"color": ink("panel"), "size": 9, "line": {"color": ink("accent"), "width": 2.5}},
        "hoverinfo": "skip",
    }


def _lines(line: Scale, levels: Sequence[Level], goal: Goal, summary: MeasureSummary) -> list[Spec]:
    """Return the upright lines; traces rather than shapes, because they belong over the histogram, under the curve."""
    drops = [_upright(line.at(at.value), at.p, "accent", "dot", 1.5) for at in levels]
    plan = _upright(line.at(summary.deterministic), 103, "muted", "dot", 1.5)
    return [*drops, plan, *([_upright(line.at(goal.value), 103, "target", "solid", 2)] if goal.is_promised else [])]


def _upright(x: str | float, top: float, colour: str, dash: str, width: float) -> Spec:
    look = {"color": ink(colour), "dash": dash, "width": width}
    return {"type": "scatter", "yaxis": "y2", "mode": "lines", "x": [x, x], "y": [0, top], "line": look} | _SILENT


def _flags(line: Scale, goal: Goal, summary: MeasureSummary, told: Told) -> list[Spec]:
    """Return the words above the lines for target and plan, on two levels so that they never touch."""
    plan = f"Plan {told.value(summary.deterministic)}"
    chance = f": {say_percent(goal.probability)}"
    if not goal.is_promised:
        return [_flag(line, summary.deterministic, plan + chance, "muted", 4)]
    word = "Budget" if summary.is_money else "Target"
    target = f"<b>{word} {told.value(goal.value)}{chance}</b>"
    return [_flag(line, goal.value, target, "target", 24), _flag(line, summary.deterministic, plan, "muted", 4)]


def _flag(line: Scale, value: Any, text: str, colour: str, up: int) -> Spec:
    share = line.share(value)
    anchor = "left" if share < 0.35 else "right" if share > 0.65 else "center"
    return {
        "x": line.at(value), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": up, "xanchor": anchor,
        "text": text, "showarrow": False, "font": {"color": ink(colour), "size": 13},
    }  # fmt: skip


def _marks(line: Scale, levels: Sequence[Level], told: Told) -> list[Spec]:
    """Return the labels of percentiles; of two that are near each other the upper one stands above the curve."""
    shown = sorted({at.p: at for at in levels}.values(), key=lambda at: at.p)
    lefts = [line.share(at.value) > _RIGHT for at in shown]
    if len(shown) > 1 and shown[-1].p - shown[0].p < _NEAR:
        lefts = [False, True]
    return [_mark(line, at, told, left) for at, left in zip(shown, lefts, strict=True)]


def _mark(line: Scale, at: Level, told: Told, left: bool) -> Spec:
    """Return the label of a percentile: right below its dot, where an S-curve leaves room, or left above it."""
    return {
        "x": line.at(at.value), "y": at.p, "yref": "y2", "showarrow": False, "bgcolor": ink("panel"), "opacity": 0.92,
        "xanchor": "right" if left else "left", "xshift": -10 if left else 10,
        "yanchor": "bottom" if left else "top", "yshift": 4 if left else -4,
        "text": f"<b>P{at.p}</b> {told.value(at.value)}", "font": {"color": ink("ink"), "size": 13},
    }  # fmt: skip


def _says(summary: MeasureSummary, levels: Sequence[Level], goal: Goal, told: Told) -> str:
    steps = ", ".join(f"{p} % by {told.value(summary.percentiles[p])}" for p in (10, 50, 90))
    if summary.is_money:
        steps = steps.replace(" % by ", " % within ")
    marks = "; ".join(f"P{at.p}, {told.interval(at)}" for at in levels)
    what = ("budget" if summary.is_money else "target") if goal.is_promised else "plan"
    chance = f"{say_percent(goal.probability)} ({say_frequency(goal.probability)})"
    return (
        f"Chances: {steps}. The {what}, {told.value(goal.value)}, holds with {chance}. "
        f"95 % intervals: {marks}. Bars in the background: how often each value came up."
    )
