"""Planned cost per task, the same for every dialect."""

from __future__ import annotations

from riskcast.model.amount import Amount
from riskcast.model.cost import CostLine
from riskcast.model.estimate import Estimate


class PlannedCosts:
    """Sums the parts of each task's planned cost."""

    def __init__(self) -> None:
        self._parts: dict[str, list[float]] = {}

    def add(self, task: str, amount: float) -> None:
        """Add a sum in the file's currency."""
        if amount:
            self._parts.setdefault(task, []).append(amount)

    def lines(self) -> list[CostLine]:
        """Return one fixed cost line per task whose parts do not add up to nothing; its id is the task's."""
        sums = {task: round(sum(parts), 4) for task, parts in self._parts.items()}
        return [
            CostLine(id=task, task=task, name="Planned cost", fixed=Estimate.fixed(Amount(total)))
            for task, total in sums.items()
            if total
        ]
