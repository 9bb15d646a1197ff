"""Results made by hand from the finish and the costs of every iteration; money with assets, benefits and risks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from riskcast.model.fiscal import Period
from riskcast.model.program import Program
from riskcast.network.ticks import PER_DAY
from riskcast.simulation.cash import Cash, CashRow
from riskcast.simulation.result import Result

from .hand import PROGRAM, result

DAY = PER_DAY


def futures(finish: ArrayLike, cost: ArrayLike, of: Program = PROGRAM, money: Cash | None = None) -> Result:
    """Return a result from days ``[2, K]`` after 2027-01-01 and money ``[2, K]``, both by project.

    The plan is that both projects finish on 2027-01-11 and cost 100 and 50.
    """
    ticks, costs = (np.asarray(finish, np.float64) * DAY).astype(np.int32), np.asarray(cost, np.float64)
    made = result(None, of)
    return replace(
        made,
        manifest=replace(made.manifest, iterations=costs.shape[1]),
        project_finish=ticks,
        milestone_finish=ticks[:0],
        project_cost=costs,
        planned_finish=np.array([10 * DAY, 10 * DAY], np.int32),
        planned_cost=np.array([100.0, 50.0]),
        cash=money,
    )


def money(periods: tuple[Period, ...], rows: Mapping[CashRow, ArrayLike], **more: ArrayLike) -> Cash:
    """Return money of some rows ``[T-1, K]``, with assets, benefits or risks in place of none.

    In ``later`` there is nothing, and the plan is the first iteration, unless ``more`` says otherwise.
    """
    found = [np.asarray(row, np.float64) for row in rows.values()]
    amount = np.stack([np.vstack([row, np.zeros(row.shape[1])]) for row in found])
    empty, none = np.zeros((0, amount.shape[2])), np.zeros(0)
    fields: dict[str, Any] = {"amount": amount, "planned": amount[:, :, 0], "risk_cost": empty}
    for name in ("in_service", "benefit_start"):
        fields |= {name: empty.astype(np.int32), f"planned_{name}": none.astype(np.int32)}
    fields |= {"benefit": empty, "planned_benefit": none, "rules": (), "benefits": ()}
    fields |= {name: value if name in ("rules", "benefits") else np.asarray(value) for name, value in more.items()}
    return Cash(until=periods[-2].end, periods=periods, rows=tuple(rows), **fields)
