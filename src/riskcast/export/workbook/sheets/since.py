"""Since: the last review against now, in the forecast and in the program."""

from __future__ import annotations

from riskcast.analysis.review.since import LAST, NOW, Moved, Since
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.facts import write_fact
from riskcast.export.workbook.names import CONTROL, SINCE
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.sheets.moved import (
    DAYS_NOTE,
    NOTE,
    chance_cells,
    measure_cells,
    measure_columns,
    pair_columns,
)
from riskcast.export.workbook.sheets.ratings import mark_status

WORDS = (LAST, NOW)
CHANGES = (
    Column("kind", "What changed", "text"),
    Column("name", "Name", "text"),
    Column("id", "Id", "text"),
    Column("detail", "From and to", "text"),
)
ONLY = (Column("measure", "Measure", "text"), Column("where", "Known", "text"))


def write_since(book: Book) -> None:
    """Write the sheet."""
    sheet, found = book.sheets[SINCE], book.answers_of(Since)[0]
    sheet.begin("Since the last review", CONTROL)
    sheet.freeze(3, repeat=False)
    sheet.section("The two reviews", " ".join(found.notes))
    write_fact(sheet, "Last review", found.last, "moment", "its data date")
    write_fact(sheet, "Now", found.now, "moment", "the data date of this one")
    _write_measures(book, sheet, found)
    _write_changes(sheet, found)


def _write_measures(book: Book, sheet: Sheet, found: Since) -> None:
    for title, is_money in (("Dates", False), (f"Sums in {found.currency}", True)):
        moves = [moved for moved in found.measures if moved.is_money is is_money]
        if not moves:
            continue
        sheet.section(title, NOTE if is_money else DAYS_NOTE)
        with_last = any(moved.chance_of_last is not None for moved in moves)
        columns = _columns(found.p, is_money=is_money, with_last=with_last)
        area = write_block(sheet, columns, [_row(book, moved, with_last=with_last) for moved in moves])
        mark_status(sheet, area, "status_before", "status_after")
    only = [(found.only_last, "only at the last review"), (found.only_now, "only now")]
    if any(names for names, _ in only):
        sheet.section("What only one of them has")
        write_block(sheet, ONLY, [[name, where] for names, where in only for name in names])


def _columns(p: int, *, is_money: bool, with_last: bool) -> list[Column]:
    return [
        *measure_columns(p, WORDS, is_money=is_money),
        *(pair_columns("kept", "Chance of the earlier promise", "share", WORDS) if with_last else ()),
        Column("status_before", f"Status, {LAST}", "text"),
        Column("status_after", f"Status, {NOW}", "text"),
    ]


def _row(book: Book, moved: Moved, *, with_last: bool) -> Row:
    kept = chance_cells(moved.chance_of_last) if with_last else []
    return [*measure_cells(book, moved), *kept, *(status or "" for status in moved.statuses)]


def _write_changes(sheet: Sheet, found: Since) -> None:
    rows: list[Row] = [
        [change.kind, *each]
        for change in found.changes
        for each in zip(change.names, change.ids, change.details, strict=True)
    ]
    sheet.section("What changed in the program", "Names, notes and settings of reports do not count.")
    write_block(sheet, CHANGES, rows)
