"""Data: everything over time as one tidy table, for pivot tables and other tools."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.export.workbook.block import Area, Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.names import CONTROL, DATA
from riskcast.export.workbook.term import Term

NOTE = (
    "View 'incurred' by project and treatment is all the money once; 'paid' and 'committed' are the same money at "
    "other times. Category, capitalised, double-running, escalation and fx are parts of incurred; earned is planned "
    "cost where the work is done. Do not add views."
)


def write_data(book: Book) -> None:
    """Write the sheet."""
    sheet = book.sheets[DATA]
    sheet.begin("Data", CONTROL)
    sheet.note(NOTE)
    sheet.row += 1
    top = sheet.row + 1
    rows = list(_rows(book))
    area = write_block(sheet, _columns(book), rows, table="money" if rows else "")
    sheet.freeze(top, 0)
    book.areas["data"] = area
    _check(book, area)


def _columns(book: Book) -> list[Column]:
    return [
        Column("view", "View", "text"),
        Column("project", "Project", "text"),
        Column("treatment", "Treatment", "text"),
        Column("name", "Category or rule", "text"),
        Column("period", "Period", "text"),
        Column("start", "First day", "day"),
        Column("year", "Fiscal year", "text"),
        Column("plan", "Plan"),
        Column("expected", "Expected"),
        Column("level", f"Coherent P{book.p}"),
    ]


def _rows(book: Book) -> Iterator[Row]:
    """Yield what is not nothing in every sense."""
    figures = book.figures
    senses = [amounts.amount for amounts in (figures.plan, figures.expected, figures.level)]
    for g, row in enumerate(figures.cash.rows):
        for t, period in enumerate(figures.cash.periods):
            amounts = [float(amount[g, t]) for amount in senses]
            if any(amounts):
                words = (row.view, row.project, row.treatment, row.name)
                yield [*words, period.id, period.start, period.fiscal_year, *amounts]


def _check(book: Book, area: Area) -> None:
    eac, level = book.terms["eac"], book.terms["level"]
    for view in ("incurred", "paid", "committed", "category"):
        book.check(
            DATA, f"Expected of view '{view}' = estimate at completion", area.sum_where("expected", view=view), eac
        )
    book.check(
        DATA, f"Coherent P{book.p} incurred = P{book.p} of the total", area.sum_where("level", view="incurred"), level
    )
    capex = area.sum_where("expected", view="incurred", treatment="capex")
    book.check(DATA, "Capitalised by rule = capex", area.sum_where("expected", view="capitalised"), capex)
    cost = book.areas["cost"]
    for n, project in enumerate(book.program.projects):
        found = area.sum_where("expected", view="incurred", project=cost.cell("id", n))
        wanted = cost.cell("eac", n)
        book.check(
            DATA,
            f"Expected of {_short(project.label)} = its estimate at completion",
            found,
            Term(wanted.text, wanted.value),
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
