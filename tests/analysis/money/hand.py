"""Results made by hand: what every iteration spends in every period, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from riskcast.kernels.types import F8
from riskcast.model.fiscal import Period
from riskcast.model.program import Program
from riskcast.simulation.cash import Cash, CashRow, View
from riskcast.simulation.plan import DesignName
from riskcast.simulation.result import Held, Inputs, Manifest, Result, Tasks

PROGRAM = Program.model_validate(
    {
        "id": "p",
        "name": "Both",
        "start": "2027-01-04",
        "calendar": "c",
        "calendars": [{"id": "c", "week": {"mon-fri": "08:00-16:00"}}],
        "projects": [{"id": "A", "name": "First"}, {"id": "B"}],
        "tasks": [
            {"id": "A.work", "project": "A", "duration": "5d"},
            {"id": "B.work", "project": "B", "duration": "5d"},
        ],
    }
)


def program(**parts: Any) -> Program:
    """Return a program with two projects and one task each."""
    return PROGRAM.replace(**parts)


def half_years(years: int) -> tuple[Period, ...]:
    """Return two periods for every year from 2027 on, ``2027-H1`` in ``FY27`` and so on, and ``later``."""
    found = []
    for year in range(2027, 2027 + years):
        for half, quarter, first, last in ((1, "Q2", "01-01", "06-30"), (2, "Q4", "07-01", "12-31")):
            start, end = (date.fromisoformat(f"{year}-{day}") for day in (first, last))
            values = {"id": f"{year}-H{half}", "start": start, "end": end, "fiscal_year": f"FY{year % 100}"}
            found.append(Period.model_validate({**values, "quarter": quarter}))
    return (*found, _later(found[-1].end))


def years(count: int) -> tuple[Period, ...]:
    """Return one period for every year from 2027 on, ``2027`` in ``FY27`` and so on, and ``later``."""
    found = [
        Period(id=str(year), start=date(year, 1, 1), end=date(year, 12, 31), fiscal_year=f"FY{year % 100}")
        for year in range(2027, 2027 + count)
    ]
    return (*found, _later(found[-1].end))


def _later(end: date) -> Period:
    return Period(id="later", start=end + timedelta(days=1), end=date(2199, 12, 31), fiscal_year="later")


def cash(periods: tuple[Period, ...], rows: Mapping[CashRow, ArrayLike], planned: ArrayLike | None = None) -> Cash:
    """Return money of some rows, each ``[T-1, K]``: in ``later`` there is nothing. The plan is the first iteration."""
    amounts = [np.asarray(amount, np.float64) for amount in rows.values()]
    amount: F8 = np.stack([np.vstack([row, np.zeros(row.shape[1])]) for row in amounts])
    empty, none = np.zeros((0, amount.shape[2])), np.zeros(0)
    return Cash(
        periods=periods,
        rows=tuple(rows),
        amount=amount,
        planned=amount[:, :, 0] if planned is None else np.asarray(planned, np.float64),
        rules=(),
        in_service=empty.astype(np.int32),
        planned_in_service=none.astype(np.int32),
        benefits=(),
        benefit=empty,
        benefit_start=empty.astype(np.int32),
        planned_benefit=none,
        planned_benefit_start=none.astype(np.int32),
        risk_cost=empty,
    )


def result(money: Cash | None, of: Program = PROGRAM, design: DesignName = "mc") -> Result:
    """Return a result that knows its program and its money over time."""
    count = 1 if money is None else money.iterations
    places, amounts, none = np.zeros((0, 23), np.int32), np.zeros((2, count)), np.zeros(0)
    ticks, walls = none.astype(np.int32), amounts.astype(np.int32)
    return Result(
        manifest=Manifest("0", count, 1, design, "", ""),
        program=of,
        origin=datetime(2027, 1, 1),
        milestones=(),
        project_finish=walls,
        milestone_finish=walls[:0],
        project_cost=amounts,
        planned_finish=walls[:, 0],
        planned_cost=amounts[:, 0],
        tasks=Tasks((), ticks, ticks, ticks, ticks, ticks, ticks, none, none > 0, none, places, places),
        held=Held((), (), none.astype(np.int64)),
        inputs=Inputs((), np.zeros((0, 2)), (), none.astype(np.int64), np.zeros((0, 2))),
        cash=money,
    )


def spending(periods: tuple[Period, ...], amounts: ArrayLike, of: Program = PROGRAM, view: View = "incurred") -> Result:
    """Return a result whose money is not kept apart: ``amounts[T-1, K]``."""
    return result(cash(periods, {CashRow(view): amounts}), of)
