"""Fiscal years of two runs: what moves between years, and between capex and opex."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from riskcast.analysis.compare.pair import Against, Pair, against
from riskcast.analysis.money.buckets import buckets
from riskcast.analysis.money.spend import has_treatments, planned_spend, require_cash, spend
from riskcast.analysis.paired import Difference, mean, percentile_of
from riskcast.kernels.types import F8
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.fiscal import LATER
from riskcast.simulation.result import Result


@dataclass(frozen=True)
class YearChange:
    """How far the money incurred in a fiscal year moves; P-values of years and parts do not add up."""

    year: str
    """Such as ``FY27``; ``later`` for what comes after all periods."""
    treatment: str
    """``capex`` or ``opex``; empty for both together."""
    deterministic: Pair
    mean: Pair
    confidence: Pair
    """P-value at the confidence of the comparison."""


@dataclass(frozen=True)
class _Years:
    """Money by fiscal year of one run."""

    starts: dict[str, date]
    """First day by year."""
    amount: dict[str, F8]
    """``[K]`` by year."""
    planned: dict[str, float]


def year_changes(base: Result, option: Result, p: int) -> tuple[YearChange, ...]:
    """Return the fiscal years in order, all money first; nothing unless both results hold money over time.

    Capex and opex are there when both runs kept them apart. A year that only one of the runs has costs nothing in
    the other.
    """
    if base.cash is None or option.cash is None:
        return ()
    apart = has_treatments(base.cash, "incurred") and has_treatments(option.cash, "incurred")
    how = against(base, option)
    return tuple(
        change
        for treatment in ("", *((CAPEX, OPEX) if apart else ()))
        for change in _changes(_years(base, treatment), _years(option, treatment), treatment, p, how)
    )


def _changes(before: _Years, after: _Years, treatment: str, p: int, how: Against) -> list[YearChange]:
    found = []
    for year in _in_order(before, after):
        first, second = _money(before, year), _money(after, year)
        if year == LATER and not (first.any() or second.any()):
            continue
        planned = before.planned.get(year, 0.0), after.planned.get(year, 0.0)
        found.append(
            YearChange(
                year,
                treatment,
                Pair(*planned, Difference(planned[1] - planned[0], 0.0)),
                *(Pair(of(first), of(second), how.moved(first, second, of)) for of in (mean, percentile_of(p))),
            )
        )
    return found


def _years(result: Result, treatment: str) -> _Years:
    periods = require_cash(result).periods
    time = buckets(periods, "year")
    amount = time.add_up(spend(result, "incurred", "", treatment))
    planned = time.add_up(planned_spend(result, "incurred", "", treatment))
    starts = {period.fiscal_year: period.start for period in reversed(periods)}
    return _Years(starts, dict(zip(time.ids, amount, strict=True)), dict(zip(time.ids, planned.tolist(), strict=True)))


def _money(years: _Years, year: str) -> F8:
    found = years.amount.get(year)
    return np.zeros_like(next(iter(years.amount.values()))) if found is None else found


def _in_order(before: _Years, after: _Years) -> list[str]:
    """Return the years of both in order of time; ``later`` last."""
    starts = {**after.starts, **before.starts}
    return sorted(starts, key=lambda year: (year == LATER, starts[year]))
