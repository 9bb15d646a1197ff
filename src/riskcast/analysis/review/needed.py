"""What do you need from us?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from riskcast.analysis.has_cost import has_cost
from riskcast.analysis.measures import target_of
from riskcast.analysis.paired import Difference
from riskcast.analysis.review import undecided
from riskcast.analysis.review.on_track import beyond
from riskcast.analysis.review.options import Option, today
from riskcast.analysis.review.sentences import NAMED, BoardAnswer, by_day, is_better, is_worse, say_move, shortest
from riskcast.analysis.review.status import is_over
from riskcast.analysis.waiting import waiting
from riskcast.analysis.wording import say_date, say_money
from riskcast.network.ticks import PER_DAY
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    from riskcast.analysis.mitigation.choose import Mitigation

QUESTION = "What do you need from us?"


@dataclass(frozen=True)
class _Decision:
    label: str
    brief: str
    """Shorter than the label."""
    decide_by: date | None
    is_overdue: bool
    price: str
    effect: str

    @property
    def point(self) -> str:
        """The line that names it."""
        said = f"{self.label}{self.price}; {self.effect}"
        return by_day(said, self.decide_by, is_overdue=self.is_overdue)


def needed(result: Result, options: Sequence[Option], mitigation: Mitigation | None) -> BoardAnswer:
    """Return the decisions that are worth it, the nearest deadline first, and what the confidence needs without them.

    An option is worth it when P-value of finish or cost gets better, beyond chance; responses are those of the best
    set, unless an option that is worth it decides them all. Where neither was examined, planned responses that wait
    for a decision are listed as they are.
    """
    open_ = waiting(result) if mitigation is None and not options else ()
    if open_:
        said, points_ = undecided.text(open_), undecided.points(open_, result)
        return BoardAnswer(QUESTION, None, undecided.headline(open_, result), said, points_)
    helping = [option for option in options if option.helps and not option.is_combined]
    found = [_of_option(option, result) for option in helping]
    found += _of_responses(result, mitigation, helping)
    found.sort(key=lambda each: (each.decide_by is None, each.decide_by or date.max))
    points = [each.point for each in found[:NAMED]]
    points += [f"and {len(found) - NAMED} more below"] if len(found) > NAMED else []
    more = _more(result)
    return BoardAnswer(QUESTION, None, _headline(found, more, result), _text(found, more, result), tuple(points))


def _headline(found: list[_Decision], more: str, result: Result) -> str:
    if not found:
        return f"{more} for {result.program.confidence} % confidence" if more else "Nothing"
    late = sum(each.is_overdue for each in found)
    first = found[0]
    when = "" if first.decide_by is None else f" by {say_date(first.decide_by)}"
    if late:
        return f"{len(found)} decisions, {late} of them overdue" if len(found) > 1 else "A decision that is overdue"
    if len(found) == 1:
        return shortest(f"Decide{when}: {first.label}", f"Decide{when}: {first.brief}", f"A decision{when}")
    return f"{len(found)} decisions" + (f", the first{when}" if when else "")


def _text(found: list[_Decision], more: str, result: Result) -> str:
    if not more:
        return "" if found else "No decision is due."
    if not found:
        return f"That is more than {_aims(result)}."
    return f"As planned now, {result.program.confidence} % confidence needs {more} than {_aims(result)}."


def _of_option(option: Option, result: Result) -> _Decision:
    effect = _effect(result, option.finish.difference, option.cost.difference, option.p)
    price = _price(option.spend, result)
    return _Decision(option.label, option.name, option.decide_by, option.is_overdue, price, effect)


def _of_responses(result: Result, mitigation: Mitigation | None, options: Sequence[Option]) -> Iterator[_Decision]:
    """Yield one decision for the best set of responses, the first of them by the earliest of their days."""
    if mitigation is None or not mitigation.best.risks:
        return
    best = mitigation.best
    if any(set(best.risks) <= set(option.activates) for option in options):
        return
    chosen = [each for each in mitigation.offered if each.risk in best.risks]
    decide_by = min((each.decide_by for each in chosen if each.decide_by is not None), default=None)
    finish, cost = (Difference(-gain.value, gain.error) for gain in (best.days, best.money))
    if not (is_better(finish) or is_better(cost)):
        return
    several = f"{len(chosen)} responses to risks{_shared(best.risks, options)}"
    label, brief = (several, several) if len(chosen) > 1 else (chosen[0].label, "one response to a risk")
    late = decide_by is not None and decide_by < today(result)
    effect = _effect(result, finish, cost, mitigation.p)
    yield _Decision(label, brief, decide_by, late, _price(best.spend, result), effect)


def _shared(risks: Sequence[str], options: Sequence[Option]) -> str:
    """Return in brackets how many responses the option has, too, that has most of them."""
    count, label = max(
        ((len(set(risks) & set(option.activates)), option.label) for option in options), default=(0, ""),
        key=lambda pair: pair[0],
    )  # fmt: skip
    return f" ({count} of them also in {label})" if count else ""


def _price(spend: float, result: Result) -> str:
    """Return what a decision is planned to cost, after a comma; empty where nothing has a price."""
    if round(spend) == 0:
        return ", no planned cost" if has_cost(result) else ""
    return f", {'saves ' if spend < 0.0 else ''}{say_money(abs(spend), result.program.currency)}"


def _effect(result: Result, finish: Difference, cost: Difference, p: int) -> str:
    """Return why to decide so: what gets better, of both what is more against its spread; and a finish that gets later.

    Money that a decision costs is its price, and the risk of it is in the table of decisions.
    """
    currency = result.program.currency
    gains = {
        "finish": _gain(finish, float(np.std(result.samples("finish"))) / PER_DAY),
        "cost": _gain(cost, float(np.std(result.samples("cost")))),
    }
    if gains["cost"] <= gains["finish"]:
        return f"P{p} finish {say_move(finish)}"
    later = f", finish {say_move(finish)}" if is_worse(finish) else ""
    return f"P{p} cost {say_move(cost, currency)}{later}"


def _gain(moved: Difference, spread: float) -> float:
    """Return how far something gets better, in standard deviations; 0 when it does not, or not beyond chance."""
    if not is_better(moved):
        return 0.0
    return -moved.value / spread if spread > 0.0 else float("inf")


def _more(result: Result) -> str:
    """Return how much more time and money the confidence needs; empty when it has both."""
    days = "" if is_over(result.program, "finish") else beyond(result, "finish")
    money = beyond(result, "cost") if has_cost(result) else ""
    said = " and ".join(filter(None, (days, money)))
    return f"{said} more" if said else ""


def _aims(result: Result) -> str:
    """Return what the rest is held against: promises, plans, or one of each."""
    targets = [target_of(result, measure) for measure in ("finish", "cost")[: 1 + has_cost(result)]]
    if all(target is not None for target in targets):
        return "was promised"
    return "is planned" if all(target is None for target in targets) else "was promised or planned"
