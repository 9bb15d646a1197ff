"""Fiscal years against their budgets, over and under."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.money.capitalised import YearSpan
from riskcast.analysis.money.spend import has_treatments
from riskcast.analysis.money.years import YearRow, year_table
from riskcast.analysis.wording import say_percent
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.report.charts.flows import by_category
from riskcast.report.charts.sums import DUST, say_chance, say_spread, say_sum
from riskcast.report.charts.years import year_columns
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import chance_cell, convention, estimate, lead, mean_cell, span_cell
from riskcast.report.sections.samples import DIAMOND, RANGE, block, legend, stroke
from riskcast.report.table import details, table
from riskcast.report.words import DASH

CHART = "chart-years"
STAND_ALONE = "stand-alone, do not add"
HEAD = ("Year", "Plan", "Expected", "P10", "P50", "P80", "P90")


def render(context: Context) -> Fragment | None:
    """Return the fiscal years; nothing when the run kept no money over time."""
    if context.cash is None:
        return None
    rows = context.years
    chart = year_columns(rows, context.currency)
    note = "Percentiles of a year are stand-alone: do not add those of several years. The means add up."
    parts = [
        lead(*(_answers(rows, context) or [_most(rows, context.currency)])),
        convention(context.currency, note),
        figure(CHART, chart, key=_key(rows)),
        _picker(rows),
        _all_years(rows),
        *_against(rows, context),
        *_apart(context),
        *_categories(context),
        *_double_running(context),
    ]
    return Fragment(join(*parts), {CHART: chart})


def _picker(rows: Sequence[YearRow]) -> Html:
    """Return the choice of one year, whose figures the page's script puts side by side; hidden without scripts."""
    options = (el("option", row.year, value=row.year) for row in rows)
    choice = el("select", el("option", "All years", value=""), *options)
    figures = el("dl", class_="figures", hidden=True)
    return el("div", el("label", "One year at a time ", choice), figures, class_="years", data_years=True, hidden=True)


def _all_years(rows: Sequence[YearRow]) -> Html:
    caption, years = f"Fiscal years; percentiles: {STAND_ALONE}", [row.year for row in rows]
    return table(caption, _head(rows), [_row(row, rows) for row in rows], years=years)


def _most(rows: Sequence[YearRow], currency: str) -> str:
    row = max(rows, key=lambda row: row.mean)
    spread = say_spread(row.p10, row.p90, currency)
    return f"{say_sum(row.mean, currency)} is expected in {row.year}, the most expensive year, P10 to P90: {spread}."


def _answers(rows: Sequence[YearRow], context: Context) -> list[str]:
    """Return which year most likely breaks its budget, and which most likely leaves money; nothing without budgets."""
    known = [row for row in rows if row.over is not None and row.under is not None]
    if not known:
        return []
    over, under = max(known, key=lambda row: row.over or 0.0), max(known, key=lambda row: row.under or 0.0)
    far = say_percent(context.result.program.finance.threshold)
    return [
        f"{say_chance(over.over or 0.0, over.over_low or 0.0, over.over_high or 0.0)} is the chance that {over.year} "
        f"costs over {far} more than its budget of {say_sum(over.budget, context.currency)}: no year's is higher.",
        f"{say_chance(under.under or 0.0, under.under_low or 0.0, under.under_high or 0.0)} is the chance that "
        f"{under.year} leaves over {far} of its {say_sum(under.budget, context.currency)}.",
    ]


def _key(rows: Sequence[YearRow]) -> Html:
    apart = any(row.capex is not None for row in rows)
    entries = [(block("accent"), "Capex, expected"), (block("soft"), "Opex, expected")]
    entries = entries if apart else [(block("soft"), "Expected")]
    entries += [(RANGE, "P10 to P90"), (stroke("ink"), "P80 of the year")]
    return legend(entries + ([(DIAMOND, "Budget of the year")] if any(row.budget is not None for row in rows) else []))


def _head(rows: Sequence[YearRow]) -> list[str]:
    head = list(HEAD)
    head += ["Capex, expected", "Opex, expected"] if rows[0].capex is not None else []
    return head + (["Booked"] if any(row.actual is not None for row in rows) else [])


def _row(row: YearRow, rows: Sequence[YearRow]) -> list[str]:
    middle = estimate(row.p50, row.p50_low, row.p50_high, row.is_open)
    high = estimate(row.p80, row.p80_low, row.p80_high, row.is_open)
    cells = [name(row.year), say_sum(row.plan), mean_cell(row.mean, row.mean_error), say_sum(row.p10), middle, high]
    cells.append(say_sum(row.p90))
    cells += [say_sum(row.capex), say_sum(row.opex)] if rows[0].capex is not None else []
    return cells + ([say_sum(row.actual)] if any(other.actual is not None for other in rows) else [])


def _against(rows: Sequence[YearRow], context: Context) -> list[Html]:
    """Return the comparison with the budgets; nothing without any."""
    far = say_percent(context.result.program.finance.threshold)
    head = ("Year", "Budget", "Expected", f"Over by more than {far}", "Mean overspend", f"Under by more than {far}",
            "Mean left, carried on")  # fmt: skip
    return [_budgets(f"Fiscal years against their budgets, beyond {far}", head, rows)] if _has_budget(rows) else []


def _has_budget(rows: Sequence[YearRow]) -> bool:
    return any(row.budget is not None for row in rows)


def _budgets(caption: str, head: Sequence[str], rows: Sequence[YearRow], *labels: str) -> Html:
    pairs = zip(labels or [row.year for row in rows], rows, strict=True)
    shown = [(label, row) for label, row in pairs if row.budget is not None]
    return table(caption, head, [_budget(label, row) for label, row in shown], years=[row.year for _, row in shown])


def _budget(label: str, row: YearRow) -> tuple[str, ...]:
    return (
        name(label),
        say_sum(row.budget),
        mean_cell(row.mean, row.mean_error),
        chance_cell(row.over, row.over_low, row.over_high),
        say_sum(row.overspend),
        chance_cell(row.under, row.under_low, row.under_high),
        say_sum(row.carry_forward),
    )


def _apart(context: Context) -> list[Html]:
    """Return the years of capex and opex and of each project, as far as they were kept apart."""
    cash, program = context.cash, context.result.program
    if cash is None:
        return []
    parts = []
    if has_treatments(cash, "incurred"):
        parts += [("", word, year_table(context.result, treatment=word)) for word in (CAPEX, OPEX)]
    if len(program.projects) > 1 and any(row.project for row in cash.rows if row.view == "incurred"):
        parts += [(at.id, at.label, year_table(context.result, project=at.id)) for at in program.projects]
    rows = [(id_, word, row) for id_, word, own in parts for row in own]
    shown = [(id_, word, row) for id_, word, row in rows if abs(row.mean) >= DUST or row.budget is not None]
    if not shown:
        return []
    cells = [
        (join(name(word), el("span", name(row.year), class_="sub line")), *_apart_cells(row)) for _, word, row in shown
    ]
    projects, years = [id_ for id_, _, _ in shown], [row.year for _, _, row in shown]
    head = ("Part and year", "Expected", "P10", "P80", "P90", "Budget", "Over", "Under")
    caption = f"Capex, opex and projects by fiscal year; percentiles: {STAND_ALONE}"
    numbers = table(caption, head, cells, projects=projects, years=years)
    return [details("Capex, opex and projects by fiscal year", numbers)]


def _apart_cells(row: YearRow) -> tuple[str, ...]:
    return (
        mean_cell(row.mean, row.mean_error),
        say_sum(row.p10),
        estimate(row.p80, row.p80_low, row.p80_high, row.is_open),
        say_sum(row.p90),
        say_sum(row.budget),
        chance_cell(row.over, row.over_low, row.over_high),
        chance_cell(row.under, row.under_low, row.under_high),
    )


def _categories(context: Context) -> list[Html]:
    """Return the means of the categories; nothing where they were not kept apart."""
    rows = [] if context.cash is None else by_category(context.cash)
    if context.cash is None or not rows:
        return []
    years = context.cash.fiscal_years
    held = [y for y in range(len(years)) if any(abs(amounts[y]) >= DUST for _, amounts in rows)]
    cells = [
        (name(label), *(say_sum(float(amounts[y])) for y in held), say_sum(float(amounts.sum())))
        for label, amounts in rows
    ]
    head = ("Category", *(years[y] for y in held), "Total")
    return [details("Expected money by category", table("Expected money by category and year", head, cells))]


def _double_running(context: Context) -> list[Html]:
    """Return what it costs to keep old and new running; nothing when no line is marked so."""
    found = context.capitalised
    rows = [] if found is None else [at for at in found.double_running if _matters(at)]
    if not rows:
        return []
    mean = sum(at.amount.mean.value for at in rows)
    text = (
        f"{say_sum(mean, context.currency)} is expected for keeping old and new running side by side: operating cost "
        "that is in the sums above."
    )
    cells = [
        (name(at.fiscal_year), DASH if at.amount.plan is None else say_sum(at.amount.plan),
         span_cell(at.amount.mean.value, at.amount.p10.value, at.amount.p80.value))
        for at in rows
    ]  # fmt: skip
    head = ("Year", "Plan", "Expected, P10 to P80")
    caption = f"Double running by fiscal year; percentiles: {STAND_ALONE}"
    return [el("h3", "Double running"), el("p", text), table(caption, head, cells)]


def _matters(at: YearSpan) -> bool:
    return max(abs(at.amount.plan or 0.0), abs(at.amount.mean.value)) >= DUST
