"""Summary: the answers on one page, linked to the sheets that they come from."""

from __future__ import annotations

import textwrap
from datetime import date

from riskcast.analysis.answer import answer
from riskcast.analysis.money.joint import joint
from riskcast.analysis.money.npv import net_present_value
from riskcast.analysis.money.runout import runout
from riskcast.analysis.review.board import Board
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.facts import write_fact
from riskcast.export.workbook.formats import Kind
from riskcast.export.workbook.names import CONTROL, SUMMARY
from riskcast.export.workbook.sheet import LINE, Cell, Sheet
from riskcast.export.workbook.sheets.runout import LASTS

YEARS = (
    Column("which", "Year", "text"),
    Column("year", "Fiscal year", "text"),
    Column("plan", "Plan"),
    Column("capex", "Capex expected"),
    Column("opex", "Opex expected"),
    Column("expected", "Expected"),
    Column("p80", "P80"),
    Column("actual", "Actual to date"),
    Column("budget", "Budget"),
    Column("over", "Chance to overspend", "share"),
    Column("under", "Chance to underspend", "share"),
)


def write_summary(book: Book) -> None:
    """Write the sheet."""
    sheet, said = book.sheets[SUMMARY], answer(book.result)
    sheet.begin(f"{book.program.label}: summary", CONTROL)
    sheet.freeze(3, repeat=False)
    sheet.section("The answers")
    for line in filter(None, (said.finish, said.cost)):
        sheet.put(sheet.row, 0, line, style="strong", fit=False)
        sheet.row += 1
    _write_board(book, sheet)
    _write_cost(book, sheet)
    _write_cover(book, sheet)
    _write_worth(book, sheet)
    _write_years(book, sheet)


def _write_board(book: Book, sheet: Sheet) -> None:
    """Write what a board asks, where that was answered."""
    for found in book.answers_of(Board)[:1]:
        sheet.section("What a board asks")
        for said in found.answers:
            sheet.put(sheet.row, 0, said.question, style="label", fit=False)
            sheet.widen(0, len(said.question) * 1.1 + 3.0)
            sheet.put(sheet.row, 1, said.headline, style="strong", fit=False)
            sheet.row += 1
            for line in (part for text in (*said.points, said.text) for part in textwrap.wrap(text, LINE)):
                sheet.put(sheet.row, 1, line, fit=False)
                sheet.row += 1


def _write_cost(book: Book, sheet: Sheet) -> None:
    sheet.section(f"Cost in {book.program.currency}", "Costs positive; shown whole, held to the cent.")
    rows = (
        ("Estimate at completion, expected", "eac", "the mean, risks included"),
        ("Estimate at completion, P50", "p50", "as likely too low as too high"),
        ("Estimate at completion, P80", "p80", "not exceeded in 80 % of iterations"),
        (f"Estimate at completion, P{book.p}", "level", "the confidence of this workbook"),
        ("As planned, no risk", "plan", "every uncertainty at its planned value"),
        ("Actual to date", "actual", "invoices and accruals"),
        ("Open orders", "committed", "part of the estimate to complete"),
        ("Estimate to complete, expected", "etc", ""),
        ("Budget as first approved", "budget", ""),
        ("Approved changes", "changes", ""),
        ("Current budget", "current", ""),
        ("Pending changes", "pending", "in no other figure"),
        ("Variance: current budget less EAC", "variance", "negative when money is short"),
    )
    for label, key, note in rows:
        if key in book.terms and not (key == "level" and book.p in (50, 80)):
            _fact(sheet, label, book.terms[key], "money", note)


def _write_cover(book: Book, sheet: Sheet) -> None:
    p, cover, both = book.p, book.areas["need"], joint(book.result)
    sheet.section("Does it hold?")
    for key, label in (
        ("keeps", "Chance to stay within the current budget"),
        ("exceeds", "Chance that the need exceeds the contingency held"),
    ):
        if cover.values[key][0] is not None:
            _fact(sheet, label, cover.cell(key, 0), "share")
    day = f"{both.date:%Y-%m-%d}"
    _fact(sheet, "Chance to keep date and budget together", both.both.value, "share", f"{day} and {both.budget:,.0f}")
    _fact(
        sheet,
        f"Contingency needed at P{p}",
        book.terms["need"],
        "money",
        f"P{p} of the cost less the deterministic cost",
    )
    if cover.values["held"][0] is not None:
        _fact(sheet, "Contingency held", book.terms["held"], "money")
    found = runout(book.result, "committed")
    if found is not None:
        note = f"commitments against {found.authorised:,.0f}; chance to run out {100.0 * found.chance:.0f} %"
        _fact(sheet, "Authorised money runs out (P50)", found.p50 or LASTS, note=note)


def _write_worth(book: Book, sheet: Sheet) -> None:
    worth = net_present_value(book.result)
    if worth is None:
        return
    sheet.section(
        "Net present value",
        f"At {100.0 * worth.rate:g} % a year on {worth.at:%Y-%m-%d}; benefits less costs: here more is better.",
    )
    for label, figure in (("Whole program, expected", worth.whole.mean), ("What is to go, expected", worth.to_go.mean)):
        _fact(sheet, label, to_cent(figure.value), "money", f"95 % interval {figure.low:,.0f} to {figure.high:,.0f}")
    _fact(sheet, "Whole program, P10", to_cent(worth.whole.p10.value), "money")
    _fact(sheet, "Whole program, P90", to_cent(worth.whole.p90.value), "money")
    _fact(sheet, "Chance that it is negative", worth.whole.negative.value, "share", "whole program")
    _fact(
        sheet,
        "What a month of delay loses",
        to_cent(worth.month_late.value),
        "money",
        "benefits start a month later, costs as they are",
    )


def _write_years(book: Book, sheet: Sheet) -> None:
    years, area = book.figures.years, book.areas["years"]
    this = _this_year(book)
    places = [n for n, year in enumerate(years) if year == this]
    if not places:
        return
    sheet.section("This and the next fiscal year", "P80 of a year is its own: do not add it to others.")
    rows: list[Row] = []
    for word, n in zip(("this", "next"), range(places[0], len(years)), strict=False):
        cells: list[Cell] = [
            area.cell(column.key, n) if area.values[column.key][n] is not None else None for column in YEARS[2:]
        ]
        rows.append([word, area.cell("year", n), *cells])
    write_block(sheet, YEARS, rows)


def _fact(sheet: Sheet, label: str, value: Cell, kind: Kind = "text", note: str = "") -> None:
    """Write a figure on the right of its column."""
    write_fact(sheet, label, value, kind, note, "right" if kind == "text" else "body")


def _this_year(book: Book) -> str:
    """Return the fiscal year of the data date."""
    day: date = (book.program.data_date or book.program.start).date()
    held = (period.fiscal_year for period in book.figures.cash.periods if period.start <= day <= period.end)
    return next(held, "")
