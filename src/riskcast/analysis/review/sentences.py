"""Pieces of sentences that the answers for a board share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from riskcast.analysis.paired import Difference
from riskcast.analysis.review.status import Status
from riskcast.analysis.wording import say_date, say_money

if TYPE_CHECKING:
    import pandas as pd

WORDS = 12
"""Words of a headline, at most."""
NAMED = 3
"""Things of a kind that an answer names, at most."""
POINTS = 4
"""Points of an answer, at most."""


@dataclass(frozen=True)
class BoardAnswer:
    """One question of a board, answered."""

    question: str
    status: Status | None
    """None where no promise is judged."""
    headline: str
    """At most WORDS words."""
    text: str
    """One short sentence or two, read after the points; may be empty."""
    points: tuple[str, ...] = ()
    """At most POINTS short lines without a full stop; names in them are in full."""

    def row(self) -> dict[str, Any]:
        """Return the columns of a table, each point on a line of its own."""
        return {**vars(self), "points": "\n".join(self.points)}

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        import pandas as pd

        return pd.DataFrame([self.row()])


def shortest(*candidates: str) -> str:
    """Return the first candidate that fits a headline, the last one when none does."""
    return next((text for text in candidates if len(text.split()) <= WORDS), candidates[-1])


def by_day(what: str, decide_by: date | None, *, is_overdue: bool) -> str:
    """Return what is to be decided after its last day, if it has one: ``by 29 Jan 2027: Tents``."""
    if decide_by is None:
        return what
    return f"{'overdue since' if is_overdue else 'by'} {say_date(decide_by)}: {what}"


def is_better(moved: Difference) -> bool:
    """Return whether something gets earlier or cheaper, beyond chance."""
    return moved.value < 0.0 and not moved.is_noise


def is_worse(moved: Difference) -> bool:
    """Return whether something gets later or dearer, beyond chance."""
    return moved.value > 0.0 and not moved.is_noise


def say_span(days: float) -> str:
    """Return a length of time without its sign: whole days from two on, tenths below, hours below half a day."""
    size = abs(days)
    if size >= 1.95 or round(size, 1) == 1.0:
        return _counted(round(size), "day")
    if size >= 0.45:
        return f"{size:.1f} days"
    hours = round(24.0 * size)
    return _counted(hours, "hour") if hours else "less than an hour"


def say_move(moved: Difference, currency: str = "") -> str:
    """Return how far a date moves, or with a currency a sum: ``8 days earlier``, ``EUR 40.0 k more``."""
    if moved.value == 0.0 and not moved.error:
        return "unchanged"
    if moved.is_noise:
        return "not surely changed"
    size = say_money(abs(moved.value), currency) if currency else say_span(moved.value)
    before, after = ("less", "more") if currency else ("earlier", "later")
    return f"{size} {before if moved.value < 0.0 else after}"


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"
