"""The S-curve of a program measure with its percentiles; shared by the sections on finish and cost."""

from __future__ import annotations

from riskcast.analysis.curves import curve
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.scurve import scurve
from riskcast.report.charts.stepped import stepped
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import el
from riskcast.report.key import key
from riskcast.report.live import live_p
from riskcast.report.section import Fragment
from riskcast.report.steps import level_at, levels, steps
from riskcast.report.table import details, table

MIDDLE = 50


def spread(context: Context, measure: str, chart_id: str) -> Fragment:
    """Return the S-curve of a measure with the table of its percentiles behind it."""
    summary = context.summary(measure)
    shape, middle = curve(context.result, measure), level_at(context, measure, MIDDLE)
    told = context.told(measure)

    def draw(p: int) -> Chart:
        marked = [middle, level_at(context, measure, p)]
        return scurve(shape, summary, marked, context.goal(measure), told)

    chart = stepped(draw, context.confidence, steps(context))
    promise = "Budget" if summary.is_money else "Target date"
    entries = [
        ("curve", "Chance that the value is not exceeded"),
        ("band", el("span", f"95 % interval of P{MIDDLE} and P", live_p(context))),
    ]
    if summary.target is not None:
        entries.append(("promise", promise))
    entries += [("plan", "Plan without uncertainty"), ("count", "How often each value came up")]
    rows = [(f"P{at.p}", told.value(at.value), told.interval(at)) for at in levels(context, measure)]
    caption = f"Percentiles of program {'cost' if summary.is_money else 'finish'}"
    behind = details("The numbers behind the curve", table(caption, ("Level", "Value", "95 % interval"), rows))
    return Fragment(figure(chart_id, chart, key=key(entries), behind=behind), {chart_id: chart})
