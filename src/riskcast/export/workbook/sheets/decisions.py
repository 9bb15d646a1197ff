"""Decisions: what each option costs and brings, and until when to decide."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.compare import Comparison
from riskcast.analysis.review.options import Option
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.names import CONTROL, DECISIONS
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.sheets.compared import WORDS, write_compared
from riskcast.export.workbook.sheets.judged import rounded
from riskcast.export.workbook.sheets.moved import (
    DAYS_NOTE,
    NOTE,
    chance_cells,
    date_cells,
    money_cells,
    pair_columns,
    sure,
)
from riskcast.export.workbook.sheets.ratings import mark_status

OPTIONS = (
    Column("label", "Option", "text"),
    Column("spend", "Planned cost", total=False),
    Column("mean", "Mean cost: difference", total=False),
    Column("mean_error", "Mean cost: standard error", total=False),
    Column("decide", "Decide by", "day"),
    Column("late", "Overdue", "text"),
    Column("owner", "Owner", "text"),
    Column("helps", "Better beyond chance", "text"),
    Column("activates", "Decides the responses to", "text"),
    Column("paired", "Same futures", "text"),
    Column("id", "Scenario", "text"),
    Column("note", "Note", "text"),
)


def write_decisions(book: Book) -> None:
    """Write the sheet."""
    found = book.answers_of(Option)
    compared = book.answers_of(Comparison)
    sheet = book.sheets[DECISIONS]
    sheet.begin("Decisions", CONTROL)
    if found:
        _write_options(sheet, found)
        _write_dates(book, sheet, found)
        _write_sums(book, sheet, found)
        _write_both(sheet, found)
    else:
        sheet.freeze(3, repeat=False)
    for comparison in compared:
        write_compared(book, sheet, comparison)


def _write_options(sheet: Sheet, found: Sequence[Option]) -> None:
    sheet.section("Options", "Planned cost: what the plan costs more with the option; negative when it saves.")
    top = sheet.row + 1
    write_block(sheet, OPTIONS, [_option(option) for option in found])
    sheet.freeze(top)


def _option(option: Option) -> Row:
    return [
        option.label, to_cent(option.spend), to_cent(option.mean_cost.value), rounded(option.mean_cost.error),
        option.decide_by, "yes" if option.is_overdue else "", option.owner, "yes" if option.helps else "no",
        ", ".join(option.activates), "yes" if option.is_paired else "no", option.name, option.note,
    ]  # fmt: skip


def _write_dates(book: Book, sheet: Sheet, found: Sequence[Option]) -> None:
    sheet.section("What they do to the finish", DAYS_NOTE)
    columns = [
        Column("label", "Option", "text"),
        *pair_columns("finish", f"P{found[0].p} finish", "day", WORDS),
        Column("sure", "Is it sure?", "text"),
        *pair_columns("chance", "Chance of the promised date", "share", WORDS),
        Column("status", "Status with it", "text"),
    ]
    rows: list[Row] = [
        [option.label, *date_cells(book, "finish", option.finish), sure(option.finish.difference),
         *chance_cells(option.in_time), option.status_finish or ""]
        for option in found
    ]  # fmt: skip
    mark_status(sheet, write_block(sheet, columns, rows), "status")


def _write_sums(book: Book, sheet: Sheet, found: Sequence[Option]) -> None:
    sheet.section(f"What they do to the cost in {book.program.currency}", NOTE)
    columns = [
        Column("label", "Option", "text"),
        *pair_columns("cost", f"P{found[0].p} cost", "money", WORDS),
        Column("sure", "Is it sure?", "text"),
        *pair_columns("chance", "Chance of the budget", "share", WORDS),
        Column("status", "Status with it", "text"),
    ]
    rows: list[Row] = [
        [option.label, *money_cells("cost", option.cost), sure(option.cost.difference),
         *chance_cells(option.in_budget), option.status_cost or ""]
        for option in found
    ]  # fmt: skip
    mark_status(sheet, write_block(sheet, columns, rows), "status")


def _write_both(sheet: Sheet, found: Sequence[Option]) -> None:
    both = [option for option in found if option.both is not None]
    if both:
        sheet.section("Date and budget together")
        columns = [Column("label", "Option", "text"), *pair_columns("both", "Chance of both", "share", WORDS)]
        write_block(sheet, columns, [[option.label, *chance_cells(option.both)] for option in both])
