"""Date and budget together."""

from __future__ import annotations

from riskcast.analysis.money.joint import Joint
from riskcast.report.charts.sums import say_chance, say_sum
from riskcast.report.charts.together import LOOKS, MOST, OUTSIDE, together
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import chance_cell, convention, lead
from riskcast.report.sections.samples import dot, legend, stroke, upright
from riskcast.report.table import table
from riskcast.report.words import DASH

CHART = "chart-joint"
LEVELS = (50, 70, 80)
"""Joint confidence in percent."""


def render(context: Context) -> Fragment | None:
    """Return the joint confidence; nothing for a program without costs."""
    if not context.has_cost:
        return None
    found, result = context.joint, context.result
    frontiers = [context.frontier(q) for q in LEVELS]
    dates = result.moments(result.samples("finish"))
    told = context.told("finish")
    chart = together(dates, result.samples("cost"), found, frontiers, told)
    parts = [
        lead(_answer(context, found)),
        convention(context.currency, _drawn(result.iterations)),
        figure(CHART, chart, key=_key(context)),
        _chances(found),
        _levels(context, found),
        el("p", "Two P80s together are no 80 %: some futures keep the date and break the budget, others the reverse. "
                "The table says at which percentile both must be planned, and which budget goes with the date: none "
                "where the date alone is kept too rarely."),
    ]  # fmt: skip
    return Fragment(join(*parts), {CHART: chart})


def _answer(context: Context, found: Joint) -> str:
    both = say_chance(found.both.value, found.both.low, found.both.high)
    promise = ", as promised" if context.goal("finish").is_promised and context.goal("cost").is_promised else ""
    at = context.equal_level(LEVELS[-1])
    return (
        f"{both} is the chance to finish by {context.say('finish', found.date)} and within "
        f"{say_sum(found.budget, context.currency)}{promise}. For {LEVELS[-1]} % on both plan "
        f"{context.say('finish', at.date)} and {say_sum(at.cost, context.currency)}: P{at.p:.0f} of each."
    )


def _drawn(iterations: int) -> str:
    shown = f"{min(MOST, iterations):,} of {iterations:,} futures" if iterations > MOST else "All futures"
    return f"{shown} are points in the picture; up to {OUTSIDE:g} % may lie beyond each end of an axis."


def _key(context: Context) -> Html:
    entries = [(dot("accent"), "One future")]
    entries += [(stroke(colour, dash), f"{q} % keep both")
                for q, (colour, dash) in zip(LEVELS, LOOKS, strict=True)]  # fmt: skip
    promised = [context.goal(measure).is_promised for measure in ("finish", "cost")]
    words = f"{'Target date' if promised[0] else 'Planned finish'} and {'budget' if promised[1] else 'planned cost'}"
    return legend([*entries, (upright("target"), words)])


def _chances(found: Joint) -> Html:
    figures = (("Both kept", found.both), ("Date kept", found.in_time), ("Budget kept", found.in_budget),
               ("Neither kept", found.over_and_late))  # fmt: skip
    cells = [chance_cell(at.value, at.low, at.high) for _, at in figures]
    head = ("Futures with", *(word for word, _ in figures))
    return table("Date and budget, with 95 % intervals", head, [("Chance", *cells)])


def _levels(context: Context, found: Joint) -> Html:
    rows = []
    for q in LEVELS:
        at, least = context.equal_level(q), context.least_cost(q, found.date)
        interval = DASH if at.is_open else f"P{at.low:.0f} to P{at.high:.0f}"
        level = join(f"P{at.p:.0f}", el("span", interval, class_="sub line"))
        budget = "none" if least is None else say_sum(least)
        rows.append((f"{q} %", level, context.say("finish", at.date), say_sum(at.cost), budget))
    least_for = f"Or least budget for {context.say('finish', found.date)}"
    head = ("Joint confidence", "Plan both at", "Finish", "Cost", least_for)
    return table("What joint confidence takes", head, rows)
