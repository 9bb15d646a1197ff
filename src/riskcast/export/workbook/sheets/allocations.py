"""Whom and what the contingency is for: two breakdowns that add up to it."""

from __future__ import annotations

import numpy as np

from riskcast.analysis.money.allocation import Breakdown, allocate
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import share_out
from riskcast.export.workbook.names import CONTINGENCY
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.sheets.judged import rounded

COLUMNS = (
    Column("label", "Part", "text"),
    Column("amount", "Share of the contingency"),
    Column("error", "Standard error", total=False),
    Column("kind", "Kind", "text"),
    Column("id", "Id", "text"),
)
KINDS = {"fx": "exchange rates", "rest": "rest"}


def write_allocations(book: Book, sheet: Sheet) -> None:
    """Write the contingency by project and by cause."""
    found, p = allocate(book.result, book.p), book.p
    note = (
        f"What each part costs beyond its plan in the {found.iterations} futures around P{p} of the total; a negative "
        "share means that it lies below its plan there."
    )
    parts = [("By project", found.by_project, note)]
    if found.by_cause is not None:
        parts.append(("By cause", found.by_cause, "The same contingency once more, by what makes it necessary."))
    for title, breakdown, text in parts:
        sheet.section(title, text)
        area = write_block(sheet, COLUMNS, _rows(book, breakdown), total="Contingency")
        book.check(CONTINGENCY, f"Allocation {title.lower()} = contingency", area.sum("amount"), book.terms["need"])
        book.areas[title] = area


def _rows(book: Book, breakdown: Breakdown) -> list[Row]:
    amounts = share_out(book.terms["need"].number, np.array([part.amount for part in breakdown.parts])).tolist()
    return [
        [part.label, amount, rounded(part.error), KINDS.get(part.kind, part.kind), part.id]
        for part, amount in zip(breakdown.parts, amounts, strict=True)
    ]
