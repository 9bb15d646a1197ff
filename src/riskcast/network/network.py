"""What a program is to the kernels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.arrays import Climate, Copula, Draws, Events, Net, Work
from riskcast.kernels.money_arrays import Anchors, Cashbook, Money
from riskcast.kernels.types import F8, I4
from riskcast.model.program import Program
from riskcast.network.axes import Axes
from riskcast.network.money.make import MoneyNames
from riskcast.network.nodes import Node
from riskcast.network.repair import Repair
from riskcast.network.rows import Row
from riskcast.network.scene import Switches
from riskcast.network.ticks import to_moments
from riskcast.network.watch import Watch


@dataclass(frozen=True)
class Network:
    """Arrays, and the name of every place in them. Nodes stand in topological order."""

    program: Program
    switches: Switches
    """Which kinds of uncertainty there are."""
    nodes: tuple[Node, ...]
    """What is scheduled: the work of tasks, and the instants beside it."""
    rows: tuple[Row, ...]
    """The tasks, and which nodes say when they start and finish."""
    watches: tuple[Watch, ...]
    """[w] Date constraints that can decide."""
    axes: Axes
    net: Net
    work: Work
    events: Events
    climate: Climate
    money: Money
    anchors: Anchors
    book: Cashbook | None
    """When money is spent; None when neither prices nor anything kept over time ask for it."""
    names: MoneyNames
    """What money over time is about."""
    draws: Draws
    copula: Copula
    repairs: tuple[Repair, ...]
    """Correlations that were changed because they contradicted each other."""
    variables: tuple[str, ...]
    """[V] Names of the uncertain variables."""
    planned: I4
    """[n] Planned (remaining) durations in ticks."""
    planned_values: F8
    """[s] Values of the shared variables without uncertainty and without risks."""
    latest_start: I4
    """[n] Caps on late starts from constraints, in ticks; CAP where there is none."""
    latest_finish: I4
    """[n] Caps on late finishes."""

    @property
    def tasks(self) -> tuple[str, ...]:
        """[t] Ids of the scheduled tasks."""
        return tuple(row.task.id for row in self.rows)

    @property
    def milestones(self) -> tuple[str, ...]:
        """[M] Ids of the milestones."""
        return tuple(self.nodes[i].task.id for i in self.net.milestone)

    @property
    def projects(self) -> tuple[str, ...]:
        """[P] Ids of the projects."""
        return tuple(project.id for project in self.program.projects)

    @property
    def origin(self) -> datetime:
        """The local midnight at which wall ticks are 0."""
        return self.axes.origin

    def with_draws(self, draws: Draws) -> Network:
        """Return the same network with other variables' arrays (the keys of another seed)."""
        return replace(self, draws=draws)

    def moments(self, instants: NDArray[np.integer]) -> NDArray[np.datetime64]:
        """Return wall ticks as ``datetime64[s]``, same shape."""
        return to_moments(instants, self.origin)

    def node_walls(self, ticks: NDArray[np.integer], *, as_finish: bool) -> I4:
        """Convert ``ticks[n, ...]`` of each node's own axis to wall ticks, same shape."""
        out = np.empty(ticks.shape, np.int32)
        for row in range(len(self.axes.names)):
            mine = self.net.axis == row
            if mine.any():
                out[mine] = self.axes.walls(row, ticks[mine], as_finish=as_finish)
        return out
