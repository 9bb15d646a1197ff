"""Ratings: how likely every promise is kept, and its colour by a rule that is stated."""

from __future__ import annotations

from datetime import date

from riskcast.analysis.measures import label_of
from riskcast.analysis.review.since import Since
from riskcast.analysis.review.standing import standing
from riskcast.analysis.review.status import Rating, rule
from riskcast.export.workbook.block import Area, Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.names import CONTROL, RATINGS
from riskcast.export.workbook.sheet import Sheet


def write_ratings(book: Book) -> None:
    """Write the sheet."""
    sheet = book.sheets[RATINGS]
    sheet.begin("Ratings", CONTROL)
    sheet.section("How every promise stands", rule(book.program.report))
    sheet.note("A promised day is met by any time on that day. What is finished was kept or missed, and has no chance.")
    top = sheet.row + 1
    since = next(iter(book.answers_of(Since)), None)
    area = write_block(sheet, _columns(book.p), [_row(book, each) for each in standing(book.result, since).values()])
    mark_status(sheet, area, "status", "before")
    sheet.freeze(top)


def mark_status(sheet: Sheet, area: Area, *keys: str) -> None:
    """Colour the columns of a block that say green, amber or red."""
    for key in keys:
        sheet.mark(area.first, area.columns[key], "green", "red", last=area.last, fair="amber")


def _columns(p: int) -> list[Column]:
    return [
        Column("label", "Promise", "text"),
        Column("measure", "Measure", "text"),
        Column("day", "Promised day", "day"),
        Column("sum", "Promised sum", total=False),
        Column("chance", "Chance to keep it", "share"),
        Column("low", "95 % interval from", "share"),
        Column("high", "to", "share"),
        Column("status", "Status", "text"),
        Column("before", "Status at the last review", "text"),
        Column("fact", "Finished", "text"),
        Column("level_day", f"Day at P{p}", "day"),
        Column("level_sum", f"Sum at P{p}", total=False),
    ]


def _row(book: Book, rating: Rating) -> Row:
    level = book.result.percentile(rating.measure, book.p)
    is_day = isinstance(rating.goal, date)
    day = book.days.of(rating.measure, level) if isinstance(level, date) else None
    cost = None if isinstance(level, date) else to_cent(level)
    return [
        label_of(book.result, rating.measure), rating.measure,
        rating.goal if is_day else None, None if isinstance(rating.goal, date) else to_cent(rating.goal),
        rating.chance, rating.low, rating.high, rating.status, rating.before or "", "yes" if rating.is_fact else "",
        day, cost,
    ]  # fmt: skip
