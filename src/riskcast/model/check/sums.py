"""Sums of money in the currency of the program, and who pays them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from riskcast.model.check.index import Index
from riskcast.model.check.values import resolve_number
from riskcast.model.cost import CostLine
from riskcast.model.ledger import Actual, Change, ChangeStatus, Commitment

TOLERANCE = 0.01
"""What sums may differ by: a cent."""


class Sums:
    """Answers about amounts of the ledger and the budgets; of entities that share an id, the first counts."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.lines: dict[str, CostLine] = {line.id: line for line in reversed(index.program.costs)}
        self.orders: dict[str, Commitment] = {order.id: order for order in reversed(index.program.commitments)}
        self.approved: list[Change] = [c for c in index.program.changes if c.status is ChangeStatus.APPROVED]

    @cached_property
    def rates(self) -> dict[str, float]:
        """Planned rates by currency; those that cannot be used are left out."""
        rates: dict[str, float] = {}
        for currency in reversed(self._index.program.currencies):
            resolved = resolve_number(currency.rate, "rates")
            if resolved.distribution is not None and not resolved.faults:
                rates[currency.id] = currency.rate.planned(lambda amount: amount.value)
        return rates | {self._index.program.currency: 1.0}

    def converted(self, entry: Actual | Commitment) -> float | None:
        """Return an amount in the currency of the program, or None when its rate is not known."""
        currency = entry.currency or self._index.program.currency
        rate = entry.rate if entry.rate is not None else self.rates.get(currency)
        return None if rate is None else entry.amount * rate

    def booked(self, actuals: Iterable[Actual]) -> float | None:
        """Return the total of actuals in the currency of the program, or None when a rate is not known."""
        amounts = [self.converted(actual) for actual in actuals]
        known = [amount for amount in amounts if amount is not None]
        return sum(known) if len(known) == len(amounts) else None

    def payer_of_line(self, line: CostLine) -> str | None:
        """Return the project of a cost line, or None when it is the program's."""
        task = self._index.tasks.get(line.task or "")
        return line.project or (task.project if task is not None else None)

    def payer(self, entry: Actual | Change) -> str | None:
        """Return the project of an actual or a change, or None when none is known."""
        line, task = self.lines.get(entry.line or ""), self._index.tasks.get(getattr(entry, "task", None) or "")
        own = self.payer_of_line(line) if line is not None else None
        return entry.project or own or (task.project if task is not None else None)

    def moved(self, project: str | None = None, line: str | None = None) -> float:
        """Return by how much approved changes move a budget: of a line, of a project, or of the whole program."""
        if line is not None:
            return sum(change.amount for change in self.approved if change.line == line)
        return sum(c.amount for c in self.approved if project is None or self.payer(c) == project)

    def today(self, project: str | None) -> datetime:
        """Return the data date of a project, or of the program."""
        program = self._index.program
        owner = self._index.projects.get(project or "")
        return program.status_date(owner) if owner is not None else program.data_date or program.start


def said(amount: float) -> str:
    """Return a sum in words: whole units with blanks between thousands, cents where there are any."""
    text = f"{amount:,.2f}".replace(",", " ")
    return text.removesuffix(".00")
