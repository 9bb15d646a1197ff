"""Contingency: what is needed, what is held, whom it is for, and how it is used up."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.analysis.money.contingency import Contingency, contingencies
from riskcast.analysis.money.figure import Figure
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.names import CONTINGENCY, CONTROL
from riskcast.export.workbook.sheet import Cell
from riskcast.export.workbook.sheets.allocations import write_allocations
from riskcast.export.workbook.sheets.drawdown import write_drawdown
from riskcast.export.workbook.sheets.judged import rounded
from riskcast.export.workbook.term import Calc


def write_contingency(book: Book) -> None:
    """Write the sheet."""
    sheet, p = book.sheets[CONTINGENCY], book.p
    sheet.begin("Contingency", CONTROL)
    sheet.section(
        f"Need at P{p}",
        f"P{p} of the cost less the deterministic cost. The P{p} of projects do not add up to that of the program.",
    )
    top = sheet.row + 1
    area = write_block(sheet, _columns(p), list(_rows(book)))
    sheet.freeze(top)
    for key, name in (
        ("need", "need"),
        ("held", "held"),
        ("cost", "level"),
        ("keeps", "keeps"),
        ("exceeds", "exceeds"),
    ):
        book.terms[name] = area.cell(key, 0)
    book.areas["need"] = area
    write_allocations(book, sheet)
    write_drawdown(book, sheet)
    book.check(CONTINGENCY, "Planned cost = EAC as planned", area.cell("plan", 0), book.terms["plan"])


def _columns(p: int) -> list[Column]:
    return [
        Column("owner", "Owner", "text"),
        Column("plan", "Deterministic cost"),
        Column("cost", f"Cost P{p}"),
        Column("need", f"Contingency needed at P{p}"),
        Column("low", "95 % interval from"),
        Column("high", "to"),
        Column("held", "Contingency held"),
        Column("over", "Held less needed"),
        Column("reserve", "Management reserve"),
        Column("budget", "Current budget"),
        Column("keeps", "Chance within current budget", "share"),
        Column("keeps_all", "Chance within budget and reserve", "share"),
        Column("exceeds", "Chance that need exceeds what is held", "share"),
        Column("exceeds_all", "Chance that it exceeds reserve, too", "share"),
        Column("finish_plan", "Deterministic finish", "day"),
        Column("finish", f"Finish P{p}", "day"),
        Column("days", "Calendar days needed", "number"),
    ]


def _rows(book: Book) -> Iterator[Row]:
    found = contingencies(book.result, book.p)
    figures = book.figures
    yield _row(book, found.program, figures.cost_at_level, to_cent(float(figures.plan.where("incurred").sum())))
    for part in found.projects:
        plan = to_cent(float(figures.plan.where("incurred", part.project).sum()))
        yield _row(book, part, to_cent(float(part.cost.value)), plan)  # type: ignore[arg-type]


def _row(book: Book, part: Contingency, cost: float, plan: float) -> Row:
    cover, need = part.cover, to_cent(cost - plan)
    held, over = rounded(cover.contingency), None
    if held is not None:
        over = Calc(lambda at: f"{at('held')}-{at('need')}", to_cent(held - need))
    chances = (cover.budget_confidence, cover.reserve_confidence, cover.exceeds_contingency, cover.exceeds_all)
    return [
        part.label, plan, cost, Calc(lambda at: f"{at('cost')}-{at('plan')}", need),
        to_cent(part.money.low), to_cent(part.money.high), held, over, rounded(cover.reserve), rounded(cover.budget),
        *map(_chance, chances), book.days.of(part.finish.measure, part.planned_finish),
        book.days.of(part.finish.measure, part.finish.value),  # type: ignore[arg-type]
        round(part.days.value, 1),
    ]  # fmt: skip


def _chance(figure: Figure | None) -> Cell:
    return None if figure is None else figure.value
