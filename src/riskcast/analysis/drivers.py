"""What drives the outcome: critical tasks, uncertain inputs, drivers that tasks share, and the risks that occur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from riskcast.analysis.events import RiskDriver, SharedDriver, risk_drivers, shared_drivers
from riskcast.network.names import duration_name
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class TaskDriver:
    """How much one task's duration matters for program finish."""

    task: str
    name: str
    project: str
    criticality: float
    """Share of iterations (0-1) in which the task was on a critical path of the program."""
    rank_correlation: float | None
    """Spearman correlation of its duration's own uncertainty with program finish; None when it is certain."""
    cost_correlation: float | None
    """The same with program cost."""


@dataclass(frozen=True)
class Drivers:
    """Tasks, risks and shared drivers, each with the strongest first."""

    tasks: tuple[TaskDriver, ...]
    risks: tuple[RiskDriver, ...]
    shared: tuple[SharedDriver, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row per task."""
        return _frame(self.tasks)

    def risks_frame(self) -> pd.DataFrame:
        """Return one row per risk."""
        return _frame(self.risks)

    def shared_frame(self) -> pd.DataFrame:
        """Return one row per driver of the program."""
        return _frame(self.shared)


def _frame(rows: Sequence[TaskDriver | RiskDriver | SharedDriver]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([asdict(row) for row in rows])


def drivers(result: Result) -> Drivers:
    """Return what drives the program.

    Tasks are ordered by criticality times rank correlation (a task matters when it is often critical and its
    uncertainty moves the finish), risks by probability times delay, shared drivers by rank correlation.
    """
    tasks = sorted(
        _task_drivers(result), key=lambda d: (-d.criticality * abs(d.rank_correlation or 0.0), -d.criticality)
    )
    risks = sorted(risk_drivers(result), key=lambda d: -abs((d.delay_days or 0.0) * d.occurred))
    shared = sorted(shared_drivers(result), key=lambda d: -abs(d.rank_correlation or 0.0))
    return Drivers(tuple(tasks), tuple(risks), tuple(shared))


def _task_drivers(result: Result) -> list[TaskDriver]:
    at = dict(zip(result.inputs.variables, result.inputs.correlation, strict=True))
    tasks = {task.id: task for task in result.program.tasks}
    found = []
    for id_, criticality in zip(result.tasks.ids, result.tasks.criticality, strict=True):
        row = at.get(duration_name(id_))
        finish, cost = (None, None) if row is None else (float(row[0]), float(row[1]))
        task = tasks[id_]
        found.append(TaskDriver(id_, task.label, task.project, float(criticality), finish, cost))
    return found
