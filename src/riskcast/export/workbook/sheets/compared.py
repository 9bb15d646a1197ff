"""Options against the base: every date, every sum, every fiscal year."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.analysis.compare import Comparison
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.sheets.moved import (
    DAYS_NOTE,
    NOTE,
    measure_cells,
    measure_columns,
    money_cells,
    pair_columns,
    sure,
)

WORDS = ("as planned now", "with it")


def write_compared(book: Book, sheet: Sheet, found: Comparison) -> None:
    """Write what every option does to every date and sum."""
    option = Column("option", "Option", "text")
    for title, is_money in (("Every date", False), (f"Every sum in {found.currency}", True)):
        rows = list(_measures(book, found, is_money=is_money))
        if rows:
            sheet.section(f"{title}, against {found.base}", NOTE if is_money else DAYS_NOTE)
            write_block(sheet, [option, *measure_columns(found.p, WORDS, is_money=is_money)], rows)
    years = list(_years(found))
    if years:
        sheet.section(f"Every fiscal year, against {found.base}", "Money incurred. P-values of years do not add up.")
        write_block(sheet, _year_columns(found.p), years)


def _measures(book: Book, found: Comparison, *, is_money: bool) -> Iterator[Row]:
    for option in found.options:
        for change in option.measures:
            if change.is_money is is_money:
                yield [option.name, *measure_cells(book, change)]


def _year_columns(p: int) -> list[Column]:
    return [
        Column("option", "Option", "text"),
        Column("year", "Fiscal year", "text"),
        Column("treatment", "Treatment", "text"),
        *pair_columns("plan", "Plan", "money", WORDS)[:3],
        *pair_columns("mean", "Expected", "money", WORDS),
        *pair_columns("level", f"P{p}", "money", WORDS),
        Column("sure", f"P{p}: is it sure?", "text"),
    ]


def _years(found: Comparison) -> Iterator[Row]:
    for option in found.options:
        for year in option.years:
            if not any(pair.before or pair.after for pair in (year.deterministic, year.mean, year.confidence)):
                continue
            plan = money_cells("plan", year.deterministic)[:3]
            ends = [*money_cells("mean", year.mean), *money_cells("level", year.confidence)]
            what = year.treatment or "all"
            yield [option.name, year.year, what, *plan, *ends, sure(year.confidence.difference)]
