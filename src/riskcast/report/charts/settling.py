"""How percentiles settle: running values with their intervals against the number of iterations."""

from __future__ import annotations

from typing import Any

from riskcast.analysis.convergence import Convergence, Running
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.scale import Scale, scale
from riskcast.report.theme import axis, base_layout, ink
from riskcast.report.words import say_between, say_value

Spec = dict[str, Any]


def settling(found: Convergence, currency: str) -> Chart:
    """Return the chart; ``found`` has at least one point."""
    first = [value for run in found.lines for value in (run.low[0].item(), run.high[0].item())]
    ends = [value for run in found.lines for value in (run.low.min().item(), run.high.max().item())]
    line = scale([*first, *ends], currency)
    layout = base_layout(300)
    upright = line.axis() if line.money else {**line.axis(), "tickformat": "%-d %b %Y"}
    layout |= {
        "margin": {"l": 8, "r": 14, "t": 16, "b": 8},
        "xaxis": axis(showgrid=False, showline=True, ticks="outside", tickcolor=ink("rule"), tickformat=",d",
                      title={"text": "iterations", "font": {"size": 12}}, rangemode="tozero", nticks=6),
        "yaxis": upright,
        "annotations": [_name(found, run, line) for run in found.lines],
    }  # fmt: skip
    what = "cost" if line.money else "finish"
    return Chart(
        title=f"How the {what} settled as iterations were added",
        says=_says(found, currency),
        data=[trace for run in found.lines for trace in (*_band(found, run, line), _line(found, run, line, currency))],
        layout=layout,
        height=300,
        paper_height=210,
        small_height=280,
        small={"font": {"size": 12}, "xaxis": {"nticks": 3}},
    )


def _band(found: Convergence, run: Running, line: Scale) -> list[Spec]:
    look = {"type": "scatter", "mode": "lines", "x": list(found.iterations), "line": {"width": 0}, "hoverinfo": "skip"}
    return [
        {**look, "y": line.many(run.low)},
        {**look, "y": line.many(run.high), "fill": "tonexty", "fillcolor": ink("soft")},
    ]


def _line(found: Convergence, run: Running, line: Scale, currency: str) -> Spec:
    words = [
        f"P{run.p} after {count:,}: {say_value(run.value[k].item(), currency)}"
        for k, count in enumerate(found.iterations)
    ]
    return {
        "type": "scatter", "mode": "lines", "x": list(found.iterations), "y": line.many(run.value),
        "line": {"color": ink("accent"), "width": 2.5}, "hoverinfo": "text", "hovertext": words,
    }  # fmt: skip


def _name(found: Convergence, run: Running, line: Scale) -> Spec:
    return {
        "x": found.iterations[-1], "y": line.at(run.high[-1].item()), "xanchor": "right", "yanchor": "bottom",
        "yshift": 4, "text": f"<b>P{run.p}</b>", "showarrow": False, "font": {"color": ink("ink"), "size": 13},
    }  # fmt: skip


def _says(found: Convergence, currency: str) -> str:
    parts = []
    for run in found.lines:
        begun, ended = (say_between(run.low[k].item(), run.high[k].item(), currency) for k in (0, -1))
        parts.append(f"P{run.p} went from {begun} to {ended}")
    return (
        f"95 % intervals after {found.iterations[0]:,} and after {found.iterations[-1]:,} iterations: "
        f"{'; '.join(parts)}. A band that still narrows or drifts at its right end asks for more iterations."
    )
