"""Milestones: plan, percentiles, promised dates and their chances."""

from __future__ import annotations

from datetime import date

from riskcast.analysis.measures import MeasureSummary, summarise
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.names import CONTROL, MILESTONES
from riskcast.export.workbook.sheet import Cell

KINDS = {"finish": "program", "milestone": "milestone"}


def write_milestones(book: Book) -> None:
    """Write the sheet."""
    sheet = book.sheets[MILESTONES]
    sheet.begin("Milestones", CONTROL)
    sheet.section("Finishes and milestones", "Local times. A target day is met by any time on that day.")
    top = sheet.row + 1
    write_block(sheet, _columns(book.p), _rows(book), table="milestones")
    sheet.freeze(top)


def levels(p: int) -> tuple[int, ...]:
    """Return the percentiles that are shown, the confidence among them."""
    return tuple(sorted({10, 50, 80, 90, p}))


def _columns(p: int) -> list[Column]:
    return [
        Column("name", "Name", "text"),
        Column("kind", "Kind", "text"),
        Column("id", "Id", "text"),
        Column("plan", "Plan", "moment"),
        *(Column(f"p{level}", f"P{level}", "moment") for level in levels(p)),
        Column("target", "Target", "day"),
        Column("chance", "Chance to meet it", "share"),
    ]


def _rows(book: Book) -> list[Row]:
    result = book.result
    found = [summarise(result, measure) for measure in result.measures if not result.is_money(measure)]
    return [_row(book, summary) for summary in found]


def _row(book: Book, summary: MeasureSummary) -> Row:
    kind, _, id_ = summary.name.partition(":")
    what = "project" if kind == "finish" and id_ else KINDS[kind]
    label = summary.label.removesuffix(": finish") if kind == "finish" else summary.label
    dates = [book.result.percentile(summary.name, level) for level in levels(book.p)]
    target = summary.target if isinstance(summary.target, date) else None
    return [label, what, id_ or book.program.id, _plan(book, summary, kind, id_), *dates, target, summary.probability]


def _plan(book: Book, summary: MeasureSummary, kind: str, id_: str) -> Cell:
    """Return the deterministic date; of a milestone that is reached, when that was."""
    if kind != "milestone":
        return summary.deterministic
    tasks = book.result.tasks
    return book.result.moment(float(tasks.planned_finish[tasks.ids.index(id_)]))
