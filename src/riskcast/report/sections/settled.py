"""Whether there were enough iterations."""

from __future__ import annotations

from riskcast.analysis.convergence import Convergence, convergence
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.settling import settling
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html
from riskcast.report.key import key
from riskcast.report.table import details, table
from riskcast.report.words import say_between


def settled(context: Context) -> tuple[list[Html], dict[str, Chart]]:
    """Return the figures of how the percentiles of finish and cost settled, with their tables; none for short runs."""
    parts, charts = [], {}
    for measure in ("finish", "cost") if context.has_cost else ("finish",):
        found = convergence(context.result, measure, context.levels)
        if len(found.iterations) < 2:
            continue
        id_ = f"chart-settled-{measure}"
        charts[id_] = settling(found, context.currency)
        entries = [("curve", "Percentile of the iterations so far"), ("count", "Its 95 % interval")]
        behind = details("The numbers behind the lines", _table(context, measure, found))
        parts.append(figure(id_, charts[id_], key=key(entries), behind=behind))
    return parts, charts


def _table(context: Context, measure: str, found: Convergence) -> Html:
    rows = [
        (
            f"{count:,}",
            *(say_between(r.low[k].item(), r.high[k].item(), context.currency) for r in found.lines),
        )
        for k, count in enumerate(found.iterations)
    ]
    columns = ("Iterations", *(f"P{r.p}, 95 % interval" for r in found.lines))
    return table(f"Settling of the {measure}", columns, rows)
