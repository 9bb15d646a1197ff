"""Date constraints that can hold a task in the simulation, and where to see whether they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskcast.model.program import Dialect, Program
from riskcast.model.task import Constraint, ConstraintKind
from riskcast.network.axes import Axes
from riskcast.network.dates import is_honoured
from riskcast.network.nodes import Node, Role, Status
from riskcast.network.parts import Parts

_HOLD_FINISH = (
    ConstraintKind.FINISH_NO_EARLIER_THAN,
    ConstraintKind.FINISH_ON,
    ConstraintKind.FINISH_NO_LATER_THAN,
    ConstraintKind.MANDATORY_FINISH,
)
_CAPS = (ConstraintKind.START_NO_LATER_THAN, ConstraintKind.FINISH_NO_LATER_THAN)


@dataclass(frozen=True)
class Watch:
    """One constraint; it binds in an iteration when the task starts (or finishes) exactly at its date."""

    task: str
    kind: ConstraintKind
    node: int
    """Position of the node that it acts on."""
    tick: int
    """Its date in ticks of that node's axis."""
    of_finish: bool


def make_watches(program: Program, parts: Parts, order: Sequence[int], axes: Axes) -> tuple[Watch, ...]:
    """Return the constraints that act on dates in the forward pass, in topological order of the nodes."""
    place = {i: k for k, i in enumerate(order)}
    found = [
        watch for ends in parts.ends.values() for watch in _of(program, parts, ends.works[0], ends.entry, place, axes)
    ]
    return tuple(sorted(found, key=lambda watch: (watch.node, watch.kind.value)))


def _of(
    program: Program, parts: Parts, work: int, entry: int | None, place: dict[int, int], axes: Axes
) -> Iterator[Watch]:
    node = parts.nodes[work]
    if node.role is not Role.WORK:
        return
    for constraint in node.constraints:
        of_finish = constraint.kind in _HOLD_FINISH
        if _acts(program, node, constraint, of_finish):
            at = work if of_finish or entry is None else entry
            tick = axes.work_at(axes.index(parts.nodes[at].axis), constraint.date)
            yield Watch(node.task.id, constraint.kind, place[at], tick, of_finish)


def _acts(program: Program, node: Node, constraint: Constraint, of_finish: bool) -> bool:
    """Return whether a constraint can decide the early dates of a task."""
    if constraint.kind in _CAPS and not is_honoured(program):
        return False
    if node.status is Status.FINISHED or node.task.manual_start is not None:
        return False
    if program.dialect is Dialect.MSPROJECT:
        return node.status is Status.PLANNED
    return (of_finish or node.status is Status.PLANNED) and constraint.date > node.now
