"""Fiscal years of every project."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.analysis.money.years import year_table
from riskcast.export.workbook.block import Area, Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.names import YEARS
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.sheets.judged import judge, total_left
from riskcast.export.workbook.term import At, Calc, Term
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.program import Project

FIGURES = (
    Column("year", "Fiscal year", "text"),
    Column("plan", "Plan"),
    Column("capex", "Capex expected"),
    Column("opex", "Opex expected"),
    Column("expected", "Expected"),
    Column("p10", "P10", total=False),
    Column("p50", "P50", total=False),
    Column("p80", "P80", total=False),
    Column("p90", "P90", total=False),
    Column("actual", "Actual to date"),
    Column("budget", "Budget"),
    Column("left", "Budget less expected", total=False),
    Column("over", "Chance to overspend", "share"),
    Column("under", "Chance to underspend", "share"),
)
"""What is said of every fiscal year."""
COLUMNS = (*FIGURES, Column("project", "Project", "text"), Column("name", "Project name", "text"))


def write_projects(book: Book, sheet: Sheet) -> None:
    """Write the years of all projects as one table."""
    sheet.section("Projects by fiscal year", "P-values are stand-alone: neither years nor projects add up.")
    rows = [row for project in book.program.projects for row in _rows(book, project)]
    area = write_block(sheet, COLUMNS, rows, total="All projects", table="project_years" if rows else "")
    total_left(sheet, area)
    years = book.areas["years"]
    book.check(YEARS, "All projects = program, over all years", area.sum("expected"), years.total("expected"))
    for n, year in enumerate(book.figures.years):
        found = area.sum_where("expected", year=years.cell("year", n))
        book.check(YEARS, f"All projects = program, {year}", found, years.cell("expected", n))


def _rows(book: Book, project: Project) -> Iterator[Row]:
    found, data = {row.year: row for row in year_table(book.result, project.id)}, book.areas["data"]
    for year in book.figures.years:
        capex, opex = (_taken(data, project.id, year, "expected", part) for part in (CAPEX, OPEX))
        plan = _taken(data, project.id, year, "plan")
        expected = to_cent(float(capex.value) + float(opex.value))
        if not (expected or plan.value or (year in found and found[year].budget is not None)):
            continue
        whole = Calc(lambda at: f"{at('capex')}+{at('opex')}", expected)
        judged = judge(found.get(year), expected)[:9]
        yield [year, plan, capex, opex, whole, *judged, project.id, project.label]


def _taken(data: Area, project: str, year: str, key: str, treatment: str = "") -> Calc:
    """Return the sum of a column of the data over a project and year."""
    more: dict[str, str | Term] = {"treatment": treatment} if treatment else {}

    def text(at: At) -> str:
        places = {"project": Term(at("project"), project), "year": Term(at("year"), year)}
        return data.sum_where(key, view="incurred", **places, **more).text

    return Calc(text, data.sum_where(key, view="incurred", project=project, year=year, **more).value)
