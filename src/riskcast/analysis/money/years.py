"""Fiscal years: what they will cost, and how that compares with their budgets, over and under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from riskcast.analysis.intervals import batch_of
from riskcast.analysis.money.booked import booked_by_year
from riskcast.analysis.money.buckets import buckets
from riskcast.analysis.money.spend import has_treatments, planned_spend, require_cash, spend
from riskcast.analysis.money.year_budget import year_budget
from riskcast.kernels.types import F8
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.fiscal import LATER
from riskcast.simulation.intervals import brackets, mean_error
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile, share_interval

if TYPE_CHECKING:
    import pandas as pd

LEVELS = (10, 50, 80, 90)
"""Percentiles of a year. Those of several years do not add up."""


class _Range(NamedTuple):
    """Where the money of a year may lie."""

    mean: float
    mean_error: float
    p10: float
    p50: float
    p50_low: float
    p50_high: float
    p80: float
    p80_low: float
    p80_high: float
    p90: float
    is_open: bool


class _Chances(NamedTuple):
    """How a year compares with its budget."""

    over: float | None = None
    over_low: float | None = None
    over_high: float | None = None
    under: float | None = None
    under_low: float | None = None
    under_high: float | None = None
    overspend: float | None = None


@dataclass(frozen=True)
class YearRow:
    """Money incurred in a fiscal year, in the program's currency; actuals included."""

    year: str
    """Such as ``FY27``; ``later`` for what comes after all periods."""
    project: str
    """Id; empty for the whole program."""
    treatment: str
    """``capex`` or ``opex``; empty for both."""
    plan: float
    """With every uncertainty at its planned value and no risk."""
    mean: float
    mean_error: float
    """How far the mean may be from the true one, with 95 % confidence."""
    p10: float
    p50: float
    p50_low: float
    """Lower end of the 95 % confidence interval."""
    p50_high: float
    p80: float
    p80_low: float
    p80_high: float
    p90: float
    is_open: bool
    """Whether the iterations are too few for one of the intervals, which then promise less than 95 %."""
    capex: float | None
    """Mean of the capitalised part; None when it was not kept apart."""
    opex: float | None
    """Mean of the rest; None when it was not kept apart."""
    actual: float | None
    """Incurred before the data date; None when the program has no actuals."""
    budget: float | None
    """What may be spent in the year; None when that was not stated. Changes to the budget name no year."""
    over: float | None
    """Chance (0-1) to spend more than the budget by more than ``finance.threshold`` of it; None without a budget."""
    over_low: float | None
    """Lower end of the 95 % confidence interval of that chance."""
    over_high: float | None
    under: float | None
    """Chance (0-1) to spend less than the budget by more than ``finance.threshold`` of it."""
    under_low: float | None
    under_high: float | None
    overspend: float | None
    """Mean of what is spent above the budget; iterations that stay within it count as 0."""
    carry_forward: float | None
    """Mean of the budget that is left at the year's end, counted from the first of the years without a gap that have
    budgets; iterations in which nothing is left count as 0."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        return years_frame([self])


def years_frame(rows: Sequence[YearRow]) -> pd.DataFrame:
    """Return one row per fiscal year."""
    import pandas as pd

    return pd.DataFrame([asdict(row) for row in rows])


def year_table(result: Result, project: str = "", treatment: str = "") -> tuple[YearRow, ...]:
    """Return the fiscal years in order; ``later`` only when there is money in it.

    Parameters
    ----------
    result
        With money over time.
    project, treatment
        Only the money of one project, only ``capex`` or ``opex``; all when empty.

    Raises
    ------
    InvalidInput
        When the result does not hold that money.
    """
    cash, program = require_cash(result), result.program
    time = buckets(cash.periods, "year")
    amounts = time.add_up(spend(result, "incurred", project, treatment))
    plan = time.add_up(planned_spend(result, "incurred", project, treatment))
    capex, opex = (_part(result, project, treatment, part) for part in (CAPEX, OPEX))
    actual = booked_by_year(program, cash.periods, project, treatment)
    stated = [year_budget(program, year, project, treatment) for year in time.ids]
    left = _carry_forward(amounts, stated)
    return tuple(
        YearRow(
            year=year,
            project=project,
            treatment=treatment,
            plan=float(plan[y]),
            **_range(amounts[y], batch_of(result))._asdict(),
            capex=capex[y],
            opex=opex[y],
            actual=actual.get(year),
            budget=stated[y],
            **_chances(amounts[y], stated[y], program.finance.threshold)._asdict(),
            carry_forward=left[y],
        )
        for y, year in enumerate(time.ids)
        if year != LATER or plan[y] or amounts[y].any()
    )


def _range(samples: F8, batch: int) -> _Range:
    ordered = np.sort(samples)
    p10, p50, p80, p90 = (float(percentile(ordered, p)) for p in LEVELS)
    middle, high = brackets(samples, ordered, (50, 80), batch)
    return _Range(
        mean=float(samples.mean()),
        mean_error=mean_error(samples, batch),
        p10=p10,
        p50=p50,
        p50_low=float(ordered[middle.lower]),
        p50_high=float(ordered[middle.upper]),
        p80=p80,
        p80_low=float(ordered[high.lower]),
        p80_high=float(ordered[high.upper]),
        p90=p90,
        is_open=middle.is_open or high.is_open,
    )


def _chances(samples: F8, budget: float | None, threshold: float) -> _Chances:
    if budget is None:
        return _Chances()
    room = threshold * abs(budget) + HALF_HUNDREDTH
    over, under = (int(hits.sum()) for hits in (samples > budget + room, samples < budget - room))
    count = samples.size
    return _Chances(
        *(over / count, *share_interval(over, count)),
        *(under / count, *share_interval(under, count)),
        float(np.maximum(samples - budget, 0.0).mean()),
    )


def _carry_forward(amounts: F8, stated: Sequence[float | None]) -> list[float | None]:
    """Return the mean of what is left of the budgets at the end of each year, ``amounts`` being [Y, K]."""
    found: list[float | None] = []
    left = np.zeros(amounts.shape[1])
    for budget, spent in zip(stated, amounts, strict=True):
        left = np.zeros(amounts.shape[1]) if budget is None else left + budget - spent
        found.append(None if budget is None else float(np.maximum(left, 0.0).mean()))
    return found


def _part(result: Result, project: str, treatment: str, part: str) -> list[float | None]:
    """Return the means by year of the capitalised part or of the rest."""
    cash = require_cash(result)
    time = buckets(cash.periods, "year")
    if not has_treatments(cash, "incurred"):
        return [None] * len(time.ids)
    if treatment not in ("", part):
        return [0.0] * len(time.ids)
    return [float(x) for x in time.add_up(spend(result, "incurred", project, part)).mean(axis=1)]
