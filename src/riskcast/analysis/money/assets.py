"""The assets of a run: one per capitalisation rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from riskcast.analysis.money.amortisation import Asset
from riskcast.analysis.money.days import middle_days
from riskcast.kernels.types import F8, I4
from riskcast.model.program import Program
from riskcast.simulation.cash import Cash


def assets_of(cash: Cash, program: Program, origin: datetime) -> dict[str, Asset]:
    """Return the asset of each rule by its id."""
    return dict(_assets(cash, program, origin, cash.amount, cash.in_service))


def planned_assets(cash: Cash, program: Program, origin: datetime) -> dict[str, Asset]:
    """Return the same assets as planned, as a single iteration."""
    return dict(_assets(cash, program, origin, cash.planned[:, :, None], cash.planned_in_service[:, None]))


def _assets(cash: Cash, program: Program, origin: datetime, amount: F8, in_service: I4) -> Iterator[tuple[str, Asset]]:
    middles = middle_days(cash.periods, origin)
    lives = {rule.id: rule.life_years for rule in program.capitalisation}
    for rule, served in zip(cash.rules, in_service, strict=True):
        yield rule, Asset(amount[cash.places("capitalised", name=rule)].sum(axis=0), middles, served, lives.get(rule))
