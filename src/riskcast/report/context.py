"""What the sections share: the result, and the answers that analysis gives about it, each asked once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from riskcast.analysis.answer import Answer, answer
from riskcast.analysis.bars import Bars, bars
from riskcast.analysis.drivers import Drivers, drivers
from riskcast.analysis.goal import Goal, goal
from riskcast.analysis.level import Level, level
from riskcast.analysis.measures import MeasureSummary, summarise
from riskcast.analysis.reconcile import Reconciliation, reconcile
from riskcast.errors import Finding
from riskcast.simulation.result import Result


@dataclass(frozen=True)
class Context:
    """One result under report."""

    result: Result
    findings: tuple[Finding, ...] = ()

    @property
    def currency(self) -> str:
        """ISO code of the program's currency."""
        return self.result.program.currency

    @property
    def confidence(self) -> int:
        """The percentile at which plans are made."""
        return self.result.program.confidence

    @property
    def levels(self) -> tuple[int, int]:
        """The two percentiles that are shown everywhere: the middle, and the one for plans."""
        return 50, self.confidence

    @cached_property
    def answer(self) -> Answer:
        """The answer lines."""
        return answer(self.result)

    @property
    def has_cost(self) -> bool:
        """False for a program without any costs."""
        return bool(self.answer.cost)

    @cached_property
    def drivers(self) -> Drivers:
        """What drives the finish."""
        return drivers(self.result)

    @cached_property
    def bars(self) -> Bars:
        """One row per task."""
        return bars(self.result)

    @cached_property
    def reconciliation(self) -> Reconciliation | None:
        """The dates that the tool had stored against ours; None when the program came with none."""
        return reconcile(self.result)

    @cached_property
    def _summaries(self) -> dict[str, MeasureSummary]:
        return {}

    def summary(self, measure: str) -> MeasureSummary:
        """Return the summary of a measure."""
        if measure not in self._summaries:
            self._summaries[measure] = summarise(self.result, measure)
        return self._summaries[measure]

    def level(self, measure: str, p: int) -> Level:
        """Return a percentile of a measure with its error."""
        return level(self.result, measure, p)

    def goal(self, measure: str) -> Goal:
        """Return what a measure is judged against."""
        return goal(self.result, measure)
