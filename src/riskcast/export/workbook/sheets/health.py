"""Whether the plan is fit to be simulated: the health checks, as far as they were made."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.analysis.health import Health
from riskcast.analysis.health.rule import Outcome
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.sheet import Sheet

CHECKS = (
    Column("code", "Health check", "text"),
    Column("title", "What is checked", "text"),
    Column("verdict", "Verdict", "text"),
    Column("value", "Measured", "number"),
    Column("unit", "Unit", "text"),
    Column("limit", "Limit", "text"),
    Column("count", "Break it", "count"),
    Column("of", "Of", "count"),
    Column("why", "Why not, or about what", "text"),
)
PLACES = (
    Column("code", "Check that fails", "text"),
    Column("id", "Place", "text"),
    Column("note", "What is wrong with it", "text"),
)


def write_health(book: Book, sheet: Sheet) -> None:
    """Write the checks and the places at which they fail."""
    for found in book.answers_of(Health)[:1]:
        points = found.dcma
        passed = sum(outcome.verdict == "pass" for outcome in points)
        sheet.section("Health of the schedule", f"{passed} of the {len(points)} points of the DCMA assessment pass.")
        area = write_block(sheet, CHECKS, [_row(outcome) for outcome in found.outcomes])
        sheet.mark(area.first, area.columns["verdict"], "pass", "fail", last=area.last)
        places = list(_places(found))
        if places:
            sheet.section("Where the schedule is not sound")
            write_block(sheet, PLACES, places)


def _row(outcome: Outcome) -> Row:
    rule, measured = outcome.rule, outcome.measured
    return [
        rule.code, rule.title, outcome.verdict, measured.value, rule.unit, rule.say_limit(outcome.limit),
        measured.count, measured.population, measured.reason,
    ]  # fmt: skip


def _places(found: Health) -> Iterator[Row]:
    for outcome in found.failed:
        for offender in outcome.measured.offenders:
            yield [outcome.rule.code, offender.id, offender.note]
