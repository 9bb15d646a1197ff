"""Cost lines in the cost report: budget, actuals, orders and the plan at completion, with tags as columns."""

from __future__ import annotations

from riskcast.analysis.money.cost_report import CostLineRow, CostReport
from riskcast.export.workbook.block import Area, Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import add_up, to_cent
from riskcast.export.workbook.names import COST
from riskcast.export.workbook.sheet import Cell, Sheet
from riskcast.export.workbook.sheets.judged import rounded
from riskcast.export.workbook.term import Calc, Term, local

MONEY = (
    ("budget", "Line budget"),
    ("changes", "Approved changes"),
    ("current", "Current budget"),
    ("actual", "Actual to date"),
    ("committed", "Open orders"),
    ("etc", "To complete as planned"),
    ("eac", "At completion as planned"),
    ("variance", "Variance as planned"),
)
TEXTS = (
    ("project", "Project"),
    ("task", "Task"),
    ("category", "Category"),
    ("treatment", "Treatment"),
    ("supplier", "Supplier"),
    ("currency", "Currency"),
)
LONGEST = 80
"""Characters of a title at most."""


def write_lines(book: Book, sheet: Sheet, report: CostReport, projects: Area) -> None:
    """Write the table of lines and what of the program's figures stands on none of them."""
    sheet.section(
        "By cost line", "At plan, without risks: what lines are expected to cost beyond it is not known line by line."
    )
    tags = list(dict.fromkeys(name for row in report.lines for name in row.tags))
    columns = [Column("line", "Line", "text"), Column("name", "Name", "text")]
    columns += [Column(key, title) for key, title in MONEY]
    columns += [Column(key, title, "text") for key, title in TEXTS]
    columns += [Column(f"tag:{n}", title, "text") for n, title in enumerate(_titles(tags))]
    rows = [_row(row, tags) for row in report.lines]
    area = write_block(sheet, columns, rows, total="All lines", table="cost_lines" if rows else "")
    _rest(book, sheet, area, projects)


def _row(row: CostLineRow, tags: list[str]) -> Row:
    actual, etc, budget, changes = (rounded(x) for x in (row.actual, row.etc_plan, row.budget, row.changes))
    eac = to_cent((actual or 0.0) + (etc or 0.0))
    current: Cell | Calc = None
    variance: Cell | Calc = None
    if budget is not None:
        now = to_cent(budget + (changes or 0.0))
        current = Calc(lambda at: f"{at('budget')}+{at('changes')}", now)
        variance = Calc(lambda at: f"{at('current')}-{at('eac')}", to_cent(now - eac))
    whole = Calc(lambda at: f"{at('actual')}+{at('etc')}", eac)
    texts = (row.project, row.task, row.category, row.treatment, row.supplier, row.currency)
    return [
        row.line, row.name, budget, changes, current, actual, to_cent(row.committed), etc, whole, variance,
        *texts, *(row.tags.get(name, "") for name in tags),
    ]  # fmt: skip


def _rest(book: Book, sheet: Sheet, area: Area, projects: Area) -> None:
    """Write what is on no line: people and material by the hour or unit, responses, and bookings without a line."""
    sheet.put(sheet.row, 0, "On no line", style="label")
    sheet.put(sheet.row, 1, "resources, risk responses, bookings without a line", style="note", fit=False)
    sheet.put(sheet.row + 1, 0, "Program", style="total")
    for column in range(1, area.columns["variance"] + 1):
        sheet.put(sheet.row + 1, column, None, style="total")
    for key, of in (("actual", "actual"), ("eac", "plan")):
        place = area.columns[key]
        lines, whole = Term(local(COST, area.total(key).text), area.totals[key]), projects.total(of)
        sheet.put(sheet.row, place, Term(local(COST, (whole - lines).text), (whole - lines).value), "money")
        rest = sheet.at(sheet.row, place, (whole - lines).number)
        both = add_up([lines.number, rest.number])
        sheet.put(sheet.row + 1, place, Term(local(COST, f"{lines.text}+{rest.text}"), both), "money", "total")
        title = "actual to date" if key == "actual" else "EAC as planned"
        book.check(COST, f"Lines and what is on no line = {title}", area.sum(key) + rest, whole)
    sheet.row += 2


def _titles(tags: list[str]) -> list[str]:
    """Return titles of tags; an Excel table tells no upper from lower case."""
    taken = {title.casefold() for _, title in (*TEXTS, *MONEY)}
    found = []
    for tag in tags:
        stem, number = f"tag {tag}"[:LONGEST], 2
        title = stem
        while title.casefold() in taken:
            title, number = f"{stem} ({number})", number + 1
        taken.add(title.casefold())
        found.append(title)
    return found
