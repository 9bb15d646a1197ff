"""How the contingency is used up, period by period."""

from __future__ import annotations

from riskcast.analysis.money.drawdown import Drawdown, drawdown
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.facts import write_fact
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.term import Calc, Term, local

NOTE = (
    "Used: what was spent beyond what the work done was planned to cost. Needed: what the work after the period still "
    "requires. The first row is the state at the data date."
)


def write_drawdown(book: Book, sheet: Sheet) -> None:
    """Write the positions from the data date on."""
    found = drawdown(book.result, book.p)
    sheet.section("Drawdown", NOTE)
    what = "Contingency held" if found.is_promised else f"Contingency held (none is stated: what P{found.p} needs)"
    held = write_fact(sheet, what, to_cent(found.held), "money", style="body")
    write_block(sheet, _columns(found.p), _rows(found, Term(local(sheet.name, held.text), held.value)))


def _columns(p: int) -> list[Column]:
    return [
        Column("period", "At the end of", "text"),
        Column("day", "Day", "day"),
        Column("used", "Used, expected"),
        Column("left", "Left, expected"),
        Column("p10", "Left, P10"),
        Column("p90", "Left, P90"),
        Column("required", f"Still needed at P{p}"),
        Column("exhausted", "Chance that it has run out", "share"),
    ]


def _rows(found: Drawdown, held: Term) -> list[Row]:
    rows: list[Row] = []
    for at in found.positions:
        used = to_cent(at.used.value)
        left = Calc(lambda here: f"{held.text}-{here('used')}", to_cent(held.number - used))
        amounts = (to_cent(at.remaining_p10.value), to_cent(at.remaining_p90.value), to_cent(at.required.value))
        rows.append([at.period or "data date", at.day, used, left, *amounts, at.exhausted.value])
    return rows
