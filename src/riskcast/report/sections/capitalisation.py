"""What becomes an asset under the program's rules, from when, and what is written off."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.money.capitalised import AssetYear, Capitalised
from riskcast.analysis.money.service import AssetLife, ServiceDate
from riskcast.analysis.money.span import Span
from riskcast.analysis.wording import say_date
from riskcast.model.capitalisation import format_steps
from riskcast.report.charts.assets import SERIES, asset_columns
from riskcast.report.charts.sums import DUST, say_spread, say_sum
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import chance_cell, convention, lead, span_cell
from riskcast.report.sections.samples import RANGE, block, legend
from riskcast.report.table import details, table
from riskcast.report.words import DASH, TOO_FEW

CHART = "chart-assets"
DRAWN = 12
"""Fiscal years in the picture at most; the table has all."""
RULES = "riskcast applies the rules below as they were given; whether they are right is for the accountants to decide."


def render(context: Context) -> Fragment | None:
    """Return the assets; nothing without rules of capitalisation or money over time."""
    rules = context.result.program.capitalisation
    found = context.capitalised if context.cash is not None and rules else None
    years = [] if found is None else _whole(found)
    if found is None or not years:
        return None
    chart = asset_columns(years[:DRAWN], context.currency)
    note = "Ranges run from P10 to P80; those of single years and rules are stand-alone: do not add them."
    parts = [
        lead(_answer(found, context)),
        el("p", RULES),
        convention(context.currency, note),
        figure(CHART, chart, key=_key()),
        *(
            [el("p", f"The picture shows {DRAWN} of {len(years)} years; the table has all.")]
            if len(years) > DRAWN
            else []
        ),
        _dates(found.assets),
        _sums(found.assets),
        details("Every year as a table", *_tables(found, years)),
        _rules(context),
    ]
    return Fragment(join(*parts), {CHART: chart})


def _whole(found: Capitalised) -> list[AssetYear]:
    """Return the years of all rules together, up to the last in which anything changes."""
    years = [year for year in found.years if not year.rule]
    held = [place for place, year in enumerate(years) if any(_matters(getattr(year, field)) for field, _, _ in SERIES)]
    return years[: held[-1] + 1] if held else []


def _matters(at: Span) -> bool:
    return max(abs(at.mean.value), abs(at.p80.value), abs(at.plan or 0.0)) >= DUST


def _answer(found: Capitalised, context: Context) -> str:
    mean = sum(asset.total.mean.value for asset in found.assets)
    total = float(context.flows["incurred"].so_far.mean[-1])
    largest = max(found.assets, key=lambda asset: asset.total.mean.value)
    currency, at = context.currency, largest.total
    return (
        f"{say_sum(mean, currency)} of {say_sum(total, currency)} is expected to be capitalised, the rest is expensed. "
        f"The largest asset, {largest.label}, takes {say_sum(at.mean.value, currency)} (P10 to P80: "
        f"{say_spread(at.p10.value, at.p80.value, currency)})"
        + ("." if largest.p50.value is None else f" and goes into service by {say_date(largest.p50.value)} at P50.")
    )


def _key() -> Html:
    return legend([*((block(colour), words) for _, words, colour in SERIES), (RANGE, "P10 to P80")])


def _dates(assets: Sequence[AssetLife]) -> Html:
    rows = [
        (
            name(asset.label),
            DASH if asset.life_years is None else f"{asset.life_years:g} years",
            "never" if asset.planned is None else say_date(asset.planned),
            *(_date(at) for at in (asset.p10, asset.p50, asset.p80)),
            chance_cell(asset.never.value, asset.never.low, asset.never.high),
        )
        for asset in assets
    ]
    head = ("Asset", "Useful life", "In service, plan", "P10", "P50", "P80", "Never in service")
    return table("When assets go into service, with 95 % intervals", head, rows)


def _date(at: ServiceDate) -> Html:
    if at.value is None:
        return join("never")
    ends = [say_date(end) if end is not None else "never" for end in (at.low, at.high)]
    if at.is_open:
        return join(say_date(at.value), el("span", TOO_FEW, class_="sub line"))
    if ends[0] == ends[1]:
        return join(say_date(at.value))
    return join(say_date(at.value), el("span", f"{ends[0]} to {ends[1]}", class_="sub line"))


def _sums(assets: Sequence[AssetLife]) -> Html:
    rows = [
        (
            name(asset.label),
            say_sum(asset.total.plan),
            _span(asset.total),
            _span(asset.first_year),
            _span(asset.first_twelve_months),
        )
        for asset in assets
    ]
    head = ("Asset", "Capitalised, plan", "Expected, P10 to P80", "Written off in the first fiscal year",
            "In the first twelve months")  # fmt: skip
    return table("What assets cost; percentiles: stand-alone, do not add", head, rows)


def _span(at: Span | None) -> Html:
    return join(DASH) if at is None else span_cell(at.mean.value, at.p10.value, at.p80.value)


def _tables(found: Capitalised, whole: Sequence[AssetYear]) -> list[Html]:
    """Return the years of all assets together, then of each; of each only until the last in which it changes."""
    tables = [_years("All assets by fiscal year", whole)]
    for asset in found.assets:
        own = [year for year in found.years if year.rule == asset.rule][: len(whole)]
        if any(_matters(year.capitalised) for year in own) and len(found.assets) > 1:
            tables.append(_years(f"{asset.label} by fiscal year", own))
    return tables


def _years(caption: str, years: Sequence[AssetYear]) -> Html:
    rows = [
        (
            name(year.fiscal_year),
            *(_span(at) for at in (year.capitalised, year.under_construction, year.in_service, year.amortisation)),
        )
        for year in years
    ]
    head = ("Year", "Capitalised", "Under construction at the end", "In service at the end", "Written off")
    return table(f"{caption}: mean, P10 to P80", head, rows)


def _rules(context: Context) -> Html:
    rules = context.result.program.capitalisation
    tasks = {task.id: task.name or task.id for task in context.result.program.tasks}
    rows = [
        (
            name(rule.label),
            name(format_steps(rule.steps)),
            f"{100 * rule.capital_share:g} %",
            DASH if rule.service_milestone is None else name(tasks.get(rule.service_milestone, rule.service_milestone)),
        )
        for rule in rules
    ]
    head = ("Rule", "Steps", "Capital share", "In service with")
    return details("The rules as given", table("Rules of capitalisation", head, rows, words=(1, 3)))
