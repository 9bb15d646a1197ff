"""What becomes an asset: capitalised money by fiscal year, assets under construction, in-service dates, amortisation.

Also what it costs to keep old and new running side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from riskcast.analysis.intervals import batch_of
from riskcast.analysis.money.amortisation import Asset, YearlyAsset, by_year
from riskcast.analysis.money.assets import assets_of, planned_assets
from riskcast.analysis.money.fiscal_years import FiscalYears, fiscal_years
from riskcast.analysis.money.service import AssetLife, asset_life
from riskcast.analysis.money.span import Span, span
from riskcast.analysis.money.spend import require_cash
from riskcast.model.fiscal import LATER
from riskcast.model.program import Program
from riskcast.simulation.cash import Cash
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class AssetYear:
    """The assets of a capitalisation rule, or of all, in a fiscal year."""

    rule: str
    """Id; empty for all rules."""
    fiscal_year: str
    """``later`` for what comes after the others."""
    capitalised: Span
    under_construction: Span
    """At the end of the year: capitalised so far and not in service; of ``later``: never in service."""
    in_service: Span
    """At the end of the year: capitalised so far and in service, before anything is written off."""
    amortisation: Span

    def row(self) -> dict[str, Any]:
        """Return one row of a table."""
        names = ("capitalised", "under_construction", "in_service", "amortisation")
        columns = {k: v for name in names for k, v in getattr(self, name).named(name).items()}
        return {"rule": self.rule, "fiscal_year": self.fiscal_year, **columns}


@dataclass(frozen=True)
class YearSpan:
    """A sum of money in a fiscal year."""

    fiscal_year: str
    amount: Span


@dataclass(frozen=True)
class Capitalised:
    """Capitalised money and the assets that it becomes."""

    assets: tuple[AssetLife, ...]
    """One per capitalisation rule."""
    years: tuple[AssetYear, ...]
    """All rules together, then rule by rule."""
    double_running: tuple[YearSpan, ...]
    """Operating cost of keeping old and new running; empty when the program has no such lines."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per rule and fiscal year."""
        import pandas as pd

        return pd.DataFrame([year.row() for year in self.years])

    def assets_frame(self) -> pd.DataFrame:
        """Return one row per rule."""
        import pandas as pd

        return pd.DataFrame([asset.row() for asset in self.assets])

    def double_running_frame(self) -> pd.DataFrame:
        """Return one row per fiscal year."""
        import pandas as pd

        return pd.DataFrame(
            [{"fiscal_year": at.fiscal_year, **at.amount.named("amount")} for at in self.double_running]
        )


def capitalised(result: Result) -> Capitalised | None:
    """Return what becomes an asset and when; None when nothing is capitalised and nothing runs twice.

    Raises
    ------
    InvalidInput
        When the run kept no money over time.
    """
    return capitalised_of(require_cash(result), result.program, result.origin, batch_of(result))


def capitalised_of(cash: Cash, program: Program, origin: datetime, batch: int = 1) -> Capitalised | None:
    """Return the same from money over time; ``batch`` is the size of the design's independent replications."""
    if not cash.places("capitalised") and not cash.places("double-running"):
        return None
    assets, plans = assets_of(cash, program, origin), planned_assets(cash, program, origin)
    last = max((asset.last_day for asset in (*assets.values(), *plans.values())), default=0)
    years = fiscal_years(cash, program, origin, last)
    labels = {rule.id: rule.label for rule in program.capitalisation}
    pairs = [(name, assets[name], plans[name]) for name in assets]
    lives = [asset_life(name, labels.get(name, name), asset, plan, years, origin, batch) for name, asset, plan in pairs]
    return Capitalised(
        assets=tuple(lives),
        years=tuple(_years(pairs, years, batch)),
        double_running=tuple(_double_running(cash, years, batch)),
    )


def _years(pairs: Sequence[tuple[str, Asset, Asset]], years: FiscalYears, batch: int) -> Iterator[AssetYear]:
    each = [(name, by_year(asset, years), by_year(plan, years)) for name, asset, plan in pairs]
    if not each:
        return
    whole = reduce(YearlyAsset.plus, [amounts for _, amounts, _ in each])
    planned = reduce(YearlyAsset.plus, [amounts for _, _, amounts in each])
    names = (*years.names, LATER) if whole.has_later or planned.has_later else years.names
    for rule, amounts, plan in [("", whole, planned), *each]:
        for y, fiscal_year in enumerate(names):
            parts = zip(amounts.parts, plan.parts, strict=True)
            yield AssetYear(rule, fiscal_year, *(span(found[y], float(own[y, 0]), batch) for found, own in parts))


def _double_running(cash: Cash, years: FiscalYears, batch: int) -> Iterator[YearSpan]:
    if cash.places("double-running"):
        amounts, plan = years.add_up(cash.samples("double-running")), years.add_up(cash.plan("double-running"))
        for place in np.unique(years.of):
            name = (*years.names, LATER)[place]
            if name == LATER and not (amounts[place].any() or plan[place].any()):
                continue
            yield YearSpan(name, span(amounts[place], float(plan[place]), batch))
