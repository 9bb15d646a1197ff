"""Budget, booked, ordered and expected money of every project and cost line."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.money.cost_report import CostLineRow, CostRow
from riskcast.report.charts.outturn import outturn
from riskcast.report.charts.sums import say_figure, say_sum
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import convention, figure_cell, lead
from riskcast.report.sections.dates import MOST
from riskcast.report.sections.samples import DIAMOND, WHISKER, block, legend
from riskcast.report.table import details, table
from riskcast.report.words import DASH

CHART = "chart-outturn"
LISTED = 500
"""Cost lines that are listed at most, the largest first."""


def render(context: Context) -> Fragment | None:
    """Return the cost report; nothing without a ledger, orders, changes or line budgets to compare with."""
    program = context.result.program
    known = program.actuals or program.commitments or program.changes or any(line.budget for line in program.costs)
    if not context.has_cost or not known:
        return None
    *projects, whole = context.cost_report.rows
    named = [("Whole program", whole), *((row.label, row) for row in projects)]
    chart = outturn(named[: MOST + 1], context.currency)
    note = (
        "Variance is current budget less outturn: negative where money is short. Percentiles of projects: do not add."
    )
    parts = [
        lead(*_answers(whole, context.currency)),
        convention(context.currency, note),
        figure(CHART, chart, key=_key(named)),
        _budgets(named),
        _outturns(named),
        *_lines(context.cost_report.lines, context),
    ]
    return Fragment(join(*parts), {CHART: chart})


def _answers(whole: CostRow, currency: str) -> list[str]:
    said = [
        f"{say_figure(whole.eac, currency)} is the expected outturn: {say_sum(whole.actual, currency)} booked and "
        f"{say_sum(whole.etc, currency)} still to come, {say_sum(whole.committed, currency)} of it open on orders."
    ]
    if whole.current is not None and whole.variance is not None:
        word = "less" if whole.variance >= 0 else "more"
        said.append(
            f"That is {say_sum(abs(whole.variance), currency)} {word} than the current budget of "
            f"{say_sum(whole.current, currency)}."
        )
    return said


def _key(named: Sequence[tuple[str, CostRow]]) -> Html:
    entries = [
        (block("accent"), "Booked"),
        (block("crit2"), "Open on orders"),
        (block("soft"), "Rest up to the expected outturn"),
        (WHISKER, "P50 to P80 of the outturn"),
    ]
    budget = [(DIAMOND, "Current budget")] if any(row.current is not None for _, row in named) else []
    return legend([*entries, *budget])


def _budgets(named: Sequence[tuple[str, CostRow]]) -> Html:
    rows = [
        (name(label), *map(say_sum, (row.budget, row.changes, row.current, row.pending, row.incurred, row.accrual,
                                     row.actual, row.committed)))
        for label, row in named
    ]  # fmt: skip
    head = ("What", "Budget", "Approved changes", "Current budget", "Pending changes", "Invoiced", "Accrued", "Booked",
            "Open on orders")  # fmt: skip
    return table("Budget, booked and ordered", head, rows, strong=1)


def _outturns(named: Sequence[tuple[str, CostRow]]) -> Html:
    rows = [
        (
            name(label),
            say_sum(row.etc),
            say_sum(row.eac_plan),
            *(figure_cell(at) for at in (row.eac, row.eac_p50, row.eac_p80)),
            say_sum(row.variance),
        )
        for label, row in named
    ]
    head = ("What", "To complete, expected", "Outturn, plan", "Outturn, expected", "P50", "P80", "Variance")
    return table("Estimate at completion, with 95 % intervals; percentiles: do not add", head, rows, strong=1)


def _lines(lines: Sequence[CostLineRow], context: Context) -> list[Html]:
    if not lines:
        return []
    shown = lines if len(lines) <= LISTED else sorted(lines, key=lambda line: -abs(line.eac_plan))[:LISTED]
    many = (
        f"All {len(lines):,} cost lines"
        if len(shown) == len(lines)
        else f"The {LISTED} largest of {len(lines):,} cost lines"
    )
    projects = {project.id: project.label for project in context.result.program.projects}
    text = "Estimates of single lines are those of the plan, without risks; what risks add is in the sums above."
    head = (
        *("Line", "Project", "Category", "Supplier", "Budget", "Changes", "Booked", "Open on orders"),
        *("To complete, plan", "Outturn, plan", "Variance"),
    )
    rows = [_line(line, projects) for line in shown]
    return [details(f"{many} as a table", el("p", text), table("Cost lines", head, rows, words=(1, 2, 3)))]


def _line(line: CostLineRow, projects: dict[str, str]) -> tuple[str, ...]:
    sums = (line.budget, line.changes, line.actual, line.committed, line.etc_plan, line.eac_plan, line.variance)
    label = join(name(line.name), el("span", name(line.line), class_="sub line")) if line.name else name(line.line)
    words = (name(projects.get(line.project, line.project)), name(line.category or DASH), name(line.supplier or DASH))
    return (label, *words, *map(say_sum, sums))
