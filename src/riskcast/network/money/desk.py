"""What the makers of lines share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from riskcast.model.cost import Spread
from riskcast.model.task import Task
from riskcast.network.axes import Axes
from riskcast.network.money.anchors import AnchorBook
from riskcast.network.money.curves import shape_of
from riskcast.network.money.ledger import Ledger
from riskcast.network.money.line import Piece
from riskcast.network.money.prices import PriceBook
from riskcast.network.money.values import ValueBook
from riskcast.network.nodes import Node, Role, Status, is_elapsed
from riskcast.network.scene import Scene


@dataclass(frozen=True)
class Desk:
    """The program with its nodes, and the books that lines are entered in."""

    scene: Scene
    axes: Axes
    anchors: AnchorBook
    ledger: Ledger
    prices: PriceBook
    values: ValueBook
    gated: frozenset[int]
    """Nodes that may not exist."""

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Tasks by id."""
        return {task.id: task for task in self.scene.program.tasks}

    @cached_property
    def projects(self) -> dict[str, int]:
        """Positions of the projects by id."""
        return {project.id: p for p, project in enumerate(self.scene.program.projects)}

    @cached_property
    def works(self) -> dict[str, int]:
        """The node that stands for the work of each task."""
        return {n.task.id: k for k, n in enumerate(self.scene.nodes) if n.role in (Role.WORK, Role.SPAN)}

    @cached_property
    def again(self) -> dict[str, list[int]]:
        """The nodes of further passes of rework loops by task."""
        found: dict[str, list[int]] = {}
        for k, node in enumerate(self.scene.nodes):
            if node.role is Role.REDO:
                found.setdefault(node.task.id, []).append(k)
        return found

    def treatment_of(self, own: str | None, project: int) -> str:
        """Return the treatment that counts: the line's own, its project's, the program's."""
        return own or self.scene.program.projects[project].treatment or self.scene.program.finance.treatment

    def foreign(self, currency: str | None) -> str | None:
        """Return a currency unless it is the program's."""
        return None if currency == self.scene.program.currency else currency

    def calendar_of(self, project: int) -> str:
        """Return the id of the default calendar of a project."""
        return self.scene.program.projects[project].calendar or self.scene.program.calendar

    def piece_on_node(self, place: int, spread: Spread = Spread.LINEAR) -> Piece:
        """Return the piece that runs with a node."""
        node, (kind, curve) = self.scene.nodes[place], shape_of(spread)
        axis = self.axes.index(node.axis)
        return Piece(axis, node=place, now=int(self.axes.work_at(axis, node.now)), kind=kind, curve=curve)

    def piece_on_task(self, place: int, spread: Spread) -> Piece:
        """Return the piece of sums on a task: its facts when it is over; all of it when no ledger tells of the past."""
        node = self.scene.nodes[place]
        task, (kind, curve) = node.task, shape_of(spread)
        if node.status is Status.FINISHED:
            begin, end = self.anchors.start(task.id), self.anchors.finish(task.id)
            return Piece(self.axes.index(node.calendar.id), begin=begin, end=end, kind=kind, curve=curve)
        piece = self.piece_on_node(place, spread)
        if node.status is Status.STARTED and not self.ledger.counts and task.actual_start is not None:
            return replace(piece, since=int(self.axes.work_at(piece.axis, task.actual_start)))
        return piece


def day_minutes(node: Node) -> float:
    """Return the minutes of a day of a node: those of its calendar, or all of them when it runs round the clock."""
    return 1440.0 if is_elapsed(node.task) else node.calendar.hours_per_day * 60.0
