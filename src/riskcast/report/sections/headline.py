"""The answer in words, and the few numbers that people quote."""

from __future__ import annotations

from riskcast.analysis.left_out import say_without
from riskcast.analysis.wording import say_frequency, say_percent
from riskcast.report.context import Context
from riskcast.report.html import Html, el, join
from riskcast.report.section import Fragment
from riskcast.report.words import say_error, say_share, say_value


def render(context: Context) -> Fragment:
    """Return the answer lines and the key figures."""
    lines = [el("p", line) for line in (context.answer.finish, context.answer.cost) if line]
    p50, plan = context.levels
    figures = [_chance(context, "finish"), _percentile(context, "finish", p50), _percentile(context, "finish", plan)]
    if context.has_cost:
        figures += [_percentile(context, "cost", plan), _chance(context, "cost")]
    return Fragment(join(*_left_out(context), el("div", *lines, class_="answer"), el("dl", *figures, class_="figures")))


def _left_out(context: Context) -> list[Html]:
    said = say_without(context.result.manifest)
    return [el("p", el("span", "no forecast", class_="tag warning"), " ", said)] if said else []


def _percentile(context: Context, measure: str, p: int) -> Html:
    at = context.level(measure, p)
    what = "Finish" if measure == "finish" else "Cost"
    goal = context.goal(measure)
    beside = ""
    if measure == "cost":
        beside = f"{'Budget' if goal.is_promised else 'Planned'} {say_value(goal.value, context.currency)}. "
    note = f"{beside}95 % interval: {say_error(at, context.currency)}"
    title = f"{what}, P{p}: not exceeded in {p} of 100 futures"
    return _figure(title, say_value(at.value, context.currency), note)


def _chance(context: Context, measure: str) -> Html:
    goal = context.goal(measure)
    if measure == "finish":
        what = "the target" if goal.is_promised else "the planned finish"
    else:
        what = "the budget" if goal.is_promised else "the planned cost"
    title = f"Chance of {what}, {say_value(goal.value, context.currency)}"
    words = say_frequency(goal.probability)
    note = f"{words[0].upper()}{words[1:]}. 95 % interval: {say_share(goal.low)} to {say_share(goal.high)} %"
    return _figure(title, say_percent(goal.probability), note)


def _figure(title: str, value: str, note: str) -> Html:
    return el("div", el("dt", title), el("dd", el("b", value)), el("dd", note))
