"""What to hold beyond the plan, how it is used, and what it is for."""

from __future__ import annotations

from datetime import date

from riskcast.analysis.money.contingency import Contingency
from riskcast.analysis.money.drawdown import Drawdown, Position
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.drawdown import drawdown_chart
from riskcast.report.charts.sums import say_chance, say_figure, say_sum
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.section import Fragment
from riskcast.report.sections.causes import allocation_parts
from riskcast.report.sections.cells import chance_cell, convention, figure_cell, lead, span_cell
from riskcast.report.sections.samples import block, legend, stroke
from riskcast.report.table import details, table
from riskcast.report.words import DASH, TOO_FEW

CHART = "chart-drawdown"


def render(context: Context) -> Fragment | None:
    """Return what is needed, used and left; nothing for a program without costs."""
    if not context.has_cost:
        return None
    used, charts = _used(context)
    shared, more = allocation_parts(context)
    parts = [
        lead(*_answers(context)),
        convention(context.currency, "Contingency is what a percentile lies above the plan without uncertainty."),
        *used,
        _needs(context),
        *shared,
    ]
    return Fragment(join(*parts), {**charts, **more})


def _answers(context: Context) -> list[str]:
    at, currency = context.contingencies.program, context.currency
    said = [f"{say_figure(at.money, currency)} and {at.days.value:+.0f} days beyond the plan give {at.p} % confidence."]
    cover = at.cover
    if cover.contingency is not None and cover.exceeds_contingency is not None:
        chance = cover.exceeds_contingency
        said.append(
            f"{say_sum(cover.contingency, currency)} is held: the need exceeds it with "
            f"{say_chance(chance.value, chance.low, chance.high)}."
        )
    if cover.reserve is not None and cover.exceeds_all is not None:
        chance = cover.exceeds_all
        said.append(
            f"With the management reserve of {say_sum(cover.reserve, currency)} it does with "
            f"{say_chance(chance.value, chance.low, chance.high)}."
        )
    return said


def _needs(context: Context) -> Html:
    """Return the contingency of program and projects."""
    found = context.contingencies
    p = found.p
    head = ("What", "Planned cost", f"P{p} of cost", "Contingency", "In days", "Held", "Need exceeds it")
    rows = [_need(found.program, "Whole program"), *(_need(part, part.label) for part in found.projects)]
    table_ = table(f"Contingency for P{p}, with 95 % intervals; projects: do not add", head, rows, strong=1)
    text = (
        f"The contingencies of projects do not add up: projects rarely need their P{p} all at once. What does add up "
        "to the program's contingency is how it is shared out below."
    )
    return join(table_, el("p", text))


def _need(at: Contingency, label: str) -> tuple[str, ...]:
    days, chance = at.days, at.cover.exceeds_contingency
    interval = TOO_FEW if days.is_open else f"{days.low:.0f} to {days.high:.0f}"
    return (
        name(label),
        say_sum(at.planned_cost),
        say_sum(float(at.cost.value)),  # type: ignore[arg-type]
        figure_cell(at.money),
        join(f"{days.value:.0f} days", el("span", interval, class_="sub line")),
        say_sum(at.cover.contingency),
        DASH if chance is None else chance_cell(chance.value, chance.low, chance.high),
    )


def _used(context: Context) -> tuple[list[Html], dict[str, Chart]]:
    """Return how contingency is used over time; nothing where the run did not keep what that takes."""
    if context.cash is None or not context.cash.places("earned"):
        return [], {}
    found = context.drawdown
    points = _dated(found, context)
    if len(points) < 2:
        return [], {}
    chart = drawdown_chart(points, found.p, context.currency)
    behind = details("Every month as a table", _positions(found))
    held = "is held" if found.is_promised else f"P{found.p} needs, as no sum is stated to be held"
    text = (
        f"{say_sum(found.held, context.currency)} is where the solid line starts: what {held}. Used is what has been "
        "spent beyond what the work done was planned to cost; needed is what the work to come may take beyond plan. "
        "Where the dashed line lies above the solid one, too little is left."
    )
    return [el("p", text), figure(CHART, chart, key=_key(found.p), behind=behind)], {CHART: chart}


def _dated(found: Drawdown, context: Context) -> list[tuple[date, Position]]:
    """Return the positions that are drawn: until nothing is needed any more."""
    program = context.result.program
    begin = (program.data_date or program.start).date()
    dated = [(at.day or begin, at) for place, at in enumerate(found.positions) if at.day is not None or place == 0]
    most = max((abs(at.required.value) for _, at in dated), default=0.0)
    last = max((place for place, (_, at) in enumerate(dated) if abs(at.required.value) > 1e-3 * most), default=0)
    return dated[: last + 2]


def _key(p: int) -> Html:
    return legend(
        [
            (stroke("accent"), "Left, mean"),
            (block("soft"), "P10 to P90 of it; below: 95 % interval"),
            (stroke("target", "dash"), f"Still needed, P{p}"),
            (stroke("crit4"), "Chance that it has run out"),
        ]
    )


def _positions(found: Drawdown) -> Html:
    rows = [
        (
            name(at.period or "Data date"),
            figure_cell(at.used),
            span_cell(at.remaining.value, at.remaining_p10.value, at.remaining_p90.value),
            figure_cell(at.required),
            chance_cell(at.exhausted.value, at.exhausted.low, at.exhausted.high),
        )
        for at in found.positions
    ]
    head = ("End of", "Used, mean", "Left, mean, P10 to P90", f"Still needed, P{found.p}", "Has run out")
    return table("Contingency by period; intervals of 95 %", head, rows)
