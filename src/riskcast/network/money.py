"""Cost lines and cost impacts on their way to the kernels."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from riskcast.kernels.arrays import Money
from riskcast.model.amount import Amount
from riskcast.model.distributions import Distribution
from riskcast.model.estimate import Estimate
from riskcast.model.program import Dialect, Program
from riskcast.model.resolve import factor_distribution, money_distribution
from riskcast.model.risk import Impact, Risk
from riskcast.model.task import CostLine
from riskcast.network.heavy import typical
from riskcast.network.impacts import Impacts
from riskcast.network.names import cost_name, driver_name, impact_name, response_name
from riskcast.network.nodes import Node, Role, Status, is_elapsed, whole_minutes, worked_minutes
from riskcast.network.scene import Scene, sign_of
from riskcast.network.ticks import PER_MINUTE


@dataclass(frozen=True)
class _Line:
    """A cost line that is not part of the certain sums."""

    row: int
    base: float
    project: int
    task: int
    days: float
    factors: tuple[int, ...]


@dataclass(frozen=True)
class _Hit:
    """Money that a risk costs."""

    risk: int
    row: int
    base: float
    sign: float
    project: int
    delay: int = -1
    days: float = 0.0
    task: int = -1


@dataclass
class _Parts:
    """Sums under construction."""

    fixed: list[float]
    rate: list[float]
    lines: list[_Line] = field(default_factory=list)
    hits: list[_Hit] = field(default_factory=list)
    factors: list[tuple[int, int, float]] = field(default_factory=list)
    """(event, row, value when certain) of cost factors."""


def make_money(scene: Scene, impacts: Impacts, gated: set[int]) -> Money:
    """Return the cost arrays; the work that started tasks have behind them counts at its planned rate.

    ``gated`` are the positions of nodes that may not exist.
    """
    maker = _Maker(scene, gated)
    for line in scene.program.costs:
        maker.add_line(line)
    for r, risk in enumerate(scene.outline.risks):
        if risk is not None:
            for number, impact in enumerate(risk.impacts, start=1):
                maker.add_impact(r, risk, number, impact)
    maker.add_priced(impacts)
    for risk in scene.program.risks:
        maker.add_response(risk)
    return _arrays(maker.parts, [node.project for node in scene.nodes])


class _Maker:
    def __init__(self, scene: Scene, gated: set[int]) -> None:
        nodes = scene.nodes
        self._scene = scene
        self._gated = gated
        self._rows: dict[str, int] = {}
        self._place = {node.task.id: k for k, node in enumerate(nodes) if node.role in (Role.WORK, Role.SPAN)}
        self._again: dict[str, list[int]] = {}
        for k, node in enumerate(nodes):
            if node.role is Role.REDO:
                self._again.setdefault(node.task.id, []).append(k)
        self._projects = {project.id: p for p, project in enumerate(scene.program.projects)}
        self._owner = {task.id: self._projects[task.project] for task in scene.program.tasks}
        self._tasks = {task.id: task for task in scene.program.tasks}
        self.parts = _Parts([0.0] * len(self._projects), [0.0] * len(nodes))
        self._factors_of = self._cost_factors()

    def _cost_factors(self) -> dict[str, tuple[int, ...]]:
        """Return the cost factors of drivers by task."""
        found: dict[str, tuple[int, ...]] = {}
        if not self._scene.outline.switches.drivers:
            return found
        for d, driver in enumerate(self._scene.program.drivers):
            if driver.cost is None:
                continue
            law = factor_distribution(driver.cost)
            row = self._scene.shared.row(driver_name(driver.id, "cost"), law)
            self.parts.factors.append((len(self._scene.program.risks) + d, row, typical(law)))
            for task in self._scene.outline.selection.every(driver.tasks):
                found[task] = (*found.get(task, ()), len(self.parts.factors) - 1)
        return found

    def add_line(self, line: CostLine) -> None:
        """Add the sum and the daily rate of a cost line."""
        place = self._place.get(line.task)
        if line.fixed is not None:
            law = self._law(line.task, line.fixed)
            self._add(line, "fixed", line.fixed, law, place, 0.0)
        if line.per_day is None or place is None:
            return
        node = self._scene.nodes[place]
        minutes = 1440.0 if is_elapsed(node.task) else node.calendar.hours_per_day * 60.0
        done = _done(self._scene.program, node) / minutes
        self.parts.fixed[self._owner[line.task]] += _planned(line.per_day) * done
        if node.status is not Status.FINISHED:
            law = self._law(line.task, line.per_day)
            for k in (place, *self._again.get(line.task, ())):
                self._add(line, "per_day", line.per_day, law, k, 1.0 / (minutes * PER_MINUTE))

    def _law(self, task: str, estimate: Estimate) -> Distribution:
        """Return the distribution of a sum: its own range, or the one that a band has for certain sums."""
        law = money_distribution(estimate)
        if law.sd == 0.0 or self._scene.outline.switches.ranges:
            return law
        return money_distribution(Estimate.fixed(Amount(_planned(estimate))))

    def _add(
        self, line: CostLine, part: str, estimate: Estimate, law: Distribution, place: int | None, days: float
    ) -> None:
        planned, project = _planned(estimate), self._owner[line.task]
        band = self._scene.outline.cost_ranges.get(line.task)
        name = cost_name(line.id, part)
        if law.sd == 0.0 and band is not None:
            factor = factor_distribution(band.estimate)
            row, base = self._row(name, factor, planned, planned), typical(factor) * planned
        else:
            row, base = self._row(name, law, 1.0, planned), typical(law)
        finished = self._tasks[line.task].actual_finish is not None
        factors = () if finished else self._factors_of.get(line.task, ())
        gate = place if place is not None and place in self._gated else -1
        if row >= 0 or factors or (gate >= 0 and days == 0.0):
            task = gate if days == 0.0 else (place if place is not None else -1)
            self.parts.lines.append(_Line(row, base, project, task, days, factors))
        elif days:
            if place is not None:
                self.parts.rate[place] += base * days
        else:
            self.parts.fixed[project] += base

    def _row(self, name: str, law: Distribution, scale: float, planned: float) -> int:
        """Return the row of a value, which is added when it is first asked for: rework costs the same by the day."""
        if name not in self._rows:
            self._rows[name] = self._scene.shared.row(name, law, scale, planned)
        return self._rows[name]

    def add_impact(self, r: int, risk: Risk, number: int, impact: Impact) -> None:
        """Add the money that a risk costs once."""
        if impact.cost is None:
            return
        law = money_distribution(impact.cost)
        row = self._scene.shared.row(impact_name(risk.id, number, "cost"), law)
        self.parts.hits.append(_Hit(r, row, typical(law), sign_of(risk), self._payer(impact)))

    def add_priced(self, impacts: Impacts) -> None:
        """Add the money that delays cost by the day; delays carry the sign of their risk."""
        known: dict[tuple[int, int], tuple[int, float]] = {}
        for r, number, delay, k in impacts.priced:
            risk = self._scene.outline.risks[r]
            if risk is None:
                continue
            impact = risk.impacts[number - 1]
            if impact.cost_per_day is None:
                continue
            if (r, number) not in known:
                law = money_distribution(impact.cost_per_day)
                row = self._scene.shared.row(impact_name(risk.id, number, "cost_per_day"), law)
                known[r, number] = row, typical(law)
            row, base = known[r, number]
            node = self._scene.nodes[k]
            minutes = 1440.0 if is_elapsed(node.task) else node.calendar.hours_per_day * 60.0
            project = self._projects[impact.project] if impact.project is not None else node.project
            self.parts.hits.append(_Hit(r, row, base, 1.0, project, delay, 1.0 / (minutes * PER_MINUTE), k))

    def add_response(self, risk: Risk) -> None:
        """Add what a response costs that is decided or carried out, whether the risk occurs or not."""
        cost = risk.response.cost if risk.response is not None and risk.is_treated else None
        if cost is None:
            return
        payers = [self._payer(impact) for impact in risk.impacts if impact.project is not None or impact.tasks]
        project = payers[0] if payers else 0
        row = self._row(response_name(risk.id), self._law(risk.id, cost), 1.0, _planned(cost))
        if row < 0:
            self.parts.fixed[project] += typical(self._law(risk.id, cost))
        else:
            self.parts.lines.append(_Line(row, 0.0, project, -1, 0.0, ()))

    def _payer(self, impact: Impact) -> int:
        if impact.project is not None:
            return self._projects[impact.project]
        hit = self._scene.outline.selection.every(impact.tasks)
        return self._owner[hit[0]] if hit else 0


def _planned(estimate: Estimate) -> float:
    return estimate.planned(lambda amount: amount.value)


def _done(program: Program, node: Node) -> float:
    """Return the minutes of work that are behind a task; its planned duration when nobody noted when it started."""
    task = node.task
    if node.status is Status.FINISHED and task.actual_start is None and task.duration is not None:
        return task.duration.minutes(node.calendar.hours_per_day, node.calendar.days_per_week)
    if node.status is Status.STARTED and program.dialect is Dialect.MSPROJECT:
        return max(whole_minutes(task, node.calendar) - node.whole, 0.0)
    return worked_minutes(task, node.calendar, node.now)


def _arrays(parts: _Parts, project: list[int]) -> Money:
    lines, hits = parts.lines, parts.hits
    return Money(
        project=np.array(project, np.int32),
        fixed=np.array(parts.fixed, np.float64),
        rate=np.array(parts.rate, np.float64),
        line_variable=np.array([line.row for line in lines], np.int32),
        line_base=np.array([line.base for line in lines], np.float64),
        line_project=np.array([line.project for line in lines], np.int32),
        line_task=np.array([line.task for line in lines], np.int32),
        line_days=np.array([line.days for line in lines], np.float64),
        line_first=np.concatenate([[0], np.cumsum([len(line.factors) for line in lines])]).astype(np.int32),
        line_factor=np.array([g for line in lines for g in line.factors], np.int32),
        factor_event=np.array([event for event, _, _ in parts.factors], np.int32),
        factor_variable=np.array([row for _, row, _ in parts.factors], np.int32),
        factor_base=np.array([base for _, _, base in parts.factors], np.float64),
        hit_risk=np.array([hit.risk for hit in hits], np.int32),
        hit_variable=np.array([hit.row for hit in hits], np.int32),
        hit_base=np.array([hit.base for hit in hits], np.float64),
        hit_sign=np.array([hit.sign for hit in hits], np.float64),
        hit_project=np.array([hit.project for hit in hits], np.int32),
        hit_delay=np.array([hit.delay for hit in hits], np.int32),
        hit_days=np.array([hit.days for hit in hits], np.float64),
        hit_task=np.array([hit.task for hit in hits], np.int32),
    )
