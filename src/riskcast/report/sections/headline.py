"""The first screen: the answer in words, what a board asks first, and the few numbers that people quote."""

from __future__ import annotations

from riskcast.analysis.left_out import say_without
from riskcast.analysis.review.board import BoardAnswer
from riskcast.analysis.review.status import rule
from riskcast.analysis.wording import say_frequency, say_percent
from riskcast.report.closing import answer_line
from riskcast.report.context import Context
from riskcast.report.html import Html, el, join, name
from riskcast.report.live import live, live_p
from riskcast.report.section import Fragment
from riskcast.report.status_mark import status_mark
from riskcast.report.table import details
from riskcast.report.words import say_error, say_share


def render(context: Context) -> Fragment:
    """Return the answer lines, the four answers and the key figures."""
    lines = [el("p", answer_line(context, "finish"))]
    lines += [el("p", answer_line(context, "cost"))] if context.has_cost else []
    figures = [_chance(context, "finish"), _middle(context), _confident(context, "finish")]
    if context.has_cost:
        figures += [_confident(context, "cost"), _chance(context, "cost")]
    parts = [
        *_left_out(context),
        el("div", *lines, class_="answer"),
        el("div", *(_card(answer) for answer in context.board.answers), class_="board"),
        el("dl", *figures, class_="figures"),
    ]
    rated = [el("p", rule(context.result.program.report), class_="sub rule")] if context.ratings else []
    return Fragment(join(*parts, *rated, *_about(context.result.program.description)))


def _about(text: str) -> list[Html]:
    text = text.strip()
    return [details("About this program", el("p", name(text), class_="prose"))] if text else []


def _left_out(context: Context) -> list[Html]:
    said = say_without(context.result.manifest)
    return [el("p", el("span", "no forecast", class_="tag warning"), " ", said)] if said else []


def _card(answer: BoardAnswer) -> Html:
    mark = [status_mark(answer.status)] if answer.status is not None else []
    head = el("h3", answer.question, " ", *mark)
    points = [el("ul", *(el("li", point) for point in answer.points))] if answer.points else []
    text = [el("p", answer.text)] if answer.text else []
    return el("div", head, el("p", answer.headline, class_="headline"), *points, *text)


def _middle(context: Context) -> Html:
    at = context.level("finish", 50)
    note = f"95 % interval: {say_error(at, context.currency)}"
    return _figure("Finish, P50: as likely earlier as later", context.say("finish", at.value), note)


def _confident(context: Context, measure: str) -> Html:
    what = "Finish" if measure == "finish" else "Cost"
    goal = context.goal(measure)
    beside = ""
    if measure == "cost":
        beside = f"{'Budget' if goal.is_promised else 'Planned'} {context.say(measure, goal.value)}. "
    title = join(f"{what}, P", live_p(context), ": not exceeded in ", live_p(context), " of 100 futures")
    note = join(f"{beside}95 % interval: ", live(context, measure, "interval"))
    return _figure(title, live(context, measure), note)


def _chance(context: Context, measure: str) -> Html:
    goal = context.goal(measure)
    if measure == "finish":
        what = "the target" if goal.is_promised else "the planned finish"
    else:
        what = "the budget" if goal.is_promised else "the planned cost"
    title = f"Chance of {what}, {context.say(measure, goal.value)}"
    words = say_frequency(goal.probability)
    note = f"{words[0].upper()}{words[1:]}. 95 % interval: {say_share(goal.low)} to {say_share(goal.high)} %"
    return _figure(title, say_percent(goal.probability), note)


def _figure(title: str, value: str, note: str) -> Html:
    return el("div", el("dt", title), el("dd", el("b", value)), el("dd", note))
