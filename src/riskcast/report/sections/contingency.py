"""What to hold beyond the plan, how it is used, and what it is for."""

from __future__ import annotations

from datetime import date

from riskcast.analysis.money.contingency import Contingency
from riskcast.analysis.money.drawdown import Drawdown, Position
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.drawdown import drawdown_chart
from riskcast.report.charts.sums import say_chance, say_sum
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.live import live, live_p
from riskcast.report.section import Fragment
from riskcast.report.sections.causes import allocation_parts
from riskcast.report.sections.cells import chance_cell, convention, figure_cell, span_cell
from riskcast.report.sections.samples import block, legend, stroke
from riskcast.report.table import details, table
from riskcast.report.words import DASH

CHART = "chart-drawdown"


def render(context: Context) -> Fragment | None:
    """Return what is needed, used and left; nothing for a program without costs."""
    if not context.has_cost:
        return None
    used, charts = _used(context)
    shared, more = allocation_parts(context)
    parts = [
        el("p", el("b", *_answers(context))),
        convention(context.currency, "Contingency is what a percentile lies above the plan without uncertainty."),
        *used,
        _needs(context),
        *shared,
    ]
    return Fragment(join(*parts), {**charts, **more})


def _answers(context: Context) -> list[str]:
    at, currency = context.contingencies.program, context.currency
    money, days = live(context, "cost", "need-figure"), live(context, "finish", "contingency")
    said: list[str] = [join(money, " and ", days, " beyond the plan give ", live_p(context), " % confidence. ")]
    cover = at.cover
    if cover.contingency is not None and cover.exceeds_contingency is not None:
        chance = cover.exceeds_contingency
        said.append(
            f"{say_sum(cover.contingency, currency)} is held: the need exceeds it with "
            f"{say_chance(chance.value, chance.low, chance.high)}. "
        )
    if cover.reserve is not None and cover.exceeds_all is not None:
        chance = cover.exceeds_all
        said.append(
            f"With the management reserve of {say_sum(cover.reserve, currency)} it does with "
            f"{say_chance(chance.value, chance.low, chance.high)}. "
        )
    return said


def _needs(context: Context) -> Html:
    """Return the contingency of program and projects."""
    found = context.contingencies
    p = live_p(context)
    head = ("What", "Planned cost", join("P", p, " of cost"), "Contingency", "In days", "Held", "Need exceeds it")
    rows = [_need(context, found.program, "Whole program")]
    rows += [_need(context, part, part.label) for part in found.projects]
    caption = join("Contingency for P", p, ", with 95 % intervals; projects: do not add")
    ids = ("", *(part.project for part in found.projects))
    text = join(
        "The contingencies of projects do not add up: projects rarely need their P", p, " all at once. What does add "
        f"up to the program's contingency for P{found.p} is how it is shared out below.",
    )  # fmt: skip
    return join(table(caption, head, rows, strong=1, projects=ids), el("p", text))


def _need(context: Context, at: Contingency, label: str) -> tuple[str, ...]:
    suffix = f":{at.project}" if at.project else ""
    cost, finish, chance = f"cost{suffix}", f"finish{suffix}", at.cover.exceeds_contingency
    return (
        name(label),
        say_sum(at.planned_cost),
        live(context, cost, "sum"),
        _live_need(context, cost),
        _live_need(context, finish),
        say_sum(at.cover.contingency),
        DASH if chance is None else chance_cell(chance.value, chance.low, chance.high),
    )


def _live_need(context: Context, measure: str) -> Html:
    below = el("span", live(context, measure, "need-interval"), class_="sub line")
    return join(live(context, measure, "need"), below)


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
