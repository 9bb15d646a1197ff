"""The rows of money over time: which there are, and which of them a line adds to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from riskcast.kernels.money_arrays import (
    CAPITALISED,
    CATEGORY,
    COMMITTED,
    DOUBLE,
    ESCALATION,
    EXCHANGE,
    INCURRED,
    PAID,
)
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.program import Program

View = Literal[
    "incurred", "paid", "committed", "category", "capitalised", "double-running", "earned", "escalation", "fx"
]
"""What a row is about.

``incurred``, ``paid`` and ``committed`` are three views of the same money. ``category`` is incurred money by category,
``capitalised`` the capitalised part of it by capitalisation rule, ``double-running`` the opex of lines so marked.
``escalation`` and ``fx`` are the parts of incurred money that come from price indices and from exchange rates that
differ from the plan. ``earned`` is the planned cost of the work, where each iteration does that work.
"""

UNCATEGORISED = "uncategorised"
RISK_EVENTS, RISK_RESPONSES = "risk events", "risk responses"


@dataclass(frozen=True)
class CashRow:
    """What one row of money is."""

    view: View
    project: str = ""
    """Id of the project; empty for all."""
    treatment: str = ""
    """``capex`` or ``opex``; empty for both."""
    name: str = ""
    """Category, or id of the capitalisation rule (``capex`` for what is capitalised without one)."""


class RowBook:
    """The rows that are asked for; without any, nothing is kept over time."""

    def __init__(self, program: Program, groups: Sequence[str], categories: Iterable[str]) -> None:
        self._projects = [project.id for project in program.projects]
        self._groups = groups
        rows = list(self._spend(program))
        if groups:
            names = dict.fromkeys(name or UNCATEGORISED for name in categories) if "category" in groups else ()
            rows += [CashRow("category", name=name) for name in names]
            rows += [CashRow("capitalised", name=rule.id) for rule in program.capitalisation]
            rows += [CashRow("capitalised", name=CAPEX)]
            rows += [CashRow("earned")] if "earned" in groups else []
            rows += [CashRow(view) for view in ("double-running", "escalation", "fx")]
        self.rows = tuple(rows)
        self._numbers = {row: number for number, row in enumerate(self.rows)}

    def _spend(self, program: Program) -> Iterable[CashRow]:
        if not self._groups:
            return
        projects = self._projects if "project" in self._groups else [""]
        treatments = (CAPEX, OPEX) if "treatment" in self._groups else ("",)
        for view in ("incurred", "paid"):
            for project in projects:
                yield from (CashRow(view, project, treatment) for treatment in treatments)
        yield from (CashRow("committed", project) for project in projects)

    def number(self, view: View, project: int = -1, treatment: str = "", name: str = "") -> int:
        """Return the row of some money; -1 when it is not kept. What rows do not keep apart is left out."""
        owner = self._projects[project] if project >= 0 and "project" in self._groups else ""
        kind = treatment if "treatment" in self._groups else ""
        if view == "committed":
            row = CashRow(view, owner)
        elif view in ("incurred", "paid"):
            row = CashRow(view, owner, kind)
        else:
            row = CashRow(view, name=name)
        return self._numbers.get(row, -1)

    def columns(self, project: int, treatment: str, category: str, rule: str, double: bool) -> list[int]:
        """Return the rows that one side of a line adds to, by the columns of ``Keys.row``."""
        columns = [-1] * (EXCHANGE + 1)
        columns[INCURRED] = self.number("incurred", project, treatment)
        columns[PAID] = self.number("paid", project, treatment)
        columns[COMMITTED] = self.number("committed", project)
        columns[CATEGORY] = self.number("category", name=category or UNCATEGORISED)
        if treatment == CAPEX:
            columns[CAPITALISED] = self.number("capitalised", name=rule or CAPEX)
        elif double:
            columns[DOUBLE] = self.number("double-running")
        columns[ESCALATION] = self.number("escalation")
        columns[EXCHANGE] = self.number("fx")
        return columns

    def committed_only(self, project: int) -> list[int]:
        """Return the rows of money that is only committed here."""
        columns = [-1] * (EXCHANGE + 1)
        columns[COMMITTED] = self.number("committed", project)
        return columns

    def earned_only(self) -> list[int]:
        """Return the rows of planned cost where the work is done."""
        columns = [-1] * (EXCHANGE + 1)
        columns[INCURRED] = self.number("earned")
        return columns
