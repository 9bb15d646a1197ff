"""How much each task matters to the finish of the program: the indices of schedule risk analysis.

Durations are those that happened in each iteration, with risks and drivers, in working time from start to finish; the
duration of the program runs from its start to its finish by the clock. For the sensitivity index, working time is
stretched to time by the clock by the ordinary week of the task's calendar, so that both are in one unit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcast.analysis.paths import Share
from riskcast.analysis.sensitivity import kendall, pearson, schedule_sensitivity, significance, spearman
from riskcast.errors import Finding, InvalidInput, did_you_mean
from riskcast.kernels.types import F8
from riskcast.network.ticks import from_moment
from riskcast.simulation.lengths import Lengths, calendar_days, lengths
from riskcast.simulation.replay import Replay, replayed
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class TaskIndex:
    """One task; definitions and sources in :mod:`riskcast.analysis.sensitivity`."""

    task: str
    """Id."""
    criticality: Share
    """Criticality index: iterations in which the task is critical."""
    significance: float
    """Significance index: how much of duration and float together is duration, weighted by the program's duration."""
    schedule_sensitivity: float
    """Schedule sensitivity index: spread of the task over spread of the program, times criticality."""
    pearson: float
    """Cruciality: Pearson's correlation of its duration with the program's."""
    spearman: float
    """Cruciality: Spearman's rank correlation, which one far-off iteration cannot rule."""
    kendall: float | None
    """Cruciality: Kendall's tau-b, for tasks that it was asked for."""

    @property
    def cruciality(self) -> float:
        """Cruciality as commercial tools have it: rank correlation times criticality."""
        return self.spearman * self.criticality.value


@dataclass(frozen=True)
class TaskIndices:
    """The indices of all tasks that are still to come."""

    iterations: int
    error: float
    """Standard error of a correlation that is truly 0; larger ones have a smaller error."""
    tasks: tuple[TaskIndex, ...]
    """The largest schedule sensitivity first."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per task."""
        import pandas as pd

        rows = [
            {"task": t.task, "criticality": t.criticality.value, "significance": t.significance,
             "schedule_sensitivity": t.schedule_sensitivity, "pearson": t.pearson, "spearman": t.spearman,
             "kendall": t.kendall, "cruciality": t.cruciality}
            for t in self.tasks
        ]  # fmt: skip
        names = ["criticality", "significance", "schedule_sensitivity", "pearson", "spearman", "kendall", "cruciality"]
        return pd.DataFrame(rows, columns=["task", *names]).set_index("task")


def indices(result: Result, kendalls: Sequence[str] = ()) -> TaskIndices:
    """Return the indices of every task that is still to come, levels of effort left out.

    Parameters
    ----------
    result
        What was simulated; it is run again.
    kendalls
        Ids of the tasks for which Kendall's tau is computed too.

    Raises
    ------
    InvalidInput
        When ``kendalls`` names no such task.
    FileProblem
        When the result cannot be run again.
    """
    replay = replayed(result)
    for id_ in kendalls:
        if id_ not in replay.network.tasks:
            raise InvalidInput([Finding("RC104", f"there is no task {id_!r}", did_you_mean(id_, replay.network.tasks))])
    start = from_moment(result.program.start, result.origin)
    whole = result.samples("finish").astype(np.float64) - start
    known = dict(zip(result.tasks.ids, result.tasks.criticality.tolist(), strict=True))
    found = [index for part in lengths(replay) for index in _indices(replay, part, whole, known, kendalls)]
    found.sort(key=lambda index: -index.schedule_sensitivity)
    return TaskIndices(result.iterations, 1.0 / math.sqrt(max(result.iterations - 1, 1)), tuple(found))


def _indices(
    replay: Replay, part: Lengths, whole: F8, known: dict[str, float], kendalls: Sequence[str]
) -> list[TaskIndex]:
    ids = [row.task.id for row in part.rows]
    criticality = np.array([known[id_] for id_ in ids])
    stretch = np.array([calendar_days(replay.network, row) for row in part.rows])
    asked = [r for r, id_ in enumerate(ids) if id_ in kendalls]
    taus = dict(zip(asked, kendall(part.length[asked], whole).tolist(), strict=True)) if asked else {}
    columns = zip(
        ids,
        criticality.tolist(),
        significance(part.length, part.slack, whole).tolist(),
        (schedule_sensitivity(part.length, criticality, whole) * stretch).tolist(),
        pearson(part.length, whole).tolist(),
        spearman(part.length, whole).tolist(),
        strict=True,
    )
    return [
        TaskIndex(id_, Share(round(ci * whole.size), whole.size), si, ssi, r, rho, taus.get(k))
        for k, (id_, ci, si, ssi, r, rho) in enumerate(columns)
    ]
