"""Net present value: benefits less costs, discounted to the data date, and what a month of delay costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from riskcast.analysis.intervals import batch_of
from riskcast.analysis.money.days import MONTH
from riskcast.analysis.money.figure import Figure, mean_figure, percentile_figures, share_figure, standard_error
from riskcast.analysis.money.flows import benefit_flow, cost_flow, discount_of, planned_cost_flow
from riskcast.analysis.money.spend import require_cash
from riskcast.kernels.types import F8
from riskcast.model.program import Program
from riskcast.simulation.cash import Cash
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Worth:
    """The distribution of a net present value."""

    planned: float
    mean: Figure
    p10: Figure
    p50: Figure
    p90: Figure
    negative: Figure
    """Chance (0-1) that it is below 0."""


@dataclass(frozen=True)
class PresentValue:
    """What the program is worth at the data date, in the program's currency."""

    rate: float
    """Discount rate per year as a fraction."""
    at: datetime
    """The data date."""
    whole: Worth
    """With the money of the past at its face value."""
    to_go: Worth
    """Without it: what decides about going on."""
    planned_benefits: float
    """Present value of the planned benefits."""
    benefits: Figure
    """Mean present value of the benefits."""
    planned_costs: float
    costs: Figure
    """Mean present value of the costs."""
    month_late: Figure
    """What the mean loses when every benefit that has not started by the data date starts a month (30.4375 days)
    later and costs stay as they are."""
    month_late_error: float | None
    """Its standard error, iteration by iteration; None for a single one."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row for the whole and one for what is to go."""
        import pandas as pd

        return pd.DataFrame([_row(name, worth) for name, worth in (("whole", self.whole), ("to go", self.to_go))])


def net_present_value(result: Result) -> PresentValue | None:
    """Return what the program is worth; None when it has no discount rate or no benefit.

    Raises
    ------
    InvalidInput
        When the run kept no money over time.
    """
    program = result.program
    if program.finance.discount_rate is None or not program.benefits:
        return None
    return present_value_of(require_cash(result), program, result.origin, batch_of(result))


def present_value_of(cash: Cash, program: Program, origin: datetime, batch: int = 1) -> PresentValue | None:
    """Return the same from money over time.

    Amounts paid count at the middle day of their period, which is past when that day lies before the data date.
    Benefits flow in months of 30.4375 days from their start, and count at the middle of each.
    """
    if program.finance.discount_rate is None or not program.benefits:
        return None
    discount = discount_of(program, program.finance.discount_rate, origin)
    size, start = cash.benefit, cash.benefit_start
    benefits = benefit_flow(program, size, start, discount, origin)
    lost = benefits.whole - benefit_flow(program, size, start, discount, origin, delay=MONTH).whole
    costs = cost_flow(cash, discount, origin)
    planned_size, planned_start = cash.planned_benefit[:, None], cash.planned_benefit_start[:, None]
    planned_benefits = benefit_flow(program, planned_size, planned_start, discount, origin)
    planned_costs = planned_cost_flow(cash, discount, origin)
    return PresentValue(
        rate=program.finance.discount_rate,
        at=program.data_date or program.start,
        whole=_worth(benefits.whole - costs.whole, planned_benefits.whole - planned_costs.whole, batch),
        to_go=_worth(benefits.to_go - costs.to_go, planned_benefits.to_go - planned_costs.to_go, batch),
        planned_benefits=float(planned_benefits.whole[0]),
        benefits=mean_figure(benefits.whole, batch),
        planned_costs=float(planned_costs.whole[0]),
        costs=mean_figure(costs.whole, batch),
        month_late=mean_figure(lost, batch),
        month_late_error=standard_error(lost, batch),
    )


def _worth(net: F8, planned: F8, batch: int) -> Worth:
    p10, p50, p90 = percentile_figures(net, (10, 50, 90), batch)
    negative = share_figure(net < -HALF_HUNDREDTH)
    return Worth(float(planned[0]), mean_figure(net, batch), p10, p50, p90, negative)


def _row(name: str, worth: Worth) -> dict[str, Any]:
    figures = [getattr(worth, key).named(key) for key in ("mean", "p10", "p50", "p90", "negative")]
    return {"net_present_value": name, "planned": worth.planned, **{k: v for f in figures for k, v in f.items()}}
