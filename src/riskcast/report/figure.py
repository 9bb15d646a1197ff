"""The place of a chart on the page: title, drawing, the same in words, and the table behind it."""

from __future__ import annotations

from riskcast.report.charts.chart import Chart
from riskcast.report.html import Html, el


def figure(id_: str, chart: Chart, *, key: str = Html(""), behind: str = Html("")) -> Html:
    """Return the figure for a chart.

    Parameters
    ----------
    id_
        Element id of the drawing; the page's script finds the chart by it.
    chart
        What will be drawn.
    key
        Explanation of signs and colours above the drawing.
    behind
        Table with the numbers, usually inside ``details``.
    """
    says = f"{id_}-says"
    plot = el(
        "div",
        id=id_,
        class_="plot",
        role="img",
        aria_label=chart.title,
        aria_describedby=says,
        style=f"--tall:{chart.height}px;--small:{chart.small_height}px",
    )
    return el(
        "figure",
        el("h3", chart.title),
        key,
        plot,
        el("figcaption", chart.says, id=says, class_="spoken" if chart.spoken else None),
        behind,
    )
