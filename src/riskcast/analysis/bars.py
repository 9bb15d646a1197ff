"""One bar per task: where it is planned, where it may lie, how often it is critical."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Bar:
    """One row of a Gantt chart."""

    task: str
    name: str
    project: str
    is_milestone: bool
    start: datetime
    """Deterministic start."""
    finish: datetime
    """Deterministic finish."""
    p50_start: datetime
    p80_start: datetime
    p10_finish: datetime
    p50_finish: datetime
    p80_finish: datetime
    p90_finish: datetime
    criticality: float
    """Share of iterations (0-1) on a critical path."""
    total_float_min: float
    """Working minutes in the deterministic schedule."""


@dataclass(frozen=True)
class Bars:
    """All scheduled tasks in file order."""

    rows: tuple[Bar, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per task."""
        import pandas as pd

        return pd.DataFrame([asdict(row) for row in self.rows])


def bars(result: Result) -> Bars:
    """Return the bars of all scheduled tasks, in the order of the program."""
    place = {id_: i for i, id_ in enumerate(result.tasks.ids)}
    p10, p50, p80, p90 = (result.task_percentile(p) for p in (10, 50, 80, 90))
    rows = []
    for task in result.program.tasks:
        i = place.get(task.id)
        if i is None:
            continue
        moment = result.moment
        rows.append(
            Bar(
                task=task.id,
                name=task.label,
                project=task.project,
                is_milestone=task.is_milestone,
                start=moment(result.tasks.planned_start[i]),
                finish=moment(result.tasks.planned_finish[i]),
                p50_start=moment(p50[i, 0]),
                p80_start=moment(p80[i, 0]),
                p10_finish=moment(p10[i, 1]),
                p50_finish=moment(p50[i, 1]),
                p80_finish=moment(p80[i, 1]),
                p90_finish=moment(p90[i, 1]),
                criticality=float(result.tasks.criticality[i]),
                total_float_min=float(result.tasks.total_float[i]),
            )
        )
    return Bars(tuple(rows))
