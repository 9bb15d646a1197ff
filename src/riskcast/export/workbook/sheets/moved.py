"""How far something moves, as cells: before, after, the difference with its error, and whether it is sure."""

from __future__ import annotations

from datetime import date, datetime

from riskcast.analysis.compare import MeasureChange, Pair
from riskcast.analysis.paired import Difference
from riskcast.analysis.review.since import Moved
from riskcast.export.workbook.block import Column
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.formats import Kind
from riskcast.export.workbook.sheet import Cell
from riskcast.export.workbook.sheets.judged import rounded
from riskcast.export.workbook.term import Calc

NOTE = "Two standard errors to both sides hold the true difference with 95 % confidence; within noise its sign is open."
DAYS_NOTE = f"Dates differ in calendar days. {NOTE}"
Words = tuple[str, str]
"""What comes before, and what after: ``last review`` and ``now``."""


def pair_columns(key: str, title: str, kind: Kind, words: Words) -> list[Column]:
    """Return the columns of a statistic: before, after, difference, standard error."""
    far: Kind = "number" if kind == "day" else kind
    unit = ", days" if kind == "day" else ""
    return [
        Column(f"{key}_before", f"{title}, {words[0]}", kind, total=False),
        Column(f"{key}_after", f"{title}, {words[1]}", kind, total=False),
        Column(f"{key}_difference", f"{title}: difference{unit}", far, total=False),
        Column(f"{key}_error", f"{title}: standard error{unit}", far, total=False),
    ]


def chance_cells(pair: Pair | None) -> list[Cell | Calc]:
    """Return the cells of a chance."""
    if pair is None:
        return [None] * 4
    return [float(pair.before), float(pair.after), pair.difference.value, pair.difference.error]  # type: ignore[arg-type]


def money_cells(key: str, pair: Pair) -> list[Cell | Calc]:
    """Return the cells of a sum, whose difference is a formula."""
    before, after = (to_cent(float(value)) for value in (pair.before, pair.after))  # type: ignore[arg-type]
    difference = Calc(lambda at: f"{at(f'{key}_after')}-{at(f'{key}_before')}", to_cent(after - before))
    return [before, after, difference, rounded(pair.difference.error)]


def date_cells(book: Book, measure: str, pair: Pair) -> list[Cell | Calc]:
    """Return the cells of a date: the days on which it is shown, and how far apart the times are."""
    ends: list[Cell | Calc] = []
    for value in (pair.before, pair.after):
        assert isinstance(value, datetime)
        ends.append(book.days.of(measure, value))
    return [*ends, pair.difference.value, pair.difference.error]


def sure(move: Difference) -> str:
    """Return whether the sign of a difference is sure."""
    if move.error is None and move.value:
        return "too few iterations"
    if not move.value:
        return "unchanged"
    return "within noise" if move.is_noise else "beyond chance"


def measure_columns(p: int, words: Words, *, is_money: bool) -> list[Column]:
    """Return the columns of dates or sums that move."""
    kind: Kind = "money" if is_money else "day"
    return [
        Column("label", "What", "text"),
        Column("measure", "Measure", "text"),
        Column("promise_before", f"Promised, {words[0]}", kind, total=False),
        Column("promise_after", f"Promised, {words[1]}", kind, total=False),
        *pair_columns("p50", "P50", kind, words),
        *pair_columns("level", f"P{p}", kind, words),
        Column("sure", f"P{p}: is it sure?", "text"),
        *pair_columns("chance", "Chance of the promise", "share", words),
    ]


def measure_cells(book: Book, moved: MeasureChange | Moved) -> list[Cell | Calc]:
    """Return the cells of one date or sum."""
    promises = [to_cent(target) if isinstance(target, int | float) else target for target in moved.targets]
    if moved.is_money:
        ends = [*money_cells("p50", moved.p50), *money_cells("level", moved.confidence)]
    else:
        ends = [*date_cells(book, moved.measure, moved.p50), *date_cells(book, moved.measure, moved.confidence)]
    head: list[Cell | Calc] = [moved.label, moved.measure, *map(_promise, promises)]
    return [*head, *ends, sure(moved.confidence.difference), *chance_cells(moved.chance)]


def _promise(target: date | float | None) -> Cell:
    return target
