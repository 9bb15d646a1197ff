"""Delays of risks and factors of risks and drivers on their way to the kernels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from riskcast.kernels.arrays import CAP
from riskcast.model.distributions import Distribution
from riskcast.model.resolve import duration_distribution, factor_distribution
from riskcast.model.risk import Impact, Risk
from riskcast.network.axes import ELAPSED, Axes
from riskcast.network.heavy import reined, typical
from riskcast.network.names import driver_name, impact_name
from riskcast.network.nodes import Node, Role, Status
from riskcast.network.scene import Scene, sign_of
from riskcast.network.ticks import PER_MINUTE


@dataclass
class Rows:
    """Sizes under construction: what they come from, the row of the draw, the value when certain."""

    event: list[int] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    base: list[float] = field(default_factory=list)

    def add(self, event: int, row: int, base: float) -> int:
        """Add a size and return its number."""
        self.event.append(event)
        self.row.append(row)
        self.base.append(base)
        return len(self.event) - 1


@dataclass
class Impacts:
    """Delay rows and factor rows, and which tasks each of them hits."""

    delays: Rows = field(default_factory=Rows)
    sign: list[float] = field(default_factory=list)
    factors: Rows = field(default_factory=Rows)
    is_driver: list[bool] = field(default_factory=list)
    delays_of: dict[int, list[int]] = field(default_factory=dict)
    """Delay rows by the position of the node."""
    factors_of: dict[int, list[int]] = field(default_factory=dict)
    timed: dict[int, list[tuple[int, ...]]] = field(default_factory=dict)
    """(event, delay row, factor row, after, before) of risks with a window, by the position of the node."""
    priced: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(risk, number of the impact, delay row, node) of delays that cost money by the day."""


def make_impacts(scene: Scene, axes: Axes) -> Impacts:
    """Return what risks and drivers do to durations."""
    maker = _Maker(scene, axes)
    for r, risk in enumerate(scene.outline.risks):
        if risk is not None:
            for number, impact in enumerate(risk.impacts, start=1):
                maker.add_impact(r, risk, number, impact)
    if scene.outline.switches.drivers:
        for d, driver in enumerate(scene.program.drivers):
            if driver.duration is not None and driver.enabled:
                law = factor_distribution(driver.duration)
                row = scene.shared.row(driver_name(driver.id, "duration"), law)
                maker.add_driver(len(scene.program.risks) + d, row, law, driver.tasks)
    return maker.impacts


class _Maker:
    def __init__(self, scene: Scene, axes: Axes) -> None:
        self.impacts = Impacts()
        self._scene = scene
        self._axes = axes
        self._places = scene.places()
        self._everywhere = scene.places(again=True)

    def add_impact(self, r: int, risk: Risk, number: int, impact: Impact) -> None:
        """Add the delay and the factor of one impact to the tasks that it hits."""
        hit = [k for k in self._scene.works(impact.tasks, self._places) if self._is_open(k)]
        delays = self._delays(r, risk, number, impact, hit)
        factors = self._factors(r, risk, number, impact, hit)
        if risk.not_before is None and risk.not_after is None:
            for k, row in delays.items():
                self.impacts.delays_of.setdefault(k, []).append(row)
            for k, row in factors.items():
                self.impacts.factors_of.setdefault(k, []).append(row)
        else:
            for k in hit:
                entry = (r, delays.get(k, -1), factors.get(k, -1), *self._window(risk, k))
                self.impacts.timed.setdefault(k, []).append(entry)
        if impact.cost_per_day is not None:
            # Once for each task, however many calendars its resources have.
            mine = [k for k in delays if self._scene.nodes[k].role is Role.WORK]
            self.impacts.priced += [(r, number, delays[k], k) for k in mine]

    def add_driver(self, event: int, row: int, law: Distribution, texts: Sequence[str]) -> None:
        """Add a factor that all tasks of a driver share."""
        factor = self.impacts.factors.add(event, row, typical(law))
        self.impacts.is_driver.append(True)
        for k in self._scene.works(texts, self._everywhere):
            if self._is_open(k):
                self.impacts.factors_of.setdefault(k, []).append(factor)

    def _is_open(self, k: int) -> bool:
        return self._scene.nodes[k].status is not Status.FINISHED

    def _window(self, risk: Risk, k: int) -> tuple[int, int]:
        row = self._axes.index(self._scene.nodes[k].axis)
        after = 0 if risk.not_before is None else self._axes.work_at(row, risk.not_before)
        return after, CAP if risk.not_after is None else self._axes.work_at(row, risk.not_after)

    def _delays(self, r: int, risk: Risk, number: int, impact: Impact, hit: Sequence[int]) -> dict[int, int]:
        """Return the delay row of each task: one per size in ticks, which differs where days are longer."""
        if impact.delay is None:
            return {}
        estimate = impact.delay
        timed = risk.not_before is not None or risk.not_after is not None

        def size(node: Node) -> Distribution:
            law = duration_distribution(estimate, node.amount, node.calendar)
            return reined(law, node.calendar, node.axis == ELAPSED)

        name = impact_name(risk.id, number, "delay")
        before = len(self.impacts.delays.event)
        rows = self._rows(self.impacts.delays, r, name, size, PER_MINUTE, hit, impact.each, timed)
        self.impacts.sign += [sign_of(risk)] * (len(self.impacts.delays.event) - before)
        return rows

    def _factors(self, r: int, risk: Risk, number: int, impact: Impact, hit: Sequence[int]) -> dict[int, int]:
        if impact.factor is None:
            return {}
        law = factor_distribution(impact.factor)
        name = impact_name(risk.id, number, "factor")
        before = len(self.impacts.factors.event)
        rows = self._rows(self.impacts.factors, r, name, lambda node: law, 1.0, hit, impact.each, False)
        self.impacts.is_driver += [False] * (len(self.impacts.factors.event) - before)
        return rows

    def _rows(
        self,
        rows: Rows,
        event: int,
        name: str,
        law_of: Callable[[Node], Distribution],
        scale: float,
        hit: Sequence[int],
        each: bool,
        apart: bool,
    ) -> dict[int, int]:
        """Return the row of each node: shared by equal laws, or one for each task (``each``) or node (``apart``)."""
        known: dict[object, int] = {}
        found = {}
        for k in hit:
            node = self._scene.nodes[k]
            law = law_of(node)
            owner = node.task.id if each else ""
            key = (law, owner, k if apart else -1)
            if key not in known:
                own = f"{name}:{owner}" if each else name
                known[key] = rows.add(event, self._scene.shared.row(own, law, scale), typical(law) * scale)
            found[k] = known[key]
        return found
