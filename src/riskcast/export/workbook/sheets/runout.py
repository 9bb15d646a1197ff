"""When the authorised money runs out."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.analysis.money.runout import RunOut, runout
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.sheet import Sheet

COLUMNS = (
    Column("owner", "Owner", "text"),
    Column("authorised", "Authorised", total=False),
    Column("source", "Source", "text"),
    Column("view", "View", "text"),
    Column("planned", "Runs out as planned", "text"),
    Column("p10", "P10", "text"),
    Column("p50", "P50", "text"),
    Column("p80", "P80", "text"),
    Column("chance", "Chance to run out", "share"),
)
LASTS = "lasts"


def write_runout(book: Book, sheet: Sheet) -> None:
    """Write in which period the authorised money of the program and its projects runs out."""
    rows = list(_rows(book))
    if not rows:
        return
    note = (
        "P10: in one of ten futures the money has run out by the end of that period, or earlier. Where no authorised "
        "sum is stated, it is the current budget."
    )
    sheet.section("When the money runs out", note)
    write_block(sheet, COLUMNS, rows)


def _rows(book: Book) -> Iterator[Row]:
    found = [
        (book.program.label, runout(book.result, "committed")),
        (book.program.label, runout(book.result, "incurred")),
    ]
    found += [(project.label, runout(book.result, "committed", project.id)) for project in book.program.projects]
    for label, at in found:
        if at is not None:
            yield _row(label, at)


def _row(label: str, at: RunOut) -> Row:
    source = "authorised sum" if at.cap == "authorised" else "current budget"
    periods = [period or LASTS for period in (at.planned, at.p10, at.p50, at.p80)]
    return [label, to_cent(at.authorised), source, at.view, *periods, at.chance]
