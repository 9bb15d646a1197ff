"""Sets of responses, each simulated on the same futures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.intervals import batch_of
from riskcast.analysis.mitigation.candidates import Candidate, decided
from riskcast.analysis.paired import Difference, Samples, difference, percentile_of
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.rows_of import rows_of
from riskcast.simulation.trials import Rows

Chosen = frozenset[str]
"""Ids of the risks whose responses are decided."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Goal:
    """What is to be made small: the P-value of a measure."""

    measure: str
    p: float

    def of(self, samples: Samples) -> float:
        """Return it."""
        return percentile_of(self.p)(samples)


class Choices:
    """Simulates sets of responses, each once."""

    def __init__(self, result: Result, offered: Sequence[Candidate], goal: Goal, threads: int | None) -> None:
        m = result.manifest
        self.plan = Plan(m.iterations, m.seed, m.design, threads, without=m.without)
        self._result = result
        self._known: dict[Chosen, Rows] = {}
        self.batch = batch_of(result)
        self.goal = goal
        is_money = result.is_money(goal.measure)
        self.dates = "finish" if is_money else goal.measure
        self.sums = goal.measure if is_money else "cost"
        self.spends = {candidate.risk: candidate.spend for candidate in offered}

    @property
    def runs(self) -> int:
        """How many sets were simulated."""
        return len(self._known)

    @property
    def tried(self) -> list[Chosen]:
        """All of them, the cheapest first, small ones before large ones."""
        return sorted(self._known, key=lambda chosen: (self.spend(chosen), len(chosen), sorted(chosen)))

    def spend(self, chosen: Chosen) -> float:
        """Return what a set is planned to cost."""
        return sum(self.spends[risk] for risk in sorted(chosen))

    def rows(self, chosen: Chosen) -> Rows:
        """Return the samples of every measure with a set decided."""
        if chosen not in self._known:
            program = decided(self._result.program, chosen)
            kept = {self.dates, self.sums}
            rows = rows_of(program, self.plan, self._result.origin)
            self._known[chosen] = {name: row for name, row in rows.items() if name in kept}
        return self._known[chosen]

    def worth(self, chosen: Chosen) -> float:
        """Return what is to be made small."""
        return self.goal.of(self._row(chosen, self.goal.measure))

    def gain(self, before: Chosen, after: Chosen) -> Difference:
        """Return by how much a set is better than another."""
        return self._gain(before, after, self.goal.measure)

    def other_gain(self, before: Chosen, after: Chosen) -> Difference:
        """Return by how much a set is better than another in what is not the goal: money for dates, dates for money."""
        return self._gain(before, after, self.sums if self.goal.measure == self.dates else self.dates)

    def _gain(self, before: Chosen, after: Chosen, measure: str) -> Difference:
        moved = difference(self._row(before, measure), self._row(after, measure), self.goal.of, self.batch)
        return Difference(-moved.value, moved.error)

    def _row(self, chosen: Chosen, measure: str) -> NDArray[Any]:
        return np.asarray(self.rows(chosen)[measure])
