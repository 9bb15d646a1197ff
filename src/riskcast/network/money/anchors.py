"""Instants that money hangs on, numbered as they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from riskcast.kernels.money_arrays import Anchors
from riskcast.network.nodes import Node
from riskcast.network.rows import Row
from riskcast.network.ticks import from_moment

NONE = -1


@dataclass(frozen=True)
class _Anchor:
    nodes: tuple[int, ...] = ()
    latest: bool = True
    project: int = NONE
    fact: int = NONE

    @property
    def is_known(self) -> bool:
        return not self.nodes and self.project == NONE


class AnchorBook:
    """Gives equal instants one number."""

    def __init__(self, nodes: Sequence[Node], rows: Sequence[Row], axis: Sequence[int], origin: datetime) -> None:
        self._nodes = nodes
        self._axis = axis
        self._origin = origin
        self.rows = {row.task.id: row for row in rows}
        self._numbers: dict[_Anchor, int] = {}

    def date(self, moment: datetime) -> int:
        """Return the anchor of a known instant."""
        return self._number(_Anchor(fact=from_moment(moment, self._origin)))

    def project_finish(self, project: int) -> int:
        """Return the anchor of the finish of a project, or of the program when ``project`` is their number."""
        return self._number(_Anchor(project=project))

    def ahead_of(self, anchor: int, now: datetime) -> int:
        """Return the anchor of the same instant, put off to just after ``now`` when it is no later.

        What is still to come belongs to the time after the data date, even where a period ends on it.
        """
        of = list(self._numbers)[anchor]
        if of.is_known:
            return anchor
        return self._number(replace(of, fact=max(of.fact, from_moment(now, self._origin) + 1)))

    def start(self, task: str) -> int:
        """Return the anchor of the start of a task: a fact when it has started."""
        row = self.rows[task]
        if row.task.actual_start is not None or row.task.actual_finish is not None:
            return self.date(row.task.actual_start or row.task.actual_finish or self._origin)
        return self._number(_Anchor(self._sorted(row.starts), latest=False))

    def finish(self, task: str) -> int:
        """Return the anchor of the finish of a task: a fact when it has finished."""
        row = self.rows[task]
        if row.task.actual_finish is not None:
            return self.date(row.task.actual_finish)
        return self._number(_Anchor(self._sorted(row.finishes)))

    def first_start(self, tasks: Sequence[str]) -> int:
        """Return the anchor of the earliest start of tasks of which none has started."""
        nodes = {node for task in tasks for node in self.rows[task].starts}
        return self._number(_Anchor(self._sorted(nodes), latest=False))

    def last_finish(self, tasks: Sequence[str]) -> int:
        """Return the anchor of the latest finish of tasks, facts among them."""
        done = [d for task in tasks if (d := self.rows[task].task.actual_finish) is not None]
        open_ = [task for task in tasks if self.rows[task].task.actual_finish is None]
        nodes = {node for task in open_ for node in self.rows[task].finishes}
        fact = from_moment(max(done), self._origin) if done else NONE
        return self._number(_Anchor(self._sorted(nodes), fact=fact))

    def node_start(self, node: int) -> int:
        """Return the anchor of the start of a node."""
        return self._number(_Anchor((node,), latest=False))

    def arrays(self) -> Anchors:
        """Return the arrays for the kernels."""
        anchors = list(self._numbers)
        nodes = [node for anchor in anchors for node in anchor.nodes]
        return Anchors(
            first=np.concatenate([[0], np.cumsum([len(anchor.nodes) for anchor in anchors])]).astype(np.int32),
            node=np.array(nodes, np.int32),
            begins=np.array([self._nodes[node].begins for node in nodes], np.uint8),
            latest=np.array([anchor.latest for anchor in anchors], np.uint8),
            project=np.array([anchor.project for anchor in anchors], np.int32),
            fact=np.array([anchor.fact for anchor in anchors], np.int32),
        )

    def _sorted(self, nodes: Sequence[int] | set[int]) -> tuple[int, ...]:
        return tuple(sorted(nodes, key=lambda node: (self._axis[node], self._nodes[node].begins, node)))

    def _number(self, anchor: _Anchor) -> int:
        return self._numbers.setdefault(anchor, len(self._numbers))
