"""A simulation as a plain loop: draw by name, add the risks, schedule, add up the money."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from riskcast.model.cost import CostLine
from riskcast.model.distributions import Distribution, Lognormal, Normal, Pert, Triangular, Uniform
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program
from riskcast.model.resolve import duration_distribution, money_distribution
from riskcast.model.risk import Impact, Risk, RiskKind
from riskcast.model.task import Task
from twins.axis import TICKS
from twins.draws import uniform
from twins.rules import Rules
from twins.schedule import Dates

STEPS = 64
OCTAVES = 28


@cache
def _grid() -> tuple[float, ...]:
    """Return the tail probabilities of quantile tables: octaves down from a half, each in 64 equal steps."""
    octaves = range(OCTAVES, 0, -1)
    return (*(2.0**-k * (1.0 + s / STEPS) / 2.0 for k in octaves for s in range(STEPS)), 0.5)


@cache
def _table(shape: Hashable) -> tuple[tuple[float, ...], tuple[float, ...]]:
    assert isinstance(shape, Pert | Normal | Lognormal)
    tail = np.array(_grid())
    return tuple(shape.quantile(tail).tolist()), tuple(shape.quantile(1.0 - tail).tolist())


def quantile(d: Distribution, u: float) -> float:
    """Return the value at a uniform: exact for straight-sided laws, else linear between the points of the table."""
    if d.sd == 0.0:
        return d.mean
    if isinstance(d, Triangular | Uniform):
        return float(d.quantile(np.array([u]))[0])
    shape, loc, scale = d.standard()
    assert isinstance(shape, Hashable)
    lower, upper = _table(shape)
    values, tail = (lower, u) if u < 0.5 else (upper, 1.0 - u)
    grid = _grid()
    i = min(bisect_right(grid, tail) - 1, len(grid) - 2)
    f = (tail - grid[i]) / (grid[i + 1] - grid[i])
    return loc + scale * (values[i] + (values[i + 1] - values[i]) * f)


def to_ticks(minutes: float) -> int:
    return math.floor(minutes * TICKS + 0.5)


@dataclass
class Future:
    """One iteration."""

    dates: dict[str, Dates]
    critical: set[str]
    cost: dict[str, float] = field(default_factory=dict)


class Simulation:
    """A program to be simulated, one iteration at a time."""

    def __init__(self, program: Program, seed: int, design: str = "lhs") -> None:
        self.program, self.seed, self.design = program, seed, design
        self.twin = Rules(program)

    def future(self, iteration: int) -> Future:
        occurs = {r.id: self._uniform(f"risk:{r.id}:occurs", iteration) < r.probability for r in self.program.risks}
        durations = {t.id: self._duration(t, occurs, iteration) for t in self.program.tasks}
        dates = self.twin.forward(durations)
        future = Future(dates, self.twin.critical(dates), {p.id: 0.0 for p in self.program.projects})
        worked = self.twin.worked(dates, durations)
        for line in self.program.costs:
            task = self.twin.tasks[line.task or ""]
            future.cost[task.project] += self._line(line, task, worked, iteration)
        for risk in self.program.risks:
            if occurs[risk.id]:
                self._charge(risk, future.cost, iteration)
        return future

    def _uniform(self, name: str, iteration: int) -> float:
        return uniform(self.seed, name, iteration, self.design)

    def _duration(self, task: Task, occurs: Mapping[str, bool], iteration: int) -> int:
        calendar = self.twin.calendar(task)
        ticks = self.twin.planned()[task.id]
        if task.estimate is not None:
            law = duration_distribution(task.estimate, task.duration, calendar)
            ticks = to_ticks(quantile(law, self._uniform(f"task:{task.id}:duration", iteration)))
        for risk in self.program.risks:
            for number, impact in enumerate(risk.impacts, 1):
                if occurs[risk.id] and impact.delay is not None and task.id in impact.tasks:
                    law = duration_distribution(impact.delay, task.duration, calendar)
                    size = quantile(law, self._uniform(f"risk:{risk.id}:delay:{number}", iteration))
                    ticks += to_ticks(_sign(risk) * size)
        return max(ticks, 0)

    def _money(self, estimate: Estimate, name: str, iteration: int) -> float:
        return quantile(money_distribution(estimate), self._uniform(name, iteration))

    def _line(self, line: CostLine, task: Task, durations: Mapping[str, int], iteration: int) -> float:
        total = 0.0
        if line.fixed is not None:
            total += self._money(line.fixed, f"cost:{line.id}:fixed", iteration)
        if line.per_day is not None:
            day = self.twin.calendar(task).hours_per_day * 60 * TICKS
            total += self._money(line.per_day, f"cost:{line.id}:per_day", iteration) * durations[task.id] / day
        return total

    def _charge(self, risk: Risk, cost: dict[str, float], iteration: int) -> None:
        for number, impact in enumerate(risk.impacts, 1):
            if impact.cost is not None:
                size = self._money(impact.cost, f"risk:{risk.id}:cost:{number}", iteration)
                cost[self._payer(impact)] += _sign(risk) * size

    def _payer(self, impact: Impact) -> str:
        return impact.project or self.twin.tasks[impact.tasks[0]].project


def _sign(risk: Risk) -> int:
    return 1 if risk.kind is RiskKind.THREAT else -1
