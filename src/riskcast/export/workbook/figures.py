"""Money over time as the sheets show it: rounded to the hundredth so that everything adds up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from riskcast.analysis.money.buckets import buckets
from riskcast.analysis.money.profiles import coherent
from riskcast.analysis.money.spend import require_cash
from riskcast.errors import Finding, InvalidInput
from riskcast.export.workbook.cents import share_out, to_cent
from riskcast.kernels.types import F8
from riskcast.model.capitalisation import CAPEX
from riskcast.model.fiscal import LATER, Period
from riskcast.simulation.cash import GROUPS, Cash, CashRow, View
from riskcast.simulation.result import Result

SPENT: tuple[View, ...] = ("incurred", "paid", "committed")
"""Views that each add up to all the money."""


@dataclass(frozen=True)
class Amounts:
    """The rows of money of a result in one sense, such as the expected one."""

    rows: tuple[CashRow, ...]
    amount: F8
    """[G, T]"""

    def where(self, view: View, project: str = "", treatment: str = "", name: str = "") -> F8:
        """Return ``[T]`` the sum of the rows of a view; a criterion that is given must match."""
        wanted = (("project", project), ("treatment", treatment), ("name", name))
        fits = [
            row.view == view and all(text in ("", getattr(row, field)) for field, text in wanted) for row in self.rows
        ]
        total: F8 = np.rint(self.amount[fits].sum(axis=0) * 100.0) / 100.0 + 0.0
        return total


@dataclass(frozen=True)
class Figures:
    """Plan, mean and coherent P-level of all money over time."""

    result: Result
    cash: Cash
    p: int
    """Percentile (0-100) of the coherent level."""

    @cached_property
    def shown(self) -> list[int]:
        """Places of the periods that are shown: without the fiscal years, at either end, in which nothing happens."""
        years = self.cash.fiscal_years
        amount, planned = self.cash.amount, self.cash.planned
        busy = [bool(amount[:, t].any() or planned[:, t].any()) for t in range(planned.shape[1])]
        used = [
            years.index(period.fiscal_year) for period, is_busy in zip(self.cash.periods, busy, strict=True) if is_busy
        ]
        first, last = (min(used), max(used)) if used else (0, 0)
        return [t for t, period in enumerate(self.cash.periods) if first <= years.index(period.fiscal_year) <= last]

    @property
    def periods(self) -> list[Period]:
        """The periods that are shown."""
        return [self.cash.periods[t] for t in self.shown]

    @property
    def years(self) -> list[str]:
        """The fiscal years that are shown, in order of time."""
        return list(dict.fromkeys(period.fiscal_year for period in self.periods))

    def by_year(self, amounts: F8) -> dict[str, float]:
        """Return sums ``[T]`` by fiscal year."""
        time = buckets(self.cash.periods, "year")
        return {year: to_cent(sum_) for year, sum_ in zip(time.ids, time.add_up(amounts).tolist(), strict=True)}

    @cached_property
    def cost_at_level(self) -> float:
        """P-value of the program's cost."""
        return to_cent(float(self.result.percentile("cost", self.p)))  # type: ignore[arg-type]

    @cached_property
    def plan(self) -> Amounts:
        """With every uncertainty at its planned value and no risk."""
        return self._rounded(self.cash.planned, self.result.planned("cost"), self.result.planned_cost)

    @cached_property
    def expected(self) -> Amounts:
        """The mean of all iterations."""
        costs = self.result.project_cost.mean(axis=1)
        return self._rounded(self.cash.amount.mean(axis=2), float(self.result.samples("cost").mean()), costs)

    @cached_property
    def level(self) -> Amounts:
        """The mean of the iterations whose total lies at the P-level, scaled to it as coherent profiles are."""
        raw = self._at_level()
        projects = [project.id for project in self.result.program.projects]
        costs = np.array([raw[self.cash.places("incurred", id_)].sum() for id_ in projects])
        return self._rounded(raw, self.cost_at_level, costs)

    def _at_level(self) -> F8:
        """Return ``[G, T]``; every view is scaled as the coherent profile of all the money is."""
        cash = self.cash
        whole = cash.samples("incurred")
        total, out = whole.sum(axis=0), np.zeros(cash.planned.shape)
        for view in dict.fromkeys(row.view for row in cash.rows):
            places = cash.places(view)
            rows = cash.amount[places]
            rest = (whole - rows.sum(axis=0))[None]
            parts = np.concatenate([rows, rest]).reshape(-1, total.size)
            out[places] = coherent(parts, total, self.p)[: -len(whole)].reshape(rows.shape[:2])
        return out

    def _rounded(self, raw: F8, total: float, costs: F8) -> Amounts:
        """Return rows ``[G, T]`` that add up to the total, project by project."""
        cash, out = self.cash, np.zeros(raw.shape)
        owners = dict(zip([p.id for p in self.result.program.projects], share_out(to_cent(total), costs), strict=True))
        for view in SPENT:
            for project, cost in owners.items():
                places = cash.places(view, project)
                sums = share_out(float(cost), raw[places].sum(axis=1))
                for place, sum_ in zip(places, sums.tolist(), strict=True):
                    out[place] = share_out(sum_, raw[place])
        rounded = Amounts(cash.rows, out)
        self._split(raw, out, "category", rounded.where("incurred"))
        self._split(raw, out, "capitalised", rounded.where("incurred", treatment=CAPEX))
        for g, row in enumerate(cash.rows):
            if row.view not in (*SPENT, "category", "capitalised"):
                out[g] = share_out(to_cent(raw[g].sum()), raw[g])
        return rounded

    def _split(self, raw: F8, out: F8, view: View, of: F8) -> None:
        """Round the rows of a view such that they add up to ``of[T]`` in every period."""
        places = self.cash.places(view)
        for t, whole in enumerate(of.tolist()):
            out[places, t] = share_out(whole, raw[places, t])


def figures_of(result: Result, p: int) -> Figures:
    """Return the figures of a result.

    Raises
    ------
    InvalidInput
        When the run kept no money over time, or not all that the sheets need.
    """
    cash = require_cash(result)
    missing = [group for group in GROUPS if group not in result.manifest.phasing]
    if missing:
        text = f"the result keeps money over time, but not by {', '.join(missing)}"
        raise InvalidInput([Finding("RC342", text, f"simulate with a plan whose phasing is {', '.join(GROUPS)}")])
    return Figures(result, cash, p)


def is_later(period: Period) -> bool:
    """Return whether a period is the one after all others."""
    return period.id == LATER
