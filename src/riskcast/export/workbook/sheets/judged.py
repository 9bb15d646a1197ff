"""A fiscal year's percentiles, and how it compares with its budget."""

from __future__ import annotations

from riskcast.analysis.money.years import YearRow
from riskcast.export.workbook.block import Area
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.sheet import Cell, Sheet
from riskcast.export.workbook.term import Calc, Term, local


def judge(row: YearRow | None, expected: float) -> list[Cell | Calc]:
    """Return the cells from P10 to the carry-forward; blanks for a year without money."""
    if row is None:
        return [None] * 11
    budget, left = rounded(row.budget), None
    if budget is not None:
        left = Calc(lambda at: f"{at('budget')}-{at('expected')}", to_cent(budget - expected))
    levels = [to_cent(level) for level in (row.p10, row.p50, row.p80, row.p90)]
    sums = (rounded(row.overspend), rounded(row.carry_forward))
    return [*levels, rounded(row.actual), budget, left, row.over, row.under, *sums]


def rounded(amount: float | None) -> float | None:
    """Return an amount rounded to the hundredth, or None."""
    return None if amount is None else to_cent(amount)


def total_left(sheet: Sheet, area: Area) -> None:
    """Write into the row of totals what the budgets of all years leave; years without a budget count, too."""
    if "budget" in area.totals:
        left = area.total("budget") - area.total("expected")
        sheet.put(
            area.total_row, area.columns["left"], Term(local(sheet.name, left.text), left.value), "money", "total"
        )
