"""What it costs to keep old and new running side by side, by fiscal year."""

from __future__ import annotations

from riskcast.analysis.money.capitalised import Capitalised
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.names import CAPITALISATION
from riskcast.export.workbook.sheet import Sheet

COLUMNS = (
    Column("year", "Fiscal year", "text"),
    Column("plan", "Plan"),
    Column("expected", "Expected"),
    Column("p80", "P80", total=False),
)


def write_double_running(book: Book, sheet: Sheet, found: Capitalised) -> None:
    """Write the operating cost of lines that are marked as double running."""
    figures = book.figures
    expected, plan = (figures.by_year(of.where("double-running")) for of in (figures.expected, figures.plan))
    p80 = {row.fiscal_year: to_cent(row.amount.p80.value) for row in found.double_running}
    years = [year for year in figures.years if expected[year] or plan[year]]
    if not years:
        return
    sheet.section(
        "Double running by fiscal year",
        "Operating cost of keeping old and new side by side; part of opex. Do not add P80.",
    )
    rows: list[Row] = [[year, plan[year], expected[year], p80.get(year)] for year in years]
    area = write_block(sheet, COLUMNS, rows, total="All years")
    data = book.areas["data"].sum_where("expected", view="double-running")
    book.check(CAPITALISATION, "Double running of all years = that of the data", area.sum("expected"), data)
