"""Dates that bound a task besides its dependencies, in ticks of its own axis."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from riskcast.kernels.arrays import CAP
from riskcast.kernels.types import I4
from riskcast.model.program import Program
from riskcast.model.task import ConstraintKind
from riskcast.network.axes import Axes
from riskcast.network.nodes import Node, Status

_EARLY_STARTS = (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.START_ON)
_EARLY_FINISHES = (ConstraintKind.FINISH_NO_EARLIER_THAN, ConstraintKind.FINISH_ON)
LATE_STARTS = (ConstraintKind.START_NO_LATER_THAN, ConstraintKind.START_ON, ConstraintKind.MANDATORY_START)
LATE_FINISHES = (ConstraintKind.FINISH_NO_LATER_THAN, ConstraintKind.FINISH_ON, ConstraintKind.MANDATORY_FINISH)


def floors(program: Program, node: Node, axes: Axes) -> tuple[int, int]:
    """Return the earliest start and the earliest finish of a task, in ticks of its axis."""
    row = axes.index(node.axis)
    if node.status is Status.FINISHED:
        return axes.work_at(row, node.now), 0
    for constraint in node.task.constraints:
        if constraint.kind is ConstraintKind.MANDATORY_START and node.status is Status.PLANNED:
            return axes.work_at(row, constraint.date), 0
        if constraint.kind is ConstraintKind.MANDATORY_FINISH:
            return 0, axes.work_at(row, constraint.date)
    project = program.projects[node.project]
    earliest = [node.now] if node.status is Status.STARTED else [program.start, node.now]
    if project.start is not None and node.status is Status.PLANNED:
        earliest.append(project.start)
    finishes = []
    for constraint in node.task.constraints:
        if constraint.kind in _EARLY_STARTS and node.status is Status.PLANNED:
            earliest.append(constraint.date)
        elif constraint.kind in _EARLY_FINISHES:
            finishes.append(constraint.date)
    finish = max((axes.work_at(row, moment) for moment in finishes), default=0)
    return axes.work_at(row, max(earliest)), finish


def latest(nodes: Sequence[Node], axes: Axes, kinds: tuple[ConstraintKind, ...]) -> I4:
    """Return the caps ``[n]`` that constraints of some kinds set; CAP where there is none."""
    caps = np.full(len(nodes), CAP, np.int32)
    for i, node in enumerate(nodes):
        if node.status is Status.FINISHED:
            continue
        for constraint in node.task.constraints:
            if constraint.kind in kinds:
                caps[i] = min(caps[i], axes.work_at(axes.index(node.axis), constraint.date))
    return caps
