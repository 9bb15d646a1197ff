"""The S-curve of a program measure with its percentiles; shared by the sections on finish and cost."""

from __future__ import annotations

from riskcast.analysis.curves import curve
from riskcast.analysis.level import level
from riskcast.report.charts.scurve import scurve
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.key import key
from riskcast.report.section import Fragment
from riskcast.report.table import details, table
from riskcast.report.words import say_error, say_value


def spread(context: Context, measure: str, chart_id: str) -> Fragment:
    """Return the S-curve of a measure with the table of its percentiles behind it."""
    summary = context.summary(measure)
    levels = [context.level(measure, p) for p in context.levels]
    chart = scurve(curve(context.result, measure), summary, levels, context.goal(measure), context.currency)
    promise = "Budget" if summary.is_money else "Target date"
    entries = [
        ("curve", "Chance that the value is not exceeded"),
        ("band", f"95 % interval of P50 and P{context.confidence}"),
    ]
    if summary.target is not None:
        entries.append(("promise", promise))
    entries += [("plan", "Plan without uncertainty"), ("count", "How often each value came up")]
    rows = [
        (f"P{p}", say_value(value, context.currency), say_error(level(context.result, measure, p), context.currency))
        for p, value in summary.percentiles.items()
    ]
    caption = f"Percentiles of program {'cost' if summary.is_money else 'finish'}"
    behind = details("The numbers behind the curve", table(caption, ("Level", "Value", "95 % interval"), rows))
    return Fragment(figure(chart_id, chart, key=key(entries), behind=behind), {chart_id: chart})
