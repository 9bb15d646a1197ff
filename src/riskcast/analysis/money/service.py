"""When an asset goes into service, and what its first year costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from riskcast.analysis.money.amortisation import Asset, first_twelve_months, first_year
from riskcast.analysis.money.days import NEVER
from riskcast.analysis.money.figure import Figure, percentile_figures, share_figure
from riskcast.analysis.money.fiscal_years import FiscalYears
from riskcast.analysis.money.span import Span, span
from riskcast.kernels.types import F8
from riskcast.network.ticks import to_moment


@dataclass(frozen=True)
class ServiceDate:
    """A P-value of the date in service with its 95 % interval; None for never."""

    value: datetime | None
    low: datetime | None
    high: datetime | None
    is_open: bool
    """Whether the iterations are too few for an interval, so that ``low`` and ``high`` promise less than 95 %."""


@dataclass(frozen=True)
class AssetLife:
    """The asset of a capitalisation rule."""

    rule: str
    label: str
    life_years: float | None
    """Useful life; nothing is written off without one."""
    planned: datetime | None
    """Planned date in service; None for never."""
    p10: ServiceDate
    p50: ServiceDate
    p80: ServiceDate
    never: Figure
    """Chance (0-1) that it never goes into service."""
    total: Span
    """Capitalised in all."""
    first_year: Span | None
    """Amortisation in the fiscal year in which it goes into service, over the iterations in which it does."""
    first_twelve_months: Span | None
    """The same in the 365.25 days from the day in service."""

    def row(self) -> dict[str, Any]:
        """Return one row of a table."""
        dates = {"p10": self.p10, "p50": self.p50, "p80": self.p80}
        sums = {"total": self.total, "first_year": self.first_year, "first_twelve_months": self.first_twelve_months}
        return {
            "rule": self.rule,
            "label": self.label,
            "life_years": self.life_years,
            "in_service_plan": self.planned,
            **{f"in_service_{name}": date.value for name, date in dates.items()},
            **self.never.named("never"),
            **{k: v for name, sum_ in sums.items() if sum_ is not None for k, v in sum_.named(name).items()},
        }


def asset_life(
    rule: str, label: str, asset: Asset, plan: Asset, years: FiscalYears, origin: datetime, batch: int
) -> AssetLife:
    """Return the dates and sums of an asset; ``plan`` is the same asset as planned."""

    def moment(tick: float) -> datetime | None:
        return None if tick >= NEVER else to_moment(int(tick), origin)

    found = percentile_figures(asset.in_service, (10, 50, 80), batch)
    p10, p50, p80 = (ServiceDate(moment(at.value), moment(at.low), moment(at.high), at.is_open) for at in found)
    return AssetLife(
        rule=rule,
        label=label,
        life_years=asset.life_years,
        planned=moment(float(plan.in_service[0])),
        p10=p10,
        p50=p50,
        p80=p80,
        never=share_figure(~asset.serves),
        total=span(asset.amount.sum(axis=0), float(plan.amount.sum()), batch),
        first_year=_charge(asset, first_year(asset, years), first_year(plan, years), batch),
        first_twelve_months=_charge(asset, first_twelve_months(asset), first_twelve_months(plan), batch),
    )


def _charge(asset: Asset, charge: F8, plan: F8, batch: int) -> Span | None:
    """Return the span of a charge over the iterations that have it; None without a life or an iteration."""
    has = ~np.isnan(charge)
    if asset.life_years is None or not has.any():
        return None
    planned = None if np.isnan(plan[0]) else float(plan[0])
    return span(charge[has], planned, batch if has.all() else 1)
