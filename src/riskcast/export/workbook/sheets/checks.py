"""Checks: every total against its parts, as formulas that stay live."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.errors import Finding
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book, Check
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.names import CHECKS, CONTROL
from riskcast.export.workbook.sheets.health import write_health
from riskcast.export.workbook.term import Calc

COLUMNS = (
    Column("sheet", "Sheet", "text"),
    Column("text", "Check", "text"),
    Column("found", "Parts", total=False),
    Column("wanted", "Total", total=False),
    Column("difference", "Difference", "cents"),
    Column("state", "State", "text"),
)
REMARKS = (
    Column("level", "Level", "text"),
    Column("code", "Code", "text"),
    Column("message", "Remark", "text"),
    Column("remedy", "Remedy", "text"),
    Column("subject", "Place", "text"),
    Column("where", "File", "text"),
)
GOOD, BAD = "OK", "ERROR"


def write_checks(book: Book, findings: Sequence[Finding]) -> None:
    """Write the sheet."""
    sheet = book.sheets[CHECKS]
    sheet.begin("Checks", CONTROL)
    sheet.section("Do the figures add up?", "Differences of less than half a cent count as none.")
    top = sheet.row + 1
    area = write_block(sheet, COLUMNS, [_row(check) for check in book.checks])
    sheet.freeze(top, 0)
    sheet.mark(area.first, area.columns["state"], GOOD, BAD, last=area.last)
    book.areas["checks"] = area
    write_health(book, sheet)
    sheet.section("Remarks on the input", "What the check of the program had to say.")
    write_block(sheet, REMARKS, [_remark(finding) for finding in findings])


def _row(check: Check) -> Row:
    difference = to_cent(check.found.number - check.wanted.number)
    return [
        check.sheet,
        check.text,
        check.found,
        check.wanted,
        Calc(lambda at: f"ROUND({at('found')}-{at('wanted')},2)", difference),
        Calc(
            lambda at: f'IF(ABS({at("difference")})<0.005,"{GOOD}","{BAD}")', BAD if abs(difference) >= 0.005 else GOOD
        ),
    ]


def _remark(finding: Finding) -> Row:
    return [finding.level, finding.code, finding.message, finding.remedy, finding.subject, finding.where]
