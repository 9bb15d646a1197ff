"""What the program is worth, and what delay costs."""

from __future__ import annotations

from riskcast.analysis.money.figure import Figure
from riskcast.analysis.money.npv import PresentValue, Worth
from riskcast.analysis.wording import say_date
from riskcast.report.charts.sums import say_chance, say_spread, say_sum
from riskcast.report.charts.worth import worth_ranges
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import chance_cell, figure_cell, lead
from riskcast.report.sections.samples import block, legend, upright
from riskcast.report.table import table
from riskcast.report.words import DASH

CHART = "chart-npv"


def render(context: Context) -> Fragment | None:
    """Return the net present value; nothing without benefits, discount rate or money over time."""
    found = None if context.cash is None else context.present_value
    if found is None:
        return None
    rows = [("Whole program", found.whole), ("From the data date on", found.to_go)]
    chart = worth_ranges(rows, context.currency)
    note = (
        f"Sums are in {context.currency} of {say_date(found.at)}, discounted at {100 * found.rate:.3g} % a year; here "
        "benefits are positive, costs negative. The past counts at face value in the first row, not in the second."
    )
    parts = [
        lead(*_answers(found, context.currency)),
        el("p", note, class_="sub"),
        figure(CHART, chart, key=_key()),
        _table(rows),
        _parts(found),
    ]
    return Fragment(join(*parts), {CHART: chart})


def _answers(found: PresentValue, currency: str) -> list[str]:
    at = found.whole
    chance = say_chance(at.negative.value, at.negative.low, at.negative.high)
    late = say_sum(found.month_late.value, currency)
    give = "" if found.month_late_error is None else f" ± {say_sum(1.96 * found.month_late_error, currency)}"
    return [
        f"{say_sum(at.mean.value, currency)} is the expected net present value, P10 to P90: "
        f"{say_spread(at.p10.value, at.p90.value, currency)}. It is below zero with {chance}.",
        f"Each month of delay of all benefits that are still to come costs {late}{give}.",
    ]


def _key() -> Html:
    outline = "width:.625rem;height:.625rem;border-radius:50%;background:var(--panel);border:2px solid var(--accent)"
    return legend(
        [
            (f"{block('accent')};height:9px", "P10 to P90"),
            (outline, "Expected"),
            (upright("ink"), "Plan without uncertainty"),
            (upright("target"), "Zero: nothing gained"),
        ]
    )


def _table(rows: list[tuple[str, Worth]]) -> Html:
    cells = [
        (word, say_sum(at.planned), *(figure_cell(f) for f in (at.mean, at.p10, at.p50, at.p90)),
         chance_cell(at.negative.value, at.negative.low, at.negative.high))
        for word, at in rows
    ]  # fmt: skip
    head = ("What", "Plan", "Expected", "P10", "P50", "P90", "Below zero")
    return table("Net present value, with 95 % intervals", head, cells)


def _parts(found: PresentValue) -> Html:
    rows = [
        ("Benefits", say_sum(found.planned_benefits), figure_cell(found.benefits)),
        ("Costs", say_sum(-found.planned_costs), figure_cell(_negative(found.costs))),
        ("A month's delay of benefits to come", DASH, figure_cell(_negative(found.month_late))),
    ]
    return table("Present values of the whole program", ("What", "Plan", "Expected"), rows)


def _negative(at: Figure) -> Figure:
    return Figure(-at.value, -at.high, -at.low, at.is_open)
