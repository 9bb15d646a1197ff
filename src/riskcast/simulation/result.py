"""What a simulation leaves behind: one immutable object that remembers where it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from riskcast.errors import Finding, InvalidInput
from riskcast.kernels.types import F8, I4, I8
from riskcast.model.program import Program
from riskcast.model.task import ConstraintKind
from riskcast.network.repair import Repair
from riskcast.network.ticks import to_moment, to_moments
from riskcast.simulation.cash import Cash
from riskcast.simulation.measures import is_money, measure_rows, require_measure
from riskcast.simulation.money import HALF_HUNDREDTH, total_cost
from riskcast.simulation.plan import DesignName
from riskcast.simulation.statistics import percentile

if TYPE_CHECKING:
    import pandas as pd

GRID = (0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 99, 100)
"""Percentiles that are kept of every task's start and finish."""


StatusName = Literal["green", "amber", "red"]


@dataclass(frozen=True)
class Manifest:
    """Where a result came from; enough to run it again to the bit."""

    riskcast: str
    """Version of riskcast."""
    iterations: int
    seed: int
    design: DesignName
    program_digest: str
    """SHA-256 of the program as text."""
    result_digest: str
    """SHA-256 over the finish and cost arrays of every iteration."""
    threads: int = 0
    """Worker threads of this run; 0 when the result was read from a file."""
    until: str | None = None
    """Precision at which the run was to stop, such as ``P80 finish +/- 1d``."""
    until_met: bool | None = None
    """Whether it was reached before the limit of iterations; None when none was asked for."""
    without: tuple[str, ...] = ()
    """Kinds of uncertainty that were left out: ``ranges``, ``risks``, ``drivers``."""
    phasing: tuple[str, ...] = ()
    """By what money over time was kept apart; empty when none was kept."""
    elapsed_s: Mapping[str, float] = field(default_factory=dict)
    """Seconds spent on compile, simulate and total; empty when the result was read from a file."""


@dataclass(frozen=True)
class Tasks:
    """What is kept of each scheduled task, in topological order; dates in wall ticks."""

    ids: tuple[str, ...]
    planned_start: I4
    """[n] Deterministic, actual where there is one."""
    planned_finish: I4
    early_start: I4
    """[n] Deterministic, as the tools name them: of a started task in P6, where its remaining work starts."""
    early_finish: I4
    late_start: I4
    late_finish: I4
    total_float: F8
    """[n] Working minutes."""
    on_critical_path: NDArray[np.bool_]
    """[n] In the deterministic schedule."""
    criticality: F8
    """[n] Share of iterations in which the task was critical, 0-1."""
    start: I4
    """[n, len(GRID)] Percentiles of the start."""
    finish: I4
    """[n, len(GRID)] Percentiles of the finish."""


@dataclass(frozen=True)
class Held:
    """How often date constraints, and not the logic, decided the dates of their tasks."""

    tasks: tuple[str, ...]
    """[w] Ids; a task may have several constraints."""
    kinds: tuple[ConstraintKind, ...]
    """[w]"""
    iterations: I8
    """[w] In how many iterations the task started (or finished) exactly at the date."""


@dataclass(frozen=True)
class Inputs:
    """How uncertain inputs moved with program finish and cost."""

    variables: tuple[str, ...]
    correlation: F8
    """[v, 2] Spearman rank correlation with finish and with cost."""
    risks: tuple[str, ...]
    occurred: I8
    """[R] Iterations in which each risk occurred."""
    sums: F8
    """[R, 2] Sums over those iterations of how far the finish (wall ticks) and the cost (currency) lie above their
    means over all iterations."""
    drivers: tuple[str, ...] = ()
    acted: I8 = field(default_factory=lambda: np.zeros(0, np.int64))
    """[D] Iterations in which each driver acted."""
    acted_sums: F8 = field(default_factory=lambda: np.zeros((0, 2)))
    """[D, 2] The same sums over those iterations."""


@dataclass(frozen=True)
class Result:
    """Every iteration's finishes and costs, per-task tallies, and the program they came from.

    Measures are named ``finish``, ``cost``, ``finish:<project>``, ``cost:<project>`` and ``milestone:<id>``.
    """

    manifest: Manifest
    program: Program
    origin: datetime
    """Local midnight at which wall ticks (tenths of a minute) are 0."""
    milestones: tuple[str, ...]
    project_finish: I4
    """[P, K] Wall ticks."""
    milestone_finish: I4
    """[M, K] Wall ticks."""
    project_cost: F8
    """[P, K] In the program's currency."""
    planned_finish: I4
    """[P] Deterministic project finish in wall ticks."""
    planned_cost: F8
    """[P] Deterministic project cost."""
    tasks: Tasks
    held: Held
    inputs: Inputs
    repairs: tuple[Repair, ...] = ()
    """Correlations that were changed because they contradicted each other."""
    statuses: tuple[tuple[str, StatusName], ...] = ()
    """Colours of promises in the review that this result was saved by: measure and colour; empty without a review."""
    cash: Cash | None = None
    """Money over time, when it was asked for. Result files do not hold it, see ``simulation.again.with_money``."""

    @property
    def iterations(self) -> int:
        """Number of iterations K."""
        return int(self.project_finish.shape[1])

    @cached_property
    def _rows(self) -> dict[str, NDArray[Any]]:
        projects = [project.id for project in self.program.projects]
        dates = self.project_finish, self.milestone_finish
        return measure_rows(projects, self.milestones, *dates, self.project_cost)

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of everything that was kept for every iteration."""
        return tuple(self._rows)

    def is_money(self, measure: str) -> bool:
        """Return whether a measure is a sum of money rather than a date."""
        return is_money(measure)

    def samples(self, measure: str) -> NDArray[Any]:
        """Return ``[K]`` values in order of iterations: int32 wall ticks for dates, float64 for money.

        Raises
        ------
        InvalidInput
            When there is no such measure.
        """
        require_measure(measure, self.measures)
        return self._rows[measure]

    @cached_property
    def _sorted(self) -> dict[str, NDArray[Any]]:
        return {}

    def ordered(self, measure: str) -> NDArray[Any]:
        """Return the samples of a measure in ascending order."""
        if measure not in self._sorted:
            self._sorted[measure] = np.sort(self.samples(measure))
        return self._sorted[measure]

    def planned(self, measure: str) -> float:
        """Return the deterministic value of a measure: wall ticks or money."""
        kind, _, id_ = measure.partition(":")
        self.samples(measure)
        if kind == "milestone":
            return float(self.tasks.planned_finish[self.tasks.ids.index(id_)])
        if not id_:
            return float(total_cost(self.planned_cost) if kind == "cost" else self.planned_finish.max())
        values = self.planned_cost if kind == "cost" else self.planned_finish
        return float(values[[project.id for project in self.program.projects].index(id_)])

    def moment(self, tick: float) -> datetime:
        """Return wall ticks as local time."""
        return to_moment(int(tick), self.origin)

    def moments(self, ticks: NDArray[np.number]) -> NDArray[np.datetime64]:
        """Return wall ticks as ``datetime64[s]``, same shape."""
        return to_moments(ticks.astype(np.int64), self.origin)

    def percentile(self, measure: str, p: float) -> datetime | float:
        """Return the P-value of a measure (``p`` 0-100): a local time, or a sum of money.

        Raises
        ------
        InvalidInput
            When there is no such measure, or ``p`` is outside 0-100 or a fraction below 1.
        """
        if not (p == 0 or 1 <= p <= 100):
            remedy = "percentiles are 0-100" + (f"; did you mean {100 * p:g}?" if 0 < p < 1 else "")
            raise InvalidInput([Finding("RC183", f"there is no percentile {p:g}", remedy)])
        value = percentile(self.ordered(measure), p)
        return float(value) if self.is_money(measure) else self.moment(value)

    def probability(self, measure: str, at: datetime | float) -> float:
        """Return the share of iterations (0-1) that finish no later than a local time, or cost no more than a sum.

        Money is compared to the hundredth: a cost up to half a hundredth above the sum is within it.
        """
        goal = (at - self.origin).total_seconds() / 6.0 if isinstance(at, datetime) else float(at) + HALF_HUNDREDTH
        return float(np.searchsorted(self.ordered(measure), goal, side="right")) / self.iterations

    def to_frame(self) -> pd.DataFrame:
        """Return one row per iteration and one column per measure: dates as ``datetime64``, money as floats."""
        import pandas as pd

        columns = {
            name: row if self.is_money(name) else to_moments(row, self.origin) for name, row in self._rows.items()
        }
        return pd.DataFrame(columns, index=pd.RangeIndex(self.iterations, name="iteration"))

    def task_percentile(self, p: int) -> I4:
        """Return ``[n, 2]`` the P-value (one of GRID) of each task's start and finish in wall ticks."""
        at = GRID.index(p)
        return np.stack([self.tasks.start[:, at], self.tasks.finish[:, at]], axis=1)


def digest_arrays(finish: I4, cost: F8) -> str:
    """Return the SHA-256 over the per-iteration finishes ``[P, K]`` and costs ``[P, K]``, little-endian."""
    digest = hashlib.sha256()
    digest.update(np.ascontiguousarray(finish, dtype="<i4").tobytes())
    digest.update(np.ascontiguousarray(cost, dtype="<f8").tobytes())
    return digest.hexdigest()


def digest_program(program: Program) -> str:
    """Return the SHA-256 of the program as text, without how it is reported."""
    return hashlib.sha256(program.model_dump_json(exclude_defaults=True, exclude={"report"}).encode()).hexdigest()
