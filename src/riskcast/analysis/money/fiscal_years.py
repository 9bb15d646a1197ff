"""Fiscal years of money, and those beyond it in which assets are still amortised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from riskcast.analysis.money.days import day_of
from riskcast.kernels.types import F8, I8
from riskcast.model.fiscal import LATER
from riskcast.model.periods import year_end, year_label, year_of
from riskcast.model.program import Program
from riskcast.simulation.cash import Cash

MOST_FURTHER = 60
"""Fiscal years after those of the money at most; what lies behind them is ``later``."""


@dataclass(frozen=True)
class FiscalYears:
    """Fiscal years in order of time; after them comes ``later``."""

    names: tuple[str, ...]
    """[Y]"""
    ends: I8
    """[Y] Numbers of their last days."""
    of: I8
    """[T] The place of each period's year; Y for the period ``later``."""

    def add_up(self, amounts: F8) -> F8:
        """Return the sums ``[Y + 1, ...]`` of ``amounts[T, ...]``."""
        out = np.zeros((len(self.names) + 1, *amounts.shape[1:]))
        for place, amount in zip(self.of, amounts, strict=True):
            out[place] += amount
        return out


def fiscal_years(cash: Cash, program: Program, origin: datetime, last: int) -> FiscalYears:
    """Return the fiscal years of money over time, and further ones until day number ``last`` is covered.

    After a table of periods they end on the same day of the year as its last.
    """
    known: dict[str, date] = {}
    for period in cash.periods:
        if period.fiscal_year != LATER:
            known[period.fiscal_year] = max(period.end, known.get(period.fiscal_year, period.end))
    if known:
        name, end = list(known.items())[-1]
        missing = -(-(last - day_of(end, origin)) // 365)
        further = _anniversaries(name, end) if program.periods else _following(program, end)
        for _, (name, end) in zip(range(min(missing, MOST_FURTHER)), further, strict=False):
            known.setdefault(name, end)
    names = list(known)
    of = [names.index(p.fiscal_year) if p.fiscal_year != LATER else len(names) for p in cash.periods]
    ends = [day_of(end, origin) for end in known.values()]
    return FiscalYears(tuple(names), np.array(ends, np.int64), np.array(of, np.int64))


def _following(program: Program, end: date) -> Iterator[tuple[str, date]]:
    """Yield the fiscal years after the one that ends on a day."""
    year = year_of(program.fiscal, end)
    while True:
        year += 1
        yield year_label(program.fiscal, year), year_end(program.fiscal, year)


def _anniversaries(name: str, end: date) -> Iterator[tuple[str, date]]:
    """Yield the years after the last of a table: ``FY29`` follows on ``FY28``, and other names get a number."""
    numbered = re.fullmatch(r"(\D*)(\d+)", name)
    after = end + timedelta(days=1)
    for n in range(1, MOST_FURTHER + 1):
        label = f"{numbered[1]}{int(numbered[2]) + n:0{len(numbered[2])}d}" if numbered else f"{name} + {n}"
        month, day = (3, 1) if (after.month, after.day) == (2, 29) else (after.month, after.day)
        yield label, date(after.year + n, month, day) - timedelta(days=1)
