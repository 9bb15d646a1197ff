"""Which responses to risks are worth deciding, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.measures import label_of
from riskcast.analysis.paired import Difference
from riskcast.analysis.wording import say_date, say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.spending import spending
from riskcast.report.charts.sums import say_sum
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.moved import CONVENTION, in_words, is_doubtful, kind_of, moved_cell
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import lead
from riskcast.report.sections.samples import DIAMOND, dot, legend
from riskcast.report.table import details, table
from riskcast.report.words import DASH

if TYPE_CHECKING:
    from riskcast.analysis.mitigation.choose import Choice, Left, Mitigation

LISTED = 8
"""Risks that remain, at most; all of them on demand."""
NAMED = 4
"""Responses that the answer names, at most."""


def render(context: Context) -> Fragment | None:
    """Return one block per choice; nothing when there is none."""
    if not context.answers:
        return None
    from riskcast.analysis.mitigation.choose import Mitigation

    answers = context.answers_of(Mitigation)
    charts: dict[str, Chart] = {}
    parts: list[Html] = []
    for number, found in enumerate(answers, start=1):
        parts += [lead(_answer(context, found)), _offered(found)]
        if len(found.frontier) > 1:
            id_ = f"chart-mitigation-{number}"
            charts[id_] = spending(_title(context, found), found, context.currency)
            parts.append(figure(id_, charts[id_], key=_KEY))
            parts.append(_frontier(context, found))
        parts += _left(context, found)
    notes = dict.fromkeys(_method(found) for found in answers)
    parts += [el("p", note, class_="sub") for note in notes]
    return Fragment(join(*parts), charts) if answers else None


_KEY = legend([
    (dot("accent"), "Set of responses, better than all that cost less"),
    (DIAMOND, "Best"),
    ("width:2px;height:1rem;background:var(--ink)", "95 % interval"),
])  # fmt: skip


def _title(context: Context, found: Mitigation) -> str:
    return f"What spending on responses improves P{found.p} by: {label_of(context.result, found.measure)}"


def _answer(context: Context, found: Mitigation) -> str:
    label, best, aim = label_of(context.result, found.measure), found.best, ""
    if found.meets is not None:
        aim = " The target holds." if found.meets else " That is not enough for the target."
    if not best.risks:
        if found.meets:
            return f"{label}: the target holds at P{found.p} without any further response."
        return f"{label}: no planned response improves P{found.p} beyond chance.{aim}"
    gain = best.money if found.is_money else best.days
    moved = in_words(Difference(-gain.value, gain.error), kind_of(found.is_money), context.currency)
    chance = "" if best.chance is None else f" The chance of the target is then {say_percent(best.chance)}."
    decided = f"Decide {_named(found)} for {say_sum(best.spend, context.currency)}"
    return f"{decided}: P{found.p} of {_named_measure(label, found)} is {moved}.{chance}{aim}"


def _named_measure(label: str, found: Mitigation) -> str:
    return f"the {found.measure}" if found.measure in ("finish", "cost") else f"\u2068{label}\u2069"


def _head(measure: str) -> str:
    """Return the heading of a measure: ``finish``, ``ORG.live1``, ``SCM cost``."""
    kind, _, id_ = measure.partition(":")
    return measure if not id_ else (id_ if kind == "milestone" else f"{id_} {kind}")


def _named(found: Mitigation) -> str:
    """Return the responses that are decided, by name where there are few, else by their risks."""
    chosen = [each for each in found.offered if each.risk in found.best.risks]
    few = len(chosen) <= NAMED
    names = [f"\u2068{each.label}\u2069 ({each.risk})" if few else f"\u2068{each.risk}\u2069" for each in chosen]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "nothing"


def _offered(found: Mitigation) -> Html:
    rows = [
        (join(name(each.label), el("span", "Risk ", name(each.risk), class_="sub line")), say_sum(each.spend),
         DASH if each.decide_by is None else say_date(each.decide_by),
         el("b", "decide") if each.risk in found.best.risks else "not now")
        for each in found.offered
    ]  # fmt: skip
    return table("Responses on offer", ("Response", "Planned cost", "Decide by", "Decision"), rows, words=(3,))


def _frontier(context: Context, found: Mitigation) -> Html:
    head = ("Decided", "Spend", f"P{found.p} {_head(found.dates)}", "Against nothing",
            f"P{found.p} {_head(found.sums)}", "Against nothing")  # fmt: skip
    with_chance = found.best.chance is not None
    rows = [_step(context, choice, found, with_chance=with_chance) for choice in found.frontier]
    return table("Sets of responses", (*head, *["Chance of the target"] * with_chance), rows)


def _step(context: Context, choice: Choice, found: Mitigation, *, with_chance: bool) -> tuple[str, ...]:
    mark = el("span", "best", class_="tag") if choice == found.best else ""
    days, money = (Difference(-gain.value, gain.error) for gain in (choice.days, choice.money))
    return (
        join(name(", ".join(choice.risks) or "nothing"), " ", mark),
        say_sum(choice.spend),
        context.say(found.dates, choice.finish),
        moved_cell(days, "date"),
        say_sum(choice.cost),
        moved_cell(money, "money"),
        *([DASH if choice.chance is None else say_percent(choice.chance)] if with_chance else []),
    )


def _left(context: Context, found: Mitigation) -> list[Html]:
    """Return the risks that remain: the weightiest at once, all of them on demand."""
    if not found.left:
        return []
    unit = f", {context.currency}" if found.is_money else ""
    head = ("Risk", f"P{found.p} without it would be lower by{unit}", "Response")
    sure = [left for left in found.left if not is_doubtful(left.worth, kind_of(found.is_money))][:LISTED]
    first = table("What remains", head, [_remaining(left, found) for left in sure], words=(2,))
    if len(sure) == len(found.left):
        return [first]
    said = el("p", f"What remains: no single risk moves P{found.p} beyond chance.")
    every = table("All that remains", head, [_remaining(left, found) for left in found.left], words=(2,))
    return [first if sure else said, details(f"All {len(found.left)} risks as a table", every)]


def _remaining(left: Left, found: Mitigation) -> tuple[str, ...]:
    offered = {each.risk for each in found.offered}
    answer = "none on offer"
    if left.risk in found.best.risks:
        answer = "decided here"
    elif left.has_response:
        answer = "on offer" if left.risk in offered else "decided already"
    label = join(name(left.label), el("span", "Risk ", name(left.risk), class_="sub line"))
    return label, moved_cell(left.worth, kind_of(found.is_money)), answer


def _method(found: Mitigation) -> str:
    how = "every set of responses" if found.is_exact else "step by step, in pairs where none helps alone"
    return (
        "Costs include those of the responses. Each set is better than all that cost less, beyond chance. Searched: "
        f"{how}; {found.runs} sets, all over the same futures. {CONVENTION}"
    )
