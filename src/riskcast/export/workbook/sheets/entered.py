"""What was entered about money, as rows of text and numbers."""

from __future__ import annotations

from riskcast.export.workbook.block import Column, Row
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.sheets.judged import rounded
from riskcast.model.capitalisation import format_steps
from riskcast.model.cost import CostLine, format_instalments
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program

RULES = (
    Column("id", "Rule", "text"),
    Column("name", "Name", "text"),
    Column("share", "Capital share", "share"),
    Column("life", "Useful life, years", "number"),
    Column("service", "In service at", "text"),
    Column("steps", "Steps", "text"),
    Column("note", "Note", "text"),
)
LINES = (
    Column("id", "Line", "text"),
    Column("name", "Name", "text"),
    Column("owner", "Task, or from - to", "text"),
    Column("project", "Project", "text"),
    Column("category", "Category", "text"),
    Column("treatment", "Treatment", "text"),
    Column("index", "Index", "text"),
    Column("currency", "Currency", "text"),
    Column("days", "Days to payment", "number"),
    Column("spread", "Spread or instalments", "text"),
    Column("estimate", "Estimate", "text"),
    Column("commit", "Committed at", "text"),
    Column("double", "Double running", "text"),
    Column("supplier", "Supplier", "text"),
    Column("note", "Note", "text"),
)
RESOURCES = (
    Column("id", "Resource", "text"),
    Column("name", "Name", "text"),
    Column("kind", "Kind", "text"),
    Column("hour", "Per hour", "text"),
    Column("unit", "Per unit", "text"),
    Column("category", "Category", "text"),
    Column("treatment", "Treatment", "text"),
    Column("index", "Index", "text"),
    Column("currency", "Currency", "text"),
    Column("days", "Days to payment", "number"),
    Column("supplier", "Supplier", "text"),
)
BUDGETS = (
    Column("year", "Fiscal year", "text"),
    Column("project", "Project", "text"),
    Column("treatment", "Treatment", "text"),
    Column("amount", "Amount"),
)
CHANGES = (
    Column("id", "Change", "text"),
    Column("name", "Name", "text"),
    Column("date", "Date", "day"),
    Column("status", "Status", "text"),
    Column("project", "Project", "text"),
    Column("line", "Line", "text"),
    Column("amount", "Amount"),
    Column("note", "Note", "text"),
)
ORDERS = (
    Column("id", "Order", "text"),
    Column("supplier", "Supplier", "text"),
    Column("date", "Date", "day"),
    Column("line", "Line", "text"),
    Column("currency", "Currency", "text"),
    Column("rate", "Booked rate", "rate"),
    Column("amount", "Amount"),
    Column("note", "Note", "text"),
)
BENEFITS = (
    Column("id", "Benefit", "text"),
    Column("name", "Name", "text"),
    Column("start", "Starts at", "text"),
    Column("amount", "Per year as entered", "text"),
    Column("years", "Years", "number"),
    Column("until", "Until", "day"),
    Column("ramp", "Ramp, months", "number"),
    Column("note", "Note", "text"),
)


def rules(program: Program) -> list[Row]:
    """Return the capitalisation rules."""
    return [
        [
            rule.id,
            rule.name,
            rule.capital_share,
            rule.life_years,
            rule.service_milestone or "",
            format_steps(rule.steps),
            rule.note,
        ]
        for rule in program.capitalisation
    ]


def lines(program: Program) -> list[Row]:
    """Return the cost lines; what a line leaves to its project or program is blank."""
    return [
        [
            line.id, line.name, _place(line), line.project or "", line.category, line.treatment or "", line.index or "",
            line.currency or "", line.payment_days, format_instalments(line.instalments) or line.spread.value,
            _estimate(line), line.commit or "", "yes" if line.double_running else "", line.supplier, line.note,
        ]
        for line in program.costs
    ]  # fmt: skip


def resources(program: Program) -> list[Row]:
    """Return the resources that cost something."""
    return [
        [
            one.id, one.name, one.kind.value, _brief(one.per_hour), _brief(one.per_unit), one.category,
            one.treatment or "", one.index or "", one.currency or "", one.payment_days, one.supplier,
        ]
        for one in program.resources
        if one.per_hour is not None or one.per_unit is not None
    ]  # fmt: skip


def budgets(program: Program) -> list[Row]:
    """Return the budgets of fiscal years."""
    return [[row.fiscal_year, row.project or "", row.treatment or "", to_cent(row.amount)] for row in program.budgets]


def changes(program: Program) -> list[Row]:
    """Return the changes to the budget."""
    return [
        [one.id, one.name, one.date, one.status.value, one.project or "", one.line or "", to_cent(one.amount), one.note]
        for one in program.changes
    ]


def orders(program: Program) -> list[Row]:
    """Return the orders."""
    return [
        [one.id, one.supplier, one.date, one.line, one.currency or "", one.rate, rounded(one.amount), one.note]
        for one in program.commitments
    ]


def benefits(program: Program) -> list[Row]:
    """Return the benefits."""
    return [
        [one.id, one.name, one.start, one.per_year.brief(), one.years, one.until, one.ramp_months, one.note]
        for one in program.benefits
    ]


def _place(line: CostLine) -> str:
    if line.task is not None:
        return line.task
    return f"{line.begin or ''} - {line.end or ''}" if line.begin or line.end else ""


def _estimate(line: CostLine) -> str:
    """Return the parts of a line's sum in words."""
    parts = [(line.fixed, ""), (line.per_day, " per working day"), (line.per_calendar_day, " per calendar day")]
    found = [f"{estimate.brief()}{unit}" for estimate, unit in parts if estimate is not None]
    if line.per_unit is not None:
        found.append(f"{_brief(line.quantity) or '1'} x {line.per_unit.brief()}")
    if line.remaining is not None:
        found.append(f"still to come: {line.remaining.brief()}")
    return " + ".join(found)


def _brief(estimate: Estimate | None) -> str:
    return "" if estimate is None else estimate.brief()
