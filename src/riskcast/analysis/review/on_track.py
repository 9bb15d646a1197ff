"""Are we on track?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import numpy as np

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.goal import goal
from riskcast.analysis.has_cost import has_cost
from riskcast.analysis.review.sentences import POINTS, BoardAnswer, say_move, shortest
from riskcast.analysis.review.since import Moved, Since
from riskcast.analysis.review.status import ORDER, Rating, Status, is_over
from riskcast.analysis.wording import say_date, say_days, say_money, say_percent
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result

QUESTION = "Are we on track?"
_WORDS: dict[Status, str] = {"green": "Yes", "amber": "Doubtful", "red": "No"}
_WHAT = {"finish": "date", "cost": "budget"}
_WORST = 2
"""Promises that are named, at most."""


def on_track(result: Result, rated: Mapping[str, Rating], since: Since | None) -> BoardAnswer:
    """Return whether date and budget hold, how the other promises stand, and what moved since the last review.

    The status is the worst of the program's own promises; where there are none, the worst of its parts'.
    """
    own = [rated[measure] for measure in _WHAT if measure in rated]
    parts = [rating for measure, rating in rated.items() if measure not in _WHAT]
    status = min((rating.status for rating in own or parts), key=ORDER.index, default=None)
    facts, moves = [*_finished(result, rated), *_planned(result, rated)], list(_movement(since, has_cost(result)))
    worst = _worst(result, rated, parts)[: POINTS - len(facts) - len(moves)]
    text = _text(result, own, parts)
    return BoardAnswer(QUESTION, status, _headline(status, own, parts), text, (*facts, *worst, *moves))


def beyond(result: Result, measure: str) -> str:
    """Return how far the P-value at the confidence lies beyond the goal: ``6 weeks``, ``EUR 600 k``, or empty."""
    safe, aim = result.percentile(measure, result.program.confidence), goal(result, measure).value
    if isinstance(safe, datetime) and isinstance(aim, date):
        of = FinishDays(result.program)
        days = (of.of(measure, safe) - of.of(measure, aim)).days
        return say_days(days).removeprefix("+") if days > 0 else ""
    more = float(safe) - float(aim)  # type: ignore[arg-type]
    return say_money(more, result.program.currency) if more > HALF_HUNDREDTH else ""


def _planned(result: Result, rated: Mapping[str, Rating]) -> Iterator[str]:
    """Yield that the plan itself ends after the promise, which no confidence can mend."""
    rating = rated.get("finish")
    if rating is None or rating.is_fact or not isinstance(rating.goal, date):
        return
    plan = FinishDays(result.program).of("finish", result.moment(result.planned("finish")))
    if plan > rating.goal:
        late = say_days((plan - rating.goal).days).removeprefix("+")
        yield f"The plan itself ends on {say_date(plan)}, {late} after the promise"


def _headline(status: Status | None, own: list[Rating], parts: list[Rating]) -> str:
    if status is None:
        return "Nothing was promised that could be kept or missed"
    if own:
        return shortest(f"{_WORDS[status]}: {' and '.join(map(_chance, own))}")
    counts = _counts(parts, "promise")
    return f"{_WORDS[status]}: {counts[:1].lower()}{counts[1:]}"


def _likely(chance: float) -> str:
    return f"{say_percent(chance)} likely"


def _chance(rating: Rating) -> str:
    what = _WHAT[rating.measure]
    if rating.is_fact:
        return f"the {what} was {'kept' if rating.status == 'green' else 'missed'}"
    return f"{what} {_likely(rating.chance)}"


def _text(result: Result, own: list[Rating], parts: list[Rating]) -> str:
    """Return how further promises stand; without any promise, how the plan does."""
    if own:
        return f"{_counts(parts, 'further promise')}." if parts else ""
    if parts:
        return ""
    measures = {"finish": "date", "cost": "cost"} if has_cost(result) else {"finish": "date"}
    open_ = {measure: what for measure, what in measures.items() if not is_over(result.program, measure)}
    said = [f"{what} {_likely(goal(result, measure).probability)}" for measure, what in open_.items()]
    return f"As planned: {', '.join(said)}." if said else ""


def _counts(parts: list[Rating], what: str) -> str:
    """Return ``Of 15 promises 1 is green, 3 amber, 11 red``."""
    counts = {status: sum(rating.status == status for rating in parts) for status in reversed(ORDER)}
    some = [(status, count) for status, count in counts.items() if count]
    (first, count), *others = some
    if not others:
        return f"The only {what} is {first}" if count == 1 else f"All {count} {what}s are {first}"
    head = f"Of {len(parts)} {what}s {count} {'is' if count == 1 else 'are'} {first}"
    return ", ".join([head, *(f"{number} {status}" for status, number in others)])


def _finished(result: Result, rated: Mapping[str, Rating]) -> Iterator[str]:
    """Yield the fact that the program is finished, if it is."""
    if is_over(result.program, "finish"):
        days, rating = FinishDays(result.program), rated.get("finish")
        moment = result.moment(result.planned("finish"))
        promised = "" if rating is None else f"; {say_date(rating.goal)} was promised"  # type: ignore[arg-type]
        yield f"Finished on {days.say('finish', moment)}{promised}"


def _worst(result: Result, rated: Mapping[str, Rating], parts: list[Rating]) -> list[str]:
    """Return the promises that are least likely kept; what is missed already comes after what can still be helped."""
    bad = [rating for rating in parts if rating.status != "green" and not _is_the_programs(result, rated, rating)]
    bad.sort(key=lambda rating: (rating.is_fact, rating.chance))
    return [f"{_name(each)}: {'missed' if each.is_fact else _likely(each.chance)}" for each in bad[:_WORST]]


def _is_the_programs(result: Result, rated: Mapping[str, Rating], rating: Rating) -> bool:
    """Return whether a promise is the program's own under another name, which the headline has already."""
    whole = "cost" if rating.measure.startswith("cost") else "finish"
    same = whole in rated and rated[whole].goal == rating.goal
    return same and np.array_equal(result.samples(whole), result.samples(rating.measure))


def _name(rating: Rating) -> str:
    """Return ``Finance core cost`` for a project's cost; milestones keep their names."""
    if rating.measure.startswith("milestone:"):
        return rating.label
    return " ".join(rating.label.rsplit(": ", 1))


def _movement(since: Since | None, with_cost: bool) -> Iterator[str]:
    """Yield what moved since the last review, and which promise moved with it."""
    if since is None:
        return
    moves = [since.measure(measure) for measure in ("finish", "cost")[: 1 + with_cost]]
    said = [f"{m.measure} {say_move(m.confidence.difference, since.currency if m.is_money else '')}" for m in moves]
    yield f"Since {say_date(since.last)}: P{since.p} {', '.join(said)}"
    promises = [_promise(moved, since.currency) for moved in moves if moved.promise_moved]
    if promises:
        yield f"Promise moved: {', '.join(promises)}"


def _promise(moved: Moved, currency: str) -> str:
    first, second = (_target(target, currency) for target in moved.targets)
    return f"{_WHAT[moved.measure]} {first} to {second}"


def _target(target: date | float | None, currency: str) -> str:
    if target is None:
        return "none"
    return say_date(target) if isinstance(target, date) else say_money(target, currency)
