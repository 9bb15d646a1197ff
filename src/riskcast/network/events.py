"""What may happen, and which parts of the plan exist, on their way to the kernels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from riskcast.kernels.arrays import Events
from riskcast.kernels.types import I4
from riskcast.model.distributions import Uniform
from riskcast.model.resolve import duration_minutes
from riskcast.model.risk import Risk
from riskcast.network.axes import Axes
from riskcast.network.impacts import Impacts
from riskcast.network.names import branch_name, driver_name, existence_name, occurrence_name, rework_name, set_name
from riskcast.network.nodes import Role
from riskcast.network.order import topological_order
from riskcast.network.scene import Outline, Scene
from riskcast.network.ticks import from_minutes

_UNIT = Uniform(0.0, 1.0)


def make_events(scene: Scene, impacts: Impacts, axes: Axes, finishes: dict[str, int]) -> Events:
    """Return the arrays; ``finishes`` are the positions of the nodes that say when tasks finish."""
    program = scene.program
    chances = _chances(scene)
    gates = _gates(scene, axes, finishes)
    rows = {risk.id: r for r, risk in enumerate(program.risks)}
    given = [
        [(rows[g.risk], g.probability) for g in risk.given if g.risk in rows] if risk is not None else []
        for risk in scene.outline.risks
    ]
    given += [[] for _ in program.drivers]
    pairs = [(before, after) for after, items in enumerate(given) for before, _ in items]
    timed = [r is not None and (r.not_before is not None or r.not_after is not None) for r in scene.outline.risks]
    count = len(scene.nodes)
    hits = impacts.timed
    return Events(
        order=np.array(topological_order(len(chances), pairs), np.int32),
        uniform=np.array([chance.row for chance in chances], np.int32),
        low=np.array([chance.low for chance in chances], np.float64),
        high=np.array([chance.high for chance in chances], np.float64),
        given_first=_firsts([len(items) for items in given]),
        given=np.array([before for items in given for before, _ in items], np.int32),
        given_chance=np.array([chance for items in given for _, chance in items], np.float64),
        timed=np.array([*timed, *(False for _ in program.drivers)], np.uint8),
        hit_first=_firsts([len(hits.get(k, ())) for k in range(count)]),
        hit_event=_column(hits, count, 0),
        hit_delay=_column(hits, count, 1),
        hit_factor=_column(hits, count, 2),
        hit_after=_column(hits, count, 3),
        hit_before=_column(hits, count, 4),
        gate_first=_firsts([len(gates.of.get(k, ())) for k in range(count)]),
        gate=np.array([gate for k in range(count) for gate in gates.of.get(k, ())], np.int32),
        gate_uniform=np.array(gates.uniform, np.int32),
        gate_low=np.array(gates.low, np.float64),
        gate_high=np.array(gates.high, np.float64),
        test_first=_firsts([len(gates.tests.get(k, ())) for k in range(count)]),
        test_tick=_column(gates.tests, count, 0),
        test_length=_column(gates.tests, count, 1).astype(np.uint8),
        test_then=_column(gates.tests, count, 2),
        test_else=_column(gates.tests, count, 3),
    )


def _firsts(counts: Sequence[int]) -> I4:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)


def _column(rows: dict[int, list[tuple[int, ...]]], count: int, at: int) -> I4:
    return np.array([row[at] for k in range(count) for row in rows.get(k, ())], np.int32)


@dataclass(frozen=True)
class _Chance:
    """An event happens when its uniform lies between two values; row -1 when it always does."""

    row: int
    low: float
    high: float


def _chances(scene: Scene) -> list[_Chance]:
    """Return the chance of every risk, then of every driver; what is over or switched off never happens."""
    found = []
    taken: dict[str, float] = {}
    for written, risk in zip(scene.program.risks, scene.outline.risks, strict=True):
        name, low = occurrence_name(written.id), 0.0
        if written.exclusive is not None:
            name = set_name(written.exclusive)
            low = taken.get(name, 0.0)
        chance = risk.probability if risk is not None else 0.0
        # A risk that is switched off keeps its place in its set, so that the others occur when they would have.
        taken[name] = low + (chance if written.enabled else _standing(written))
        found.append(_Chance(scene.shared.uniform(name, _UNIT), low, low + chance))
    for driver in scene.program.drivers:
        on = scene.outline.switches.drivers and driver.enabled
        if on and driver.probability >= 1.0:
            found.append(_Chance(-1, 0.0, 1.0))
        else:
            row = scene.shared.uniform(driver_name(driver.id, "occurs"), _UNIT)
            found.append(_Chance(row, 0.0, driver.probability if on else 0.0))
    return found


def _standing(risk: Risk) -> float:
    """Return the chance that a risk has as it stands now, with its response if that is decided."""
    return risk.after().probability if risk.is_treated else risk.probability


@dataclass
class _Gates:
    """Gates under construction."""

    uniform: list[int] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    of: dict[int, list[int]] = field(default_factory=dict)
    """Gates by the position of the node that they let exist."""
    tests: dict[int, list[tuple[int, ...]]] = field(default_factory=dict)
    """(tick, of the length, gate when it holds, gate when not) by the node that decides."""

    def add(self, uniform: int, low: float, high: float, nodes: Sequence[int]) -> int:
        """Add a gate before some nodes and return its number."""
        gate = len(self.uniform)
        self.uniform.append(uniform)
        self.low.append(low)
        self.high.append(high)
        for k in nodes:
            self.of.setdefault(k, []).append(gate)
        return gate


def _gates(scene: Scene, axes: Axes, finishes: dict[str, int]) -> _Gates:
    gates, places = _Gates(), scene.places(again=True)
    program = scene.program
    for task in program.tasks:
        if task.probability < 1.0 and task.id in places:
            # In the plan, the likelier of the two.
            planned = 0.0 if task.probability >= 0.5 else 1.0
            row = scene.shared.uniform(existence_name(task.id), _UNIT, planned)
            gates.add(row, 0.0, task.probability, places[task.id])
    for branch in program.branches:
        row = scene.shared.uniform(branch_name(branch.id), _UNIT, _likeliest([o.probability for o in branch.options]))
        low = 0.0
        for option in branch.options:
            gates.add(row, low, low + option.probability, scene.works(option.tasks, places))
            low += option.probability
    for rework in program.reworks:
        row = scene.shared.uniform(rework_name(rework.id), _UNIT, 1.0)
        for number in range(1, rework.at_most + 1):
            again = [k for k, n in enumerate(scene.nodes) if n.loop == rework.id and n.repeat == number]
            gates.add(row, 0.0, rework.probability**number, again)
    for condition in program.conditions:
        k = finishes.get(condition.task)
        if k is None:
            continue
        if condition.longer_than is not None:
            # The instant at which a task has finished has no length: its longest stretch of work is measured.
            k = next((at for at in places.get(condition.task, ()) if scene.nodes[at].role is Role.WORK), k)
        then = gates.add(-1, 0.0, 0.0, scene.works(condition.then, places)) if condition.then else -1
        other = gates.add(-1, 0.0, 0.0, scene.works(condition.otherwise, places)) if condition.otherwise else -1
        node = scene.nodes[k]
        if condition.later_than is not None:
            tick = axes.work_at(axes.index(node.axis), condition.later_than)
        else:
            longest = condition.longer_than
            minutes = duration_minutes(longest, node.calendar) if longest is not None else 0.0
            tick = from_minutes(minutes - node.behind)
        gates.tests.setdefault(k, []).append((tick, int(condition.later_than is None), then, other))
    return gates


def _likeliest(chances: Sequence[float]) -> float:
    """Return a uniform at which the likeliest option is taken; above all of them when none is likelier than nothing."""
    rest = 1.0 - sum(chances)
    best = max(range(len(chances)), key=lambda i: chances[i])
    if rest > chances[best]:
        return 1.0
    return sum(chances[:best]) + chances[best] / 2.0


def condition_pairs(outline: Outline) -> list[tuple[str, str]]:
    """Return (deciding task, task that depends on it) for all conditions, which the order of the passes must keep."""
    select = outline.selection.every
    return [(c.task, id_) for c in outline.program.conditions for id_ in select((*c.then, *c.otherwise))]
