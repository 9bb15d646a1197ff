"""Assumptions: what was entered, in the words in which it was entered."""

from __future__ import annotations

from riskcast.export.workbook.block import write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.facts import write_fact
from riskcast.export.workbook.names import ASSUMPTIONS, CONTROL
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.sheets import entered
from riskcast.model.program import Program

DISCLAIMER = "riskcast applies rules, it does not decide accounting."


def write_assumptions(book: Book) -> None:
    """Write the sheet."""
    sheet, program = book.sheets[ASSUMPTIONS], book.program
    sheet.begin("Assumptions", CONTROL)
    sheet.freeze(3, repeat=False)
    _write_rules(sheet, program)
    parts = (
        ("Capitalisation rules", entered.RULES, entered.rules(program), DISCLAIMER),
        (
            "Cost lines",
            entered.LINES,
            entered.lines(program),
            "Estimates as they were entered, in the line's own currency.",
        ),
        ("People, machines and material with a price", entered.RESOURCES, entered.resources(program), ""),
        ("Budgets of fiscal years", entered.BUDGETS, entered.budgets(program), ""),
        ("Changes to the budget", entered.CHANGES, entered.changes(program), "Only approved changes move the budget."),
        (
            "Open and closed orders",
            entered.ORDERS,
            entered.orders(program),
            "Amounts as ordered, in the order's own currency.",
        ),
        ("Benefits", entered.BENEFITS, entered.benefits(program), "In the program's currency per year."),
    )
    for title, columns, rows, note in parts:
        if rows:
            sheet.section(title, note)
            write_block(sheet, columns, rows)


def _write_rules(sheet: Sheet, program: Program) -> None:
    fiscal, finance = program.fiscal, program.finance
    sheet.section("Calendar of money, and settings", DISCLAIMER)
    if program.periods:
        periods = f"a table of {len(program.periods)} periods"
        write_fact(sheet, "Accounting periods", periods, note="which wins over the fiscal calendar")
    else:
        write_fact(
            sheet,
            "Fiscal year begins in",
            fiscal.first_month,
            note=f"named after the calendar year of its {fiscal.named_after}",
        )
        write_fact(
            sheet, "Periods", fiscal.pattern, note="calendar months" if fiscal.pattern == "months" else _weeks(program)
        )
    write_fact(
        sheet,
        "Default treatment",
        finance.treatment,
        note="of lines and risks whose own and whose project's is not stated",
    )
    write_fact(
        sheet,
        "Discount rate",
        finance.discount_rate,
        "share",
        "per year, for net present values; empty: there are none",
    )
    write_fact(
        sheet,
        "Threshold of years",
        finance.threshold,
        "share",
        "of a year's budget, beyond which it counts as overspent or underspent",
    )
    ledger = "from the ledger" if program.actuals else "no ledger: work behind the data date counts at planned prices"
    write_fact(sheet, "Facts", ledger, note=f"{len(program.actuals)} bookings" if program.actuals else "")


def _weeks(program: Program) -> str:
    fiscal = program.fiscal
    return f"weeks in every quarter; years end on the {fiscal.year_ends} {fiscal.week_ends} of their last month"
