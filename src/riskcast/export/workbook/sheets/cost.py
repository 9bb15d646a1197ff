"""Cost report: from the budget to the variance at completion, by project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from riskcast.analysis.money.cost_report import CostReport, CostRow, cost_report
from riskcast.export.workbook.block import Area, Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import share_out, to_cent
from riskcast.export.workbook.names import CONTROL, COST
from riskcast.export.workbook.sheet import Cell
from riskcast.export.workbook.sheets.cost_lines import write_lines
from riskcast.export.workbook.sheets.judged import rounded
from riskcast.export.workbook.term import Calc, Term, local
from riskcast.kernels.types import F8

COLUMNS = (
    Column("id", "Project", "text"),
    Column("name", "Name", "text"),
    Column("budget", "Budget"),
    Column("changes", "Approved changes"),
    Column("current", "Current budget"),
    Column("actual", "Actual to date"),
    Column("committed", "Open orders (in ETC)"),
    Column("etc", "Estimate to complete (ETC)"),
    Column("eac", "Estimate at completion (EAC)"),
    Column("variance", "Variance: current less EAC"),
    Column("invoiced", "Actual: invoices"),
    Column("accrual", "Actual: accruals"),
    Column("pending", "Pending changes"),
    Column("plan", "EAC as planned, no risk"),
    Column("p50", "EAC P50", total=False),
    Column("p80", "EAC P80", total=False),
)
HELD = "Held by the program"


def write_cost(book: Book) -> None:
    """Write the sheet."""
    sheet, report = book.sheets[COST], cost_report(book.result)
    sheet.begin("Cost report", CONTROL)
    sheet.section(
        "By project",
        "EAC = actual + estimate to complete, the mean of all iterations with risks. P50 and P80 do not add up.",
    )
    top = sheet.row + 1
    area = write_block(sheet, _columns(report), list(_rows(book, report)), total="Program")
    _complete_total(book, area, report.rows[-1])
    sheet.freeze(top)
    book.areas["cost"] = area
    write_lines(book, sheet, report, area)
    _check(book, report, area)


def _rows(book: Book, report: CostReport) -> Iterator[Row]:
    """Yield the projects, and what of budget and changes is the program's own."""
    *projects, program = report.rows
    eac, plan = (_by_project(book, amounts) for amounts in ("expected", "plan"))
    actuals = share_out(to_cent(program.actual), _array([row.actual for row in projects]))
    orders = share_out(to_cent(program.committed), _array([row.committed for row in projects]))
    for n, row in enumerate(projects):
        accrual = to_cent(row.accrual)
        own = _Own(
            row.budget, to_cent(row.changes), to_cent(row.pending), float(actuals[n]), accrual, float(orders[n]), eac[n]
        )
        yield [row.project, row.label, *own.cells(), plan[n], to_cent(row.eac_p50.value), to_cent(row.eac_p80.value)]
    if own_row := _held(program, projects):
        yield own_row


def _held(program: CostRow, projects: list[CostRow]) -> Row | None:
    """Return the row of budget and changes that no project has; None when there are none."""
    changes = to_cent(program.changes - sum(to_cent(row.changes) for row in projects))
    pending = to_cent(program.pending - sum(to_cent(row.pending) for row in projects))
    budget = (
        None
        if program.budget is None
        else to_cent(program.budget - sum(to_cent(row.budget or 0.0) for row in projects))
    )
    if not (changes or pending or budget):
        return None
    return ["", HELD, *_Own(budget, changes, pending).cells(), 0.0, None, None]


@dataclass(frozen=True)
class _Own:
    """The figures of a row, rounded to the hundredth."""

    budget: float | None
    changes: float
    pending: float
    actual: float = 0.0
    accrual: float = 0.0
    orders: float = 0.0
    eac: float = 0.0

    def cells(self) -> list[Cell | Calc]:
        """Return the cells from the budget to the pending changes."""
        budget = rounded(self.budget)
        now = None if budget is None else to_cent(budget + self.changes)
        invoiced = to_cent(self.actual - self.accrual)
        return [
            budget,
            self.changes,
            None if now is None else Calc(lambda at: f"{at('budget')}+{at('changes')}", now),
            Calc(lambda at: f"{at('invoiced')}+{at('accrual')}", self.actual),
            self.orders,
            to_cent(self.eac - self.actual),
            Calc(lambda at: f"{at('actual')}+{at('etc')}", self.eac),
            None if now is None else Calc(lambda at: f"{at('current')}-{at('eac')}", to_cent(now - self.eac)),
            invoiced,
            self.accrual,
            self.pending,
        ]


def _columns(report: CostReport) -> list[Column]:
    """Return the columns; budgets of some projects only make no total."""
    has_budget = report.rows[-1].budget is not None
    budgets = {"budget": has_budget, "current": has_budget, "variance": False}
    return [replace(column, total=budgets.get(column.key, column.total)) for column in COLUMNS]


def _complete_total(book: Book, area: Area, program: CostRow) -> None:
    """Write into the row of totals what is no sum, and remember the row for other sheets."""
    book.terms |= {key: area.total(key) for key in area.totals}
    own = {"p50": Term("", to_cent(program.eac_p50.value)), "p80": Term("", to_cent(program.eac_p80.value))}
    if "current" in area.totals:
        own["variance"] = area.total("current") - area.total("eac")
    for key, term in own.items():
        cell = Term(local(COST, term.text), term.value) if term.text else term.number
        book.sheets[COST].put(area.total_row, area.columns[key], cell, "money", "total")
        book.terms[key] = book.sheets[COST].at(area.total_row, area.columns[key], term.value)


def _check(book: Book, report: CostReport, area: Area) -> None:
    book.check(
        COST,
        "Actual + estimate to complete = estimate at completion",
        area.sum("actual") + area.sum("etc"),
        area.total("eac"),
    )
    if all(row.current is not None for row in report.rows):
        book.check(COST, "Variances of projects = current budget - EAC", area.sum("variance"), book.terms["variance"])


def _by_project(book: Book, sense: str) -> list[float]:
    amounts = getattr(book.figures, sense)
    return [to_cent(amounts.where("incurred", project.id).sum()) for project in book.program.projects]


def _array(values: list[float]) -> F8:
    return np.array(values, np.float64)
