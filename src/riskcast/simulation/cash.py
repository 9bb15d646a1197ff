"""Money over time: what every iteration incurs, pays and commits in every period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from riskcast.kernels.types import F8, I4
from riskcast.model.fiscal import Period
from riskcast.network.money.rows import CashRow, View

__all__ = ["GROUPS", "Cash", "CashRow", "Group", "View"]

Group = Literal["program", "project", "treatment", "category", "earned"]
GROUPS: tuple[Group, ...] = ("program", "project", "treatment", "category", "earned")
"""By what money over time can be kept apart; with ``earned`` the planned cost is kept where the work is done, too."""


@dataclass(frozen=True)
class Cash:
    """Money by period in every iteration, in the program's currency; facts before the data date included."""

    periods: tuple[Period, ...]
    """[T] In order of time; the last, ``later``, holds whatever comes after the others."""
    rows: tuple[CashRow, ...]
    """[G]"""
    amount: F8
    """[G, T, K]"""
    planned: F8
    """[G, T] The same of the plan: every uncertainty at its planned value, no risk."""
    rules: tuple[str, ...]
    """[A] Ids of the capitalisation rules."""
    in_service: I4
    """[A, K] Wall ticks at which their assets go into service; the largest int32 for those that never do."""
    planned_in_service: I4
    """[A]"""
    benefits: tuple[str, ...]
    """[B]"""
    benefit: F8
    """[B, K] Full size per year."""
    benefit_start: I4
    """[B, K] Wall ticks."""
    planned_benefit: F8
    """[B]"""
    planned_benefit_start: I4
    """[B]"""
    risk_cost: F8
    """[R, K] Money that each risk costs by its own impacts, daily costs of its delays included; negative for
    opportunities. At planned prices: what a price index adds is escalation. What delays cost through the daily rates
    of tasks is not in it."""

    until: date = date(2199, 12, 31)
    """Day to which periods reach at least."""

    @property
    def iterations(self) -> int:
        """Number of iterations K."""
        return int(self.amount.shape[2])

    def places(self, view: View, project: str = "", treatment: str = "", name: str = "") -> list[int]:
        """Return the rows of a view; a criterion that is given must match."""
        return [
            g
            for g, row in enumerate(self.rows)
            if row.view == view
            and project in ("", row.project)
            and treatment in ("", row.treatment)
            and name in ("", row.name)
        ]

    def samples(self, view: View, project: str = "", treatment: str = "", name: str = "") -> F8:
        """Return ``[T, K]``: the sum of the rows of a view that match."""
        total: F8 = self.amount[self.places(view, project, treatment, name)].sum(axis=0)
        return total

    def plan(self, view: View, project: str = "", treatment: str = "", name: str = "") -> F8:
        """Return ``[T]``: the same sum of the plan."""
        total: F8 = self.planned[self.places(view, project, treatment, name)].sum(axis=0)
        return total

    def names(self, view: View) -> tuple[str, ...]:
        """Return the names that the rows of a view carry, in order."""
        return tuple(dict.fromkeys(row.name for row in self.rows if row.view == view))

    @property
    def fiscal_years(self) -> tuple[str, ...]:
        """Fiscal years in order of time; ``later`` last."""
        return tuple(dict.fromkeys(period.fiscal_year for period in self.periods))

    def by_year(self, amounts: F8) -> F8:
        """Return sums over fiscal years of ``amounts[T, ...]``: ``[Y, ...]``."""
        years = self.fiscal_years
        of = np.array([years.index(period.fiscal_year) for period in self.periods])
        out = np.zeros((len(years), *amounts.shape[1:]))
        np.add.at(out, of, amounts)
        return out
