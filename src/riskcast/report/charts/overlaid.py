"""Several S-curves on one axis, each with its name beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from riskcast.analysis.measures import Value
from riskcast.analysis.overlay import Line, Overlay
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.label import label
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.theme import axis, base_layout, ink
from riskcast.report.words import say_value

Spec = dict[str, Any]
LOOKS = (("accent", "solid"), ("crit3", "solid"), ("crit4", "dash"), ("muted", "solid"), ("crit2", "dot"))
"""Colour and line of the curves, in their order; from the sixth on they come again."""
_HEIGHT, _SMALL = 380, 340
_LEFT, _RIGHT = (58, 72, 86), (42, 28, 14)
"""Percent at which names stand on each side."""
NAMED = len(_LEFT) + len(_RIGHT)
"""Curves that can be named inside the picture."""
_LETTER = 0.0115
"""Share of the width that a letter takes on paper."""
_LONGEST = 22
_GAP = 0.03
_TAIL = 2
"""Points at each end of a curve that may lie outside the picture."""


@dataclass(frozen=True)
class Flag:
    """An upright line with its words above: a promise, or a plan."""

    value: Value | date
    text: str
    is_promise: bool


def overlaid(title: str, found: Overlay, flags: Sequence[Flag], currency: str) -> Chart:
    """Return the curves with at most two flags; names stand left of the curves on the left, right of the others."""
    ends = [line.x[i].item() for line in found.lines for i in (_TAIL - 1, -_TAIL)]
    tight = scale([*ends, *(flag.value for flag in flags)], currency)
    marks = _marks(found, tight)
    wide = _roomy(tight, marks)
    layout = base_layout(_HEIGHT)
    words = [_word(wide, flag, 4 + 20 * n) for n, flag in enumerate(flags)]
    layout |= {
        "margin": {"l": 8, "r": 14, "t": 12 + 20 * len(flags), "b": 8},
        "xaxis": wide.axis(showgrid=False, showline=True, ticks="outside", tickcolor=ink("rule")),
        "yaxis": axis(range=[0, 101], dtick=20, ticksuffix=" %"),
        "annotations": [*words, *(_name(wide, mark) for mark in marks)],
        "shapes": [_upright(wide, flag) for flag in flags],
    }
    small = {"range": tight.axis()["range"], **tight.few_ticks()}
    return Chart(
        title=title,
        says=" ".join(_say(found, line, currency) for line in found.lines),
        data=[_curve(found, n, wide, currency) for n in range(len(found.lines))],
        layout=layout,
        spoken=True,
        height=_HEIGHT,
        paper_height=290,
        small_height=_SMALL,
        small={"font": {"size": 12}, "xaxis": small, "annotations": [_word(tight, f, 4 + 20 * n)
                                                                      for n, f in enumerate(flags)]},
    )  # fmt: skip


@dataclass(frozen=True)
class _Mark:
    """The name of a curve: where it points to, and on which side it stands."""

    text: str
    colour: str
    value: Value
    p: int
    left: bool


def _marks(found: Overlay, line: Scale) -> list[_Mark]:
    """Return the names of the curves on the left half from below, those of the others from above."""
    middle = int(found.p.searchsorted(50.0))
    order = sorted(range(len(found.lines)), key=lambda n: line.share(found.lines[n].x[middle].item()))
    half = (len(order) + 1) // 2
    placed = [*zip(order[:half], _LEFT, strict=False), *zip(reversed(order[half:]), _RIGHT, strict=False)]
    return [_mark(found, n, p, left=p in _LEFT) for n, p in placed]


def _mark(found: Overlay, n: int, p: int, *, left: bool) -> _Mark:
    value = found.lines[n].x[int(found.p.searchsorted(float(p)))].item()
    return _Mark(label(found.lines[n].label, _LONGEST), look(n)[0], value, p, left)


def look(n: int) -> tuple[str, str]:
    """Return colour and dash of a curve by its place."""
    return LOOKS[n % len(LOOKS)]


def _roomy(line: Scale, marks: Sequence[_Mark]) -> Scale:
    """Return the axis with as much air at its ends as the names need."""
    low, high = line.low, line.high
    for _ in range(3):
        width = high - low
        for mark in marks:
            room = (_LETTER * len(mark.text) + _GAP) * width
            at = line.low + line.share(mark.value) * (line.high - line.low)
            low, high = (min(low, at - room), high) if mark.left else (low, max(high, at + room))
    return replace(line, low=low, high=high)


def _curve(found: Overlay, n: int, line: Scale, currency: str) -> Spec:
    drawn, (colour, dash) = found.lines[n], look(n)
    by = "at most" if found.is_money else "by"
    words = [
        f"{label(drawn.label, 40)}: {p:g} % {by} {say_value(value.item(), currency)}"
        for p, value in zip(found.p.tolist(), drawn.x, strict=True)
    ]
    return {
        "type": "scatter", "mode": "lines", "x": line.many(drawn.x), "y": found.p.tolist(),
        "line": {"color": ink(colour), "width": 3, "dash": dash}, "hoverinfo": "text", "hovertext": words,
    }  # fmt: skip


def _name(line: Scale, mark: _Mark) -> Spec:
    """Return a name at the edge with a thin line to its curve."""
    return {
        "x": line.at(mark.value), "y": mark.p, "xref": "x", "yref": "y", "axref": "x", "ayref": "y",
        "ax": line.place(0.008 if mark.left else 0.992), "ay": mark.p, "xanchor": "left" if mark.left else "right",
        "showarrow": True, "arrowhead": 6, "arrowsize": 0.6, "arrowwidth": 1, "arrowcolor": ink(mark.colour),
        "text": mark.text, "bgcolor": ink("panel"), "borderpad": 2, "font": {"color": ink("ink"), "size": 13},
    }  # fmt: skip


def _upright(line: Scale, flag: Flag) -> Spec:
    x = line.at(flag.value)
    colour, dash = ("target", "solid") if flag.is_promise else ("muted", "dot")
    look_ = {"color": ink(colour), "width": 2, "dash": dash}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": look_, "layer": "below"}


def _word(line: Scale, flag: Flag, up: int) -> Spec:
    share = line.share(flag.value)
    anchor = "left" if share < 0.35 else "right" if share > 0.65 else "center"
    return {
        "x": line.at(flag.value), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": up, "xanchor": anchor,
        "text": flag.text, "showarrow": False,
        "font": {"color": ink("target" if flag.is_promise else "muted"), "size": 13},
    }  # fmt: skip


def _say(found: Overlay, line: Line, currency: str) -> str:
    by = " within " if found.is_money else " by "
    at = (int(found.p.searchsorted(p)) for p in (10.0, 50.0, 80.0, 90.0))
    steps = ", ".join(f"{found.p[i]:g} %{by}{say_value(line.x[i].item(), currency)}" for i in at)
    return f"\u2068{line.label}\u2069: {steps}."
