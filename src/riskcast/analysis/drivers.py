"""What drives the outcome: critical tasks, uncertain inputs, and the risks that occur."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcast.network.names import duration_name
from riskcast.network.ticks import PER_DAY
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
class RiskDriver:
    """What one risk does when it occurs, by comparing iterations with and without it."""

    risk: str
    name: str
    probability: float
    """Chance of occurrence (0-1) as entered."""
    occurred: float
    """Share of iterations (0-1) in which it occurred."""
    delay_days: float | None
    """Mean program finish with the risk minus without it, in calendar days; None when it always or never occurred."""
    delay_error: float | None
    """Standard error of that difference."""
    extra_cost: float | None
    """Mean program cost with the risk minus without it."""
    cost_error: float | None


@dataclass(frozen=True)
class Drivers:
    """Tasks and risks, each with the strongest first."""

    tasks: tuple[TaskDriver, ...]
    risks: tuple[RiskDriver, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per task."""
        import pandas as pd

        return pd.DataFrame([asdict(driver) for driver in self.tasks])

    def risks_frame(self) -> pd.DataFrame:
        """Return one row per risk."""
        import pandas as pd

        return pd.DataFrame([asdict(driver) for driver in self.risks])


def drivers(result: Result) -> Drivers:
    """Return what drives the program.

    Tasks are ordered by criticality times rank correlation (a task matters when it is often critical and its
    uncertainty moves the finish), risks by probability times delay.
    """
    tasks = sorted(
        _task_drivers(result), key=lambda d: (-d.criticality * abs(d.rank_correlation or 0.0), -d.criticality)
    )
    risks = sorted(_risk_drivers(result), key=lambda d: -abs((d.delay_days or 0.0) * d.occurred))
    return Drivers(tuple(tasks), tuple(risks))


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


def _risk_drivers(result: Result) -> list[RiskDriver]:
    finish = float(np.std(result.samples("finish"), dtype=np.float64)) / PER_DAY
    cost = float(np.std(result.samples("cost")))
    found = []
    for r, risk in enumerate(result.program.risks):
        hits = int(result.inputs.occurred[r])
        delay = _difference(finish, float(result.inputs.sums[r, 0]) / PER_DAY, hits, result.iterations)
        extra = _difference(cost, float(result.inputs.sums[r, 1]), hits, result.iterations)
        found.append(RiskDriver(risk.id, risk.label, risk.probability, hits / result.iterations, *delay, *extra))
    return found


def _difference(sd: float, above: float, hits: int, count: int) -> tuple[float | None, float | None]:
    """Return mean with minus mean without, and its standard error from the overall spread (pooled, conservative).

    ``above`` is the sum over the ``hits`` of ``count`` iterations with the risk of how far they lie above the mean of
    all, so those without it lie as far below in sum.
    """
    if hits == 0 or hits == count:
        return None, None
    misses = count - hits
    error = sd * math.sqrt(count / (count - 1)) * math.sqrt(1.0 / hits + 1.0 / misses)
    return above / hits + above / misses, error
