"""Which nodes say when a task starts and finishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riskcast.model.task import Task
from riskcast.network.nodes import Node, Status
from riskcast.network.parts import Ends, Parts


@dataclass(frozen=True)
class Row:
    """One task as it is shown; positions are those of the network's nodes."""

    node: Node
    """Its work, or the longest stretch of it."""
    work: int
    """Position of that node."""
    starts: tuple[int, ...]
    """The earliest start of these is the start."""
    late_starts: tuple[int, ...]
    """The same for late dates: a manual task stands where it stands, and could still start later."""
    finishes: tuple[int, ...]
    """The latest finish of these is the finish."""
    late_finishes: tuple[int, ...]
    """The same for late dates: an automatic task ends where work ends."""

    @property
    def task(self) -> Task:
        """The task itself."""
        return self.node.task

    @property
    def is_plain(self) -> bool:
        """Return whether one node says everything."""
        mine = (self.work,)
        return all(nodes == mine for nodes in (self.starts, self.late_starts, self.finishes, self.late_finishes))


def make_rows(parts: Parts, order: Sequence[int]) -> tuple[Row, ...]:
    """Return one row per task that has dates of its own, in topological order of their work."""
    place = {i: k for k, i in enumerate(order)}
    rows = [_row(parts.nodes[ends.works[0]], ends, place) for ends in parts.ends.values()]
    return tuple(sorted(rows, key=lambda row: row.work))


def _row(node: Node, ends: Ends, place: dict[int, int]) -> Row:
    works = tuple(place[i] for i in ends.works)
    starts = works if ends.begin is None else (place[ends.begin],)
    finishes = works[:1] if ends.end is None else (place[ends.end],)
    manual = node.status is Status.PLANNED and node.task.manual_start is not None
    return Row(
        node=node,
        work=works[0],
        starts=starts,
        late_starts=works if manual else starts,
        finishes=finishes,
        late_finishes=finishes if manual else works,
    )
