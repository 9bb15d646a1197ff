"""What waits for a decision when nobody asked yet whether it is worth it."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.mitigation.candidates import Candidate
from riskcast.analysis.review.options import today
from riskcast.analysis.review.sentences import NAMED, by_day, shortest
from riskcast.analysis.wording import say_date, say_money
from riskcast.simulation.result import Result


def headline(waiting: Sequence[Candidate], result: Result) -> str:
    """Return how many responses wait, and until when or since when."""
    late = sum(_is_overdue(each, result) for each in waiting)
    first = waiting[0].decide_by
    if len(waiting) == 1:
        when = "" if first is None else f" {'overdue since' if late else 'by'} {say_date(first)}"
        brief = f"A response to decide{',' if late else ''}{when}"
        return brief if late else shortest(f"To decide{when}: {waiting[0].label}", brief)
    if late:
        return f"{len(waiting):,} responses to decide, {late:,} of them overdue"
    return f"{len(waiting):,} responses to decide" + ("" if first is None else f", the first by {say_date(first)}")


def text(waiting: Sequence[Candidate]) -> str:
    """Return where the answer to the open question comes from."""
    return f"riskcast review says {'whether it is' if len(waiting) == 1 else 'which are'} worth deciding."


def points(waiting: Sequence[Candidate], result: Result) -> tuple[str, ...]:
    """Return the responses with the nearest deadlines, and how many more there are."""
    named = [_point(each, result) for each in waiting[:NAMED]]
    left = len(waiting) - NAMED
    return (*named, *([f"and {left:,} more"] if left > 0 else []))


def _point(each: Candidate, result: Result) -> str:
    price = f", {say_money(each.spend, result.program.currency)}" if round(each.spend) else ""
    return by_day(f"{each.label} (risk {each.risk}){price}", each.decide_by, is_overdue=_is_overdue(each, result))


def _is_overdue(each: Candidate, result: Result) -> bool:
    return each.decide_by is not None and each.decide_by < today(result)
