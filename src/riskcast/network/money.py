"""Cost lines and cost impacts on their way to the kernels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from riskcast.kernels.arrays import Money
from riskcast.model.amount import Amount
from riskcast.model.program import Dialect, Program
from riskcast.model.resolve import money_distribution
from riskcast.model.risk import Impact
from riskcast.model.task import CostLine
from riskcast.network.effects import Shared, sign_of
from riskcast.network.names import cost_name, impact_name
from riskcast.network.nodes import Node, Role, Status, is_elapsed, whole_minutes, worked_minutes
from riskcast.network.ticks import PER_MINUTE


@dataclass
class _Parts:
    """Sums under construction."""

    fixed: list[float]
    rate: list[float]
    lines: list[tuple[int, int, int, float]] = field(default_factory=list)
    hits: list[tuple[int, int, float, float, int]] = field(default_factory=list)


def make_money(program: Program, nodes: Sequence[Node], order: Sequence[int], shared: Shared) -> Money:
    """Return the cost arrays; the work that started tasks have behind them counts at its planned rate."""
    place = {nodes[i].task.id: k for k, i in enumerate(order) if nodes[i].role in (Role.WORK, Role.SPAN)}
    projects = {project.id: p for p, project in enumerate(program.projects)}
    owner = {task.id: projects[task.project] for task in program.tasks}
    parts = _Parts([0.0] * len(projects), [0.0] * len(order))
    for line in program.costs:
        _add_line(parts, line, owner[line.task], shared)
        if line.per_day is not None and line.task in place:
            node = nodes[order[place[line.task]]]
            _add_rate(parts, line, (owner[line.task], place[line.task]), node, _done(program, node), shared)
    for r, risk in enumerate(program.risks):
        for number, impact in enumerate(risk.impacts, start=1):
            if impact.cost is not None:
                law = money_distribution(impact.cost)
                row = shared.row(impact_name(risk.id, number, "cost"), law)
                parts.hits.append((r, row, law.mean, sign_of(risk), _payer(impact, owner, projects)))
    return _arrays(parts, [nodes[i].project for i in order])


def _plain(amount: Amount) -> float:
    return amount.value


def _payer(impact: Impact, owner: dict[str, int], projects: dict[str, int]) -> int:
    if impact.project is not None:
        return projects[impact.project]
    return owner[impact.tasks[0]] if impact.tasks else 0


def _add_line(parts: _Parts, line: CostLine, project: int, shared: Shared) -> None:
    if line.fixed is None:
        return
    law = money_distribution(line.fixed)
    row = shared.row(cost_name(line.id, "fixed"), law, planned=line.fixed.planned(_plain))
    if row < 0:
        parts.fixed[project] += law.mean
    else:
        parts.lines.append((row, project, -1, 0.0))


def _add_rate(parts: _Parts, line: CostLine, payer: tuple[int, int], node: Node, done: float, shared: Shared) -> None:
    """Add a daily rate of the project and node ``payer``; ``done`` minutes are behind and cost what was planned."""
    if line.per_day is None:
        return
    project, at = payer
    law = money_distribution(line.per_day)
    minutes = 1440.0 if is_elapsed(node.task) else node.calendar.hours_per_day * 60.0
    per_tick = 1.0 / (minutes * PER_MINUTE)
    parts.fixed[project] += line.per_day.planned(_plain) * done / minutes
    if node.status is Status.FINISHED:
        return
    row = shared.row(cost_name(line.id, "per_day"), law, planned=line.per_day.planned(_plain))
    if row < 0:
        parts.rate[at] += law.mean * per_tick
    else:
        parts.lines.append((row, project, at, per_tick))


def _done(program: Program, node: Node) -> float:
    """Return the minutes of work that are behind a task; its planned duration when nobody noted when it started."""
    task = node.task
    if node.status is Status.FINISHED and task.actual_start is None and task.duration is not None:
        return task.duration.minutes(node.calendar.hours_per_day, node.calendar.days_per_week)
    if node.status is Status.STARTED and program.dialect is Dialect.MSPROJECT:
        return max(whole_minutes(task, node.calendar) - node.whole, 0.0)
    return worked_minutes(task, node.calendar, node.now)


def _arrays(parts: _Parts, project: list[int]) -> Money:
    lines = list(zip(*parts.lines, strict=True)) or [()] * 4
    hits = list(zip(*parts.hits, strict=True)) or [()] * 5
    return Money(
        project=np.array(project, np.int32),
        fixed=np.array(parts.fixed, np.float64),
        rate=np.array(parts.rate, np.float64),
        line_variable=np.array(lines[0], np.int32),
        line_project=np.array(lines[1], np.int32),
        line_task=np.array(lines[2], np.int32),
        line_days=np.array(lines[3], np.float64),
        hit_risk=np.array(hits[0], np.int32),
        hit_variable=np.array(hits[1], np.int32),
        hit_base=np.array(hits[2], np.float64),
        hit_sign=np.array(hits[3], np.float64),
        hit_project=np.array(hits[4], np.int32),
    )
