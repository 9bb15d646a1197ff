"""What the board is asked to decide: each option with its price, what it buys, and until when."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.review.options import Option
from riskcast.analysis.review.sentences import is_better
from riskcast.analysis.wording import say_date, say_percent
from riskcast.report.charts.sums import say_sum
from riskcast.report.context import Context
from riskcast.report.html import Html, el, join, name
from riskcast.report.moved import CONVENTION, in_words, moved_cell
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import convention, lead
from riskcast.report.status_mark import status_mark
from riskcast.report.table import table
from riskcast.report.words import DASH


def render(context: Context) -> Fragment | None:
    """Return the table of options and what each of them is; nothing without options."""
    found = context.answers_of(Option)
    if not found:
        return None
    parts = [lead(_answer(context, found)), convention(context.currency), _table(context, found), _notes(found)]
    shared = all(option.is_paired for option in found)
    how = "All options live through the same futures as the program, so a difference is the effect of the option. "
    return Fragment(join(*parts, el("p", f"{how if shared else ''}{CONVENTION}", class_="sub")))


def _answer(context: Context, found: Sequence[Option]) -> str:
    helping = [option for option in found if is_better(option.finish.difference) and not option.is_combined]
    if not helping:
        return f"None of the options brings P{found[0].p} of the finish forward beyond chance."
    best = min(helping, key=lambda option: (option.is_overdue, option.finish.difference.value))
    moved = in_words(best.finish.difference, "date", context.currency)
    said = f"The option “\u2068{best.label}\u2069” moves the finish most: P{best.p} is {moved}"
    if context.has_cost:
        said += f", and P{best.p} of the cost {in_words(best.cost.difference, 'money', context.currency)}"
    late = " Its day to decide is past." if best.is_overdue else ""
    return f"{said}.{_chances(best)}{late}"


def _chances(best: Option) -> str:
    """Return what the chances become, both promises and the two together."""
    pairs = (("date", best.in_time), ("budget", best.in_budget), ("both", best.both))
    told = [f"{what} {_share(pair.before)} → {_share(pair.after)}" for what, pair in pairs if pair is not None]
    return f" Chances: {', '.join(told)}." if told else ""


def _table(context: Context, found: Sequence[Option]) -> Html:
    p, money = found[0].p, context.has_cost
    head = ["Option", *(["Planned cost"] if money else []), f"P{p} finish", "Against now"]
    head += [f"P{p} cost", "Against now"] if money else []
    head += ["Chance of the date"] if found[0].in_time is not None else []
    head += ["Chance of the budget"] if found[0].in_budget is not None else []
    head += ["Both"] if found[0].both is not None else []
    rows = [_base(context, found[0]), *(_option(context, option) for option in found)]
    return table("Options", [*head, "Decide by"], rows, strong=1, words=(len(head),))


def _base(context: Context, first: Option) -> list[str]:
    money = context.has_cost
    cells: list[str] = ["As planned now", *([DASH] if money else []), context.say("finish", first.finish.before), DASH]
    cells += [say_sum(float(first.cost.before)), DASH] if money else []  # type: ignore[arg-type]
    rated = context.ratings
    for pair, measure in ((first.in_time, "finish"), (first.in_budget, "cost"), (first.both, "")):
        if pair is not None:
            mark = status_mark(rated[measure].status) if measure in rated else ""
            cells.append(_chance(pair.before, mark))
    return [*cells, DASH]


def _option(context: Context, option: Option) -> list[str]:
    money = context.has_cost
    known = [name(text) for text in (option.name if option.name != option.label else "", option.owner) if text]
    below = [el("span", text, class_="sub line") for text in known]
    cells: list[str] = [join(name(option.label), *below), *([_signed(option.spend)] if money else [])]
    cells += [context.say("finish", option.finish.after), moved_cell(option.finish.difference, "date")]
    cells += [say_sum(float(option.cost.after)), moved_cell(option.cost.difference, "money")] if money else []  # type: ignore[arg-type]
    for pair, status in ((option.in_time, option.status_finish), (option.in_budget, option.status_cost)):
        if pair is not None:
            cells.append(_chance(pair.after, "" if status is None else status_mark(status)))
    cells += [_chance(option.both.after, "")] if option.both is not None else []
    return [*cells, _until(option)]


def _until(option: Option) -> str:
    if option.decide_by is None:
        return DASH
    if option.is_overdue:
        return join(say_date(option.decide_by), el("span", "is past", class_="sub line wrong"))
    return say_date(option.decide_by)


def _chance(share: object, mark: str) -> Html:
    below = [el("span", mark, class_="line")] if mark else []
    return join(_share(share), *below)


def _share(share: object) -> str:
    return say_percent(float(share))  # type: ignore[arg-type]


def _signed(amount: float) -> str:
    return "0" if abs(amount) < 0.5 else f"{'−' if amount < 0 else '+'}{say_sum(abs(amount))}"


def _notes(found: Sequence[Option]) -> Html:
    told = [option for option in found if option.note]
    if not told:
        return Html("")
    return el("dl", *(el("div", el("dt", name(o.label)), el("dd", name(o.note))) for o in told), class_="words")
