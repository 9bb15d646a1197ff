"""Pictures of ranges that follow the confidence slider, with their explanation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from riskcast.analysis.measures import MeasureSummary
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.ranges import ranges
from riskcast.report.charts.stepped import stepped
from riskcast.report.context import Context
from riskcast.report.html import Html, el
from riskcast.report.key import key
from riskcast.report.live import live_p
from riskcast.report.steps import level_at, steps


def moving_ranges(context: Context, title: str, named: Sequence[tuple[str, MeasureSummary]]) -> Chart:
    """Return one row per (name, measure); the thick lines reach from P50 to the chosen percentile."""

    def draw(p: int) -> Chart:
        ends = [level_at(context, summary.name, p).value for _, summary in named]
        return ranges(title, named, context.currency, p=p, ends=ends, say=context.say)

    return stepped(draw, context.confidence, steps(context))


def range_key(context: Context, rows: Iterable[MeasureSummary]) -> Html:
    """Return the explanation of a picture of ranges; promises only where there are some."""
    entries = [
        ("thin", "P10 to P90"),
        ("thick", el("span", "P50 to P", live_p(context))),
        ("tick", "Plan without uncertainty"),
        ("diamond", "Promised"),
    ]
    return key(entries if any(row.target is not None for row in rows) else entries[:-1])
