"""Limits: what is not in the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskcast.analysis.review.limits import Limit, limits
from riskcast.errors import Finding
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.names import CONTROL, LIMITS

COLUMNS = (
    Column("text", "What the numbers leave out", "text"),
    Column("count", "How many", "count"),
    Column("kind", "Kind", "text"),
)
WHICH = (Column("kind", "Kind", "text"), Column("id", "Which", "text"))


def write_limits(book: Book, findings: Sequence[Finding]) -> None:
    """Write the sheet."""
    sheet = book.sheets[LIMITS]
    sheet.begin("Limits", CONTROL)
    sheet.section(
        "What is not in the numbers",
        "A forecast is worth what is in it. This is what this one leaves out, as far as its files tell.",
    )
    top = sheet.row + 1
    found = limits(book.result, findings)
    write_block(sheet, COLUMNS, [[limit.text, limit.count or None, limit.kind] for limit in found])
    sheet.freeze(top, 0)
    which = list(_which(found))
    if which:
        sheet.section("Which ones", "One row for each that is counted above.")
        write_block(sheet, WHICH, which)


def _which(found: Sequence[Limit]) -> Iterator[Row]:
    return ([limit.kind, name] for limit in found for name in limit.names)
