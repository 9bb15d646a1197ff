"""When money is spent, ordered and paid, and when the authorised money runs out."""

from __future__ import annotations

from collections.abc import Iterable

from riskcast.analysis.money.runout import RunOut
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.flow import Marks, flow_chart
from riskcast.report.charts.flows import HIGH, LATER, LOW, Flow, flow, settled
from riskcast.report.charts.sums import say_chance, say_spread, say_sum
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import convention, lead, span_cell
from riskcast.report.sections.samples import block, legend, stroke, upright
from riskcast.report.table import details, table
from riskcast.report.words import say_error

CHART = "chart-cash"
COLUMNS = ("Incurred", "Incurred so far", "Committed so far", "Paid so far")


def render(context: Context) -> Fragment | None:
    """Return the money period by period; nothing when the run kept no money over time."""
    if context.cash is None or len(context.cash.periods) < 2:
        return None
    marks = _marks(context)
    chart = _chart(context, marks)
    quarters = [flow(context.result, view, "quarter") for view in ("incurred", "committed", "paid")]
    note = f"Ranges run from P{LOW} to P{HIGH}; those of single months and quarters are stand-alone: do not add them."
    parts = [
        lead(_total(context), _run_out(context.run_out, context.currency)),
        convention(context.currency, note),
        figure(CHART, chart, key=_key(marks)),
        el("p", _views(context)),
        table(f"Quarter by quarter: mean, P{LOW} to P{HIGH}", ("Quarter", *COLUMNS), _rows(quarters)),
        details("Every period as a table", table("Every period", ("Period", *COLUMNS), _rows(context.flows.values()))),
    ]  # fmt: skip
    return Fragment(join(*parts), {CHART: chart})


def _views(context: Context) -> str:
    """Return what the three views are, and whether the other two are drawn behind the first."""
    said = (
        "Incurred is money when the work is done or the thing delivered, committed when it is ordered, paid when the "
        "invoice is."
    )
    incurred, committed, paid = (at.so_far.mean for at in context.flows.values())
    same = all(bool((abs(other - incurred) < 0.5).all()) for other in (committed, paid))
    return f"{said} Here nothing is ordered earlier or paid later, so all three are the same." if same else said


def _chart(context: Context, marks: Marks) -> Chart:
    incurred, committed, paid = flows = tuple(context.flows.values())
    known = [] if context.cash is None else [period for period in context.cash.periods if period.id != LATER]
    shown = known[: max(settled([each.so_far for each in flows]), 2)]
    return flow_chart(shown, incurred, committed, paid, marks, context.currency)


def _marks(context: Context) -> Marks:
    found, program = context.run_out, context.result.program
    status = program.data_date.date() if program.data_date is not None and program.actuals else None
    return Marks(None if found is None else found.authorised, "" if found is None else _cap(found), status)


def _cap(found: RunOut) -> str:
    return "Authorised" if found.cap == "authorised" else "Budget"


def _total(context: Context) -> str:
    so_far, currency = context.flows["incurred"].so_far, context.currency
    at = context.level("cost", context.confidence)
    return (
        f"{say_sum(float(so_far.mean[-1]), currency)} is expected in all, P{LOW} to P{HIGH}: "
        f"{say_spread(float(so_far.low[-1]), float(so_far.high[-1]), currency)}. P{at.p} is "
        f"{say_sum(float(at.value), currency)}, 95 % interval {say_error(at, currency)}."  # type: ignore[arg-type]
    )


def _run_out(found: RunOut | None, currency: str) -> str:
    """Return when commitments pass what is authorised."""
    if found is None:
        return ""
    limit = f"{'authorised' if found.cap == 'authorised' else 'budgeted'} {say_sum(found.authorised, currency)}"
    chance = say_chance(found.chance, found.low, found.high)
    levels = [(p, at) for p, at in ((10, found.p10), (50, found.p50), (80, found.p80)) if at is not None]
    when = ", ".join(f"{at} at P{p}" for p, at in levels)
    return f"Commitments pass the {limit} with {chance}{': by the end of ' if when else ''}{when}."


def _key(marks: Marks) -> Html:
    entries = [
        (stroke("accent"), "Incurred, expected"),
        (block("soft"), f"P{LOW} to P{HIGH} of it; below: expected in the month"),
        (stroke("crit3", "dash", 2), "Committed, expected"),
        (stroke("muted", "dot", 2), "Paid, expected"),
        (upright("accent"), f"P{LOW} to P{HIGH} of the month"),
    ]
    if marks.status is not None:
        entries += [(block("crit0"), "Month of the past"), (upright("muted", "dot"), "Data date")]
    return legend(entries)


def _rows(flows: Iterable[Flow]) -> list[tuple[str, ...]]:
    """Return one row per period of the three views, up to the last that holds money."""
    incurred, committed, paid = flows
    last = max((t for view in (incurred, committed, paid) for t in view.held), default=0)
    rows: list[tuple[str, ...]] = []
    for t, period in enumerate(incurred.names[: last + 1]):
        bands = (incurred.each, incurred.so_far, committed.so_far, paid.so_far)
        cells = (span_cell(float(band.mean[t]), float(band.low[t]), float(band.high[t])) for band in bands)
        rows.append((name(period), *cells))
    return rows
