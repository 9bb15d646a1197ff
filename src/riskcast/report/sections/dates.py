"""Finish of the program, of its projects, and its milestones, against what was promised."""

from __future__ import annotations

from collections.abc import Iterable

from riskcast.analysis.measures import MeasureSummary
from riskcast.report.chance import chance
from riskcast.report.charts.ranges import ranges
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.key import key
from riskcast.report.section import Fragment
from riskcast.report.table import table
from riskcast.report.words import DASH, say_value

CHART = "chart-dates"
MOST = 30
"""Rows that the picture holds; the table has all."""
KEY = (
    ("thin", "P10 to P90"),
    ("thick", "P50 to P80"),
    ("tick", "Plan without uncertainty"),
    ("diamond", "Promised"),
)


def signs(rows: Iterable[MeasureSummary]) -> Html:
    """Return the explanation of a picture of ranges; promises only where there are some."""
    return key(KEY if any(row.target is not None for row in rows) else KEY[:-1])


def render(context: Context) -> Fragment:
    """Return the picture of the dates and their table."""
    named = _named(context)
    shown = sorted(named, key=lambda pair: pair[1].target is None)[:MOST] if len(named) > MOST else named
    chart = ranges("Where the dates may fall", shown, context.currency)
    cut = el("p", f"The picture shows {MOST} of {len(named)} dates, promised ones first; the table has all.")
    head = ("What", "Plan", "P10", "P50", "P80", "P90", "Promised", "Chance")
    rows = [(name(label), *_cells(row, context.currency)) for label, row in named]
    numbers = table("Dates: plan, percentiles and promises", head, rows, words=(7,), strong=1)
    parts = (figure(CHART, chart, key=signs(row for _, row in shown)), cut if len(named) > MOST else "", numbers)
    return Fragment(join(*parts), {CHART: chart})


def _named(context: Context) -> list[tuple[str, MeasureSummary]]:
    program = context.result.program
    found = [("Whole program", context.summary("finish"))]
    if len(program.projects) > 1:
        found += [(project.label, context.summary(f"finish:{project.id}")) for project in program.projects]
    milestones = (context.summary(f"milestone:{id_}") for id_ in context.result.milestones)
    return found + [(summary.label, summary) for summary in milestones]


def _cells(row: MeasureSummary, currency: str) -> tuple[str, ...]:
    levels = (say_value(row.percentiles[p], currency) for p in (10, 50, 80, 90))
    promised = DASH if row.target is None else say_value(row.target, currency)
    return (say_value(row.deterministic, currency), *levels, promised, chance(row.probability))
