"""Fiscal years against their budgets, over and under."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.analysis.money.excess import excess_of_standalone
from riskcast.analysis.money.years import YearRow, year_table
from riskcast.export.workbook.block import Area, Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.facts import write_fact
from riskcast.export.workbook.formats import Kind
from riskcast.export.workbook.names import CONTROL, YEARS
from riskcast.export.workbook.sheet import Cell, Sheet
from riskcast.export.workbook.sheets.judged import judge, total_left
from riskcast.export.workbook.sheets.runout import write_runout
from riskcast.export.workbook.sheets.years_by_project import FIGURES, write_projects
from riskcast.export.workbook.term import At, Calc, Term
from riskcast.model.capitalisation import CAPEX, OPEX

COLUMNS = (
    *FIGURES,
    Column("overspend", "Mean overspend", total=False),
    Column("carry", "Carry-forward at year end", total=False),
)


def write_years(book: Book) -> None:
    """Write the sheet."""
    sheet = book.sheets[YEARS]
    share = 100.0 * book.program.finance.threshold
    sheet.begin("Fiscal years", CONTROL)
    sheet.section(
        "Program by fiscal year",
        f"Over and under: beyond {share:g} % of the year's budget. P-values of years are stand-alone: do not add them.",
    )
    top = sheet.row + 1
    rows = {row.year: row for row in year_table(book.result)}
    area = write_block(sheet, COLUMNS, list(_rows(book, rows)), total="All years")
    total_left(sheet, area)
    sheet.freeze(top)
    book.areas["years"] = area
    _warn(book, sheet)
    write_projects(book, sheet)
    write_runout(book, sheet)
    _check(book, area)


def _rows(book: Book, found: dict[str, YearRow]) -> Iterator[Row]:
    phasing = book.areas["phasing"]
    for year in book.figures.years:
        capex, opex = (phasing.sum_where(key, year=year).number for key in (CAPEX, OPEX))
        taken = [_taken(phasing, key, year) for key in ("plan", CAPEX, OPEX)]
        expected = to_cent(capex + opex)
        whole = Calc(lambda at: f"{at('capex')}+{at('opex')}", expected)
        yield [year, *taken, whole, *judge(found.get(year), expected)]


def _taken(phasing: Area, key: str, year: str) -> Calc:
    """Return the sum of a column of the periods of a year."""

    def text(at: At) -> str:
        return phasing.sum_where(key, year=Term(at("year"), year)).text

    return Calc(text, phasing.sum_where(key, year=year).value)


def _warn(book: Book, sheet: Sheet) -> None:
    """Write by how much the sum of the years' own P-values misses that of the total."""
    found, p = excess_of_standalone(book.result, p=book.p, by="year"), book.p
    sheet.section(
        f"Why the P{p} of years must not be added", "Not every year is a bad year, and not every year is a good one."
    )
    total, alone = book.terms["level"], to_cent(found.standalone)
    values: tuple[tuple[str, Cell, Kind], ...] = (
        (f"Sum of the stand-alone P{p} of all fiscal years", alone, "money"),
        (f"P{p} of the total", total, "money"),
        ("Excess of the sum", Term(f"B{sheet.row + 1}-B{sheet.row + 2}", to_cent(alone - total.number)), "money"),
        (f"Chance that every year stays within its own P{p}", found.all_within, "share"),
    )
    for label, value, kind in values:
        write_fact(sheet, label, value, kind, style="body")


def _check(book: Book, area: Area) -> None:
    eac = book.terms["eac"]
    book.check(YEARS, "All fiscal years = estimate at completion", area.sum("expected"), eac)
    book.check(YEARS, "Capex + opex of all years = estimate at completion", area.sum("capex") + area.sum("opex"), eac)
    if "actual" in area.totals and book.program.actuals:
        book.check(YEARS, "Actuals of all years = actual to date", area.sum("actual"), book.terms["actual"])
    data = book.areas["data"]
    for treatment in (CAPEX, OPEX):
        found = data.sum_where("expected", view="incurred", treatment=treatment)
        book.check(
            YEARS, f"{treatment.capitalize()} of all years = {treatment} of the data", area.total(treatment), found
        )
