"""What the kernels kept of money over time, with its names."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Futures
from riskcast.kernels.types import I4
from riskcast.network.network import Network
from riskcast.simulation.cash import Cash
from riskcast.simulation.planned_money import PlannedMoney

NEVER = 2**31 - 1
"""Wall tick of what never happens."""


def cash_of(network: Network, futures: Futures, planned: PlannedMoney) -> Cash | None:
    """Return money over time, or None when none was kept."""
    names, program = network.names, network.program
    if not names.groups or network.book is None:
        return None
    outlook = network.book.outlook
    size = outlook.benefit_variable
    plan = network.planned_values[size] if size.size else np.zeros(0)
    return Cash(
        periods=names.periods,
        rows=names.rows,
        amount=futures.cash,
        planned=planned.cash,
        rules=tuple(rule.id for rule in program.capitalisation),
        in_service=futures.service,
        planned_in_service=_at(planned.anchors, outlook.service),
        benefits=tuple(benefit.id for benefit in program.benefits),
        benefit=futures.benefit,
        benefit_start=futures.benefit_start,
        planned_benefit=np.where(size >= 0, plan, outlook.benefit_base),
        planned_benefit_start=_at(planned.anchors, outlook.benefit_start),
        risk_cost=futures.risk_cost,
        until=names.until,
    )


def _at(anchors: I4, places: I4) -> I4:
    out = np.full(places.size, NEVER, np.int32)
    out[places >= 0] = anchors[places[places >= 0]]
    return out
