"""Phasing: money in every accounting period, and the profiles that may be planned with."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from riskcast.analysis.money.profiles import profiles
from riskcast.export.workbook.block import Area, Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import add_up, steps_of, to_cent
from riskcast.export.workbook.figures import is_later
from riskcast.export.workbook.names import CONTROL, PHASING
from riskcast.export.workbook.term import Calc
from riskcast.model.capitalisation import CAPEX, OPEX

NOTE = (
    "Costs positive. The coherent profile and the funding line add up to the P-value of the total; stand-alone values "
    "are each period's own and must not be added."
)


def write_phasing(book: Book) -> None:
    """Write the sheet."""
    sheet = book.sheets[PHASING]
    sheet.begin("Phasing", CONTROL)
    sheet.section("Money incurred by period", NOTE)
    top = sheet.row + 1
    area = write_block(sheet, _columns(book), list(_rows(book)), total="Total")
    alone = area.columns["alone"]
    sheet.put(area.total_row, alone, "do not add", "text", "total")
    sheet.freeze(top)
    book.areas["phasing"] = area
    _check(book, area)


def _columns(book: Book) -> list[Column]:
    expected, coherent, funding, alone = (profile.name for profile in profiles(book.result, p=book.p))
    return [
        Column("period", "Period", "text"),
        Column("start", "First day", "day"),
        Column("end", "Last day", "day"),
        Column("year", "Fiscal year", "text"),
        Column("plan", "plan"),
        Column("capex", "capex expected"),
        Column("opex", "opex expected"),
        Column("expected", expected),
        Column("expected_sum", f"{expected}, cumulative", total=False),
        Column("coherent", coherent),
        Column("coherent_sum", f"{coherent}, cumulative", total=False),
        Column("funding", funding),
        Column("funding_sum", f"{funding}, cumulative", total=False),
        Column("alone", alone, total=False),
        Column("paid", "paid, expected"),
        Column("committed", "committed, expected"),
    ]


def _rows(book: Book) -> Iterator[Row]:
    figures = book.figures
    plan, capex, opex, level = (
        amounts.where("incurred", treatment=part).tolist()
        for amounts, part in (
            (figures.plan, ""),
            (figures.expected, CAPEX),
            (figures.expected, OPEX),
            (figures.level, ""),
        )
    )
    paid, committed = (figures.expected.where(view).tolist() for view in ("paid", "committed"))
    *_, funding, alone = profiles(book.result, p=book.p)
    steps = steps_of(np.zeros(0) if funding.cumulative is None else funding.cumulative)
    for t in figures.shown:
        period = figures.cash.periods[t]
        expected = to_cent(capex[t] + opex[t])
        yield [
            period.id, period.start, None if is_later(period) else period.end, period.fiscal_year,
            plan[t], capex[t], opex[t], Calc(lambda at: f"{at('capex')}+{at('opex')}", expected),
            _running("expected", [a + b for a, b in zip(capex, opex, strict=True)], figures.shown, t),
            level[t], _running("coherent", level, figures.shown, t),
            float(steps[t]), _running("funding", steps.tolist(), figures.shown, t),
            to_cent(alone.amount[t]), paid[t], committed[t],
        ]  # fmt: skip


def _running(key: str, amounts: list[float], shown: list[int], t: int) -> Calc:
    """Return the cumulative sum up to a period."""
    return Calc(lambda at: f"SUM({at.until(key)})", add_up(amounts[s] for s in shown if s <= t))


def _check(book: Book, area: Area) -> None:
    p = book.p
    book.check(PHASING, "Expected by period = estimate at completion", area.sum("expected"), book.terms["eac"])
    book.check(PHASING, "Plan by period = EAC as planned", area.sum("plan"), book.terms["plan"])
    book.check(PHASING, "Capex + opex = expected", area.sum("capex") + area.sum("opex"), area.total("expected"))
    book.check(PHASING, "Paid = incurred, over the whole time", area.sum("paid"), area.total("expected"))
    level = book.terms["level"]
    book.check(PHASING, f"Coherent P{p} = P{p} of the total", area.sum("coherent"), level)
    book.check(PHASING, f"Funding line P{p} = P{p} of the total", area.sum("funding"), level)
