"""Durations and risk delays on their way to the kernels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from riskcast.kernels.arrays import Work
from riskcast.model.distributions import Distribution, Uniform
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program
from riskcast.model.resolve import duration_distribution
from riskcast.model.risk import Risk, RiskKind
from riskcast.network.names import duration_name, impact_name, occurrence_name
from riskcast.network.nodes import Node, Status
from riskcast.network.ticks import PER_MINUTE, from_minutes
from riskcast.network.variables import Variables

_UNIT = Uniform(0.0, 1.0)


@dataclass
class Shared:
    """Variables whose values are kept for a whole block, in the order they are asked for."""

    variables: Variables
    chosen: list[int] = field(default_factory=list)
    planned: list[float] = field(default_factory=list)
    """Value of each row without uncertainty; 1 for an occurrence, which is below no probability."""

    def row(self, name: str, law: Distribution, scale: float = 1.0, planned: float = 1.0) -> int:
        """Add a variable and return the row of its values; -1 for a certain value."""
        if law.sd == 0.0:
            return -1
        self.chosen.append(self.variables.add(name, law, scale))
        self.planned.append(planned)
        return len(self.chosen) - 1


def sign_of(risk: Risk) -> float:
    """Return 1 for a threat, -1 for an opportunity."""
    return -1.0 if risk.kind is RiskKind.OPPORTUNITY else 1.0


@dataclass
class _Delays:
    """Delay rows, and which tasks each one lengthens."""

    risk: list[int] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
    sign: list[float] = field(default_factory=list)
    tasks: list[list[int]] = field(default_factory=list)


def make_work(program: Program, nodes: Sequence[Node], order: Sequence[int], shared: Shared) -> Work:
    """Return the duration and delay arrays; tasks stand in topological ``order`` (positions of ``nodes``)."""
    variable = [_duration_variable(nodes[i], shared.variables) for i in order]
    places: dict[str, list[int]] = {}
    for k, i in enumerate(order):
        if nodes[i].works:
            places.setdefault(nodes[i].task.id, []).append(k)
    uniform = [shared.row(occurrence_name(risk.id), _UNIT) for risk in program.risks]
    delays = _Delays()
    for r, risk in enumerate(program.risks):
        for number, impact in enumerate(risk.impacts, start=1):
            if impact.delay is not None:
                name = impact_name(risk.id, number, "delay")
                hit = [k for task in dict.fromkeys(impact.tasks) for k in places.get(task, ())]
                targets = [(k, nodes[order[k]]) for k in hit]
                _add_delay(delays, _Source(r, sign_of(risk), name), impact.delay, targets, shared)
    by_task: list[list[int]] = [[] for _ in order]
    for k, tasks in enumerate(delays.tasks):
        for t in tasks:
            by_task[t].append(k)
    return Work(
        base=np.array([_certain_ticks(nodes[i]) for i in order], np.int32),
        variable=np.array(variable, np.int32),
        pause_first=np.concatenate([[0], np.cumsum([len(nodes[i].pauses) for i in order])]).astype(np.int32),
        pause_after=np.array([from_minutes(after) for i in order for after, _ in nodes[i].pauses], np.int32),
        pause=np.array([from_minutes(pause) for i in order for _, pause in nodes[i].pauses], np.int32),
        shared=np.zeros(0, np.int32),
        delay_first=np.concatenate([[0], np.cumsum([len(rows) for rows in by_task])]).astype(np.int32),
        delay_row=np.array([k for rows in by_task for k in rows], np.int32),
        probability=np.array([risk.probability for risk in program.risks], np.float64),
        occurrence=np.array(uniform, np.int32),
        row_risk=np.array(delays.risk, np.int32),
        row_variable=np.array(delays.row, np.int32),
        row_base=np.array(delays.base, np.float64),
        row_sign=np.array(delays.sign, np.float64),
    )


def _duration_variable(node: Node, variables: Variables) -> int:
    if node.law.sd == 0.0:
        return -1
    return variables.add(duration_name(node.task.id), node.law, PER_MINUTE * node.share)


def _certain_ticks(node: Node) -> int:
    return from_minutes(node.law.mean * node.share) if node.law.sd == 0.0 else 0


@dataclass(frozen=True)
class _Source:
    """What a delay comes from."""

    risk: int
    sign: float
    name: str


def _add_delay(
    delays: _Delays, source: _Source, delay: Estimate, targets: Sequence[tuple[int, Node]], shared: Shared
) -> None:
    """Add one row per distinct size in ticks: the same draw means different work on calendars with longer days."""
    rows: dict[Distribution, int] = {}
    for k, node in targets:
        if node.status is Status.FINISHED:
            continue
        law = duration_distribution(delay, node.amount, node.calendar)
        if law not in rows:
            rows[law] = len(delays.risk)
            delays.risk.append(source.risk)
            delays.row.append(shared.row(source.name, law, PER_MINUTE))
            delays.base.append(law.mean * PER_MINUTE)
            delays.sign.append(source.sign)
            delays.tasks.append([])
        delays.tasks[rows[law]].append(k)
