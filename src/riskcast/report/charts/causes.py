"""What the contingency is for: one bar per cause, with its error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riskcast.analysis.money.allocation import Part
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.columns import clear_rows, money
from riskcast.report.charts.label import label
from riskcast.report.charts.rows import DOWN, LEFT, lines, lowered, row_axis
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.charts.sums import say_sum
from riskcast.report.theme import base_layout, ink

Spec = dict[str, Any]
COLOURS = {"risk": "accent", "escalation": "crit2", "fx": "crit3", "rest": "crit0", "project": "accent"}
"""By kind of cause."""
_SHORT = {"escalation": "Price escalation", "fx": "Exchange rates", "rest": "Estimates and the rest"}
"""What is no risk and no project, as it fits beside a row."""
_ROW, _SMALL_ROW, _FRAME = 28, 42, 64
_SIGMAS = 1.96
"""Standard errors on each side of a 95 % interval."""


def causes(title: str, parts: Sequence[Part], currency: str) -> Chart:
    """Return one row per part, the first on top."""
    count, names = len(parts), [_SHORT.get(part.kind, part.label) for part in parts]
    line = scale([0.0, *(end for part in parts for end in ends(part))], currency)
    height = _FRAME + _ROW * count
    layout = base_layout(height)
    layout |= {
        "margin": {"l": LEFT, "r": 14, "t": 8, "b": 44},
        "xaxis": line.axis(zeroline=True, zerolinecolor=ink("muted"), zerolinewidth=1),
        "yaxis": row_axis(names),
    }
    low = lowered(range(count))
    return Chart(
        title=title,
        says=f"{'; '.join(_say(part, currency) for part in parts)}.",
        data=[_bars(line, parts, currency), _errors(line, parts)],
        layout=layout,
        spoken=True,
        height=height,
        small_height=_FRAME + _SMALL_ROW * count,
        small={**clear_rows(names), "xaxis": line.few_ticks()},
        small_data=[{"width": 0.36, "offset": DOWN - 0.18}, {"y": lines(low)}],
    )


def ends(part: Part) -> tuple[float, float]:
    """Return the 95 % interval of a part; only its value where the error cannot be told."""
    error = _SIGMAS * (part.error or 0.0)
    return part.amount - error, part.amount + error


def _bars(line: Scale, parts: Sequence[Part], currency: str) -> Spec:
    return {
        "type": "bar", "orientation": "h", "x": money(line, [part.amount for part in parts]),
        "y": list(range(len(parts))), "width": 0.6, "offset": -0.3,
        "marker": {"color": [ink(COLOURS[part.kind]) for part in parts], "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [f"<b>{label(part.label, 60)}</b><br>{_sum(part, currency)}" for part in parts],
    }  # fmt: skip


def _errors(line: Scale, parts: Sequence[Part]) -> Spec:
    x = [place for part in parts for place in (*money(line, ends(part)), None)]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": lines(range(len(parts))), "hoverinfo": "skip",
        "line": {"color": ink("ink"), "width": 1.5},
    }  # fmt: skip


def _say(part: Part, currency: str) -> str:
    return f"\u2068{part.label}\u2069 {_sum(part, currency)}"


def _sum(part: Part, currency: str) -> str:
    error = "" if part.error is None else f" ± {say_sum(_SIGMAS * part.error, currency)}"
    return f"{say_sum(part.amount, currency)}{error}"
