"""Durations and what acts on them, as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from riskcast.kernels.arrays import FURTHEST, PRODUCT, SUM, Work
from riskcast.network.heavy import typical
from riskcast.network.impacts import Impacts
from riskcast.network.names import duration_name
from riskcast.network.nodes import Node
from riskcast.network.scene import Scene
from riskcast.network.ticks import PER_MINUTE, from_minutes
from riskcast.network.variables import Variables

_SCALING = {"product": PRODUCT, "sum": SUM, "max": FURTHEST}


def draw_durations(nodes: Sequence[Node], variables: Variables) -> list[int]:
    """Add a variable for every uncertain duration and return the variables of the nodes; -1 where it is certain."""
    return [_duration_variable(node, variables) for node in nodes]


def make_work(scene: Scene, impacts: Impacts, variable: Sequence[int]) -> Work:
    """Return the duration, delay and factor arrays; ``variable`` are those of :func:`draw_durations`."""
    nodes = scene.nodes
    count = range(len(nodes))
    return Work(
        base=np.array([_certain_ticks(node) for node in nodes], np.int32),
        variable=np.array(variable, np.int32),
        pause_first=np.concatenate([[0], np.cumsum([len(node.pauses) for node in nodes])]).astype(np.int32),
        pause_after=np.array([from_minutes(after) for node in nodes for after, _ in node.pauses], np.int32),
        pause=np.array([from_minutes(pause) for node in nodes for _, pause in node.pauses], np.int32),
        shared=np.zeros(0, np.int32),
        delay_first=_firsts(impacts.delays_of, len(nodes)),
        delay_row=np.array([row for k in count for row in impacts.delays_of.get(k, ())], np.int32),
        longest=int(scene.program.combine.delays == "max"),
        row_risk=np.array(impacts.delays.event, np.int32),
        row_variable=np.array(impacts.delays.row, np.int32),
        row_base=np.array(impacts.delays.base, np.float64),
        row_sign=np.array(impacts.sign, np.float64),
        scale_first=_firsts(impacts.factors_of, len(nodes)),
        scale_row=np.array([row for k in count for row in impacts.factors_of.get(k, ())], np.int32),
        scaling=_SCALING[scene.program.combine.factors],
        factor_event=np.array(impacts.factors.event, np.int32),
        factor_variable=np.array(impacts.factors.row, np.int32),
        factor_base=np.array(impacts.factors.base, np.float64),
        factor_shared=np.array(impacts.is_driver, np.uint8),
    )


def _firsts(rows: dict[int, list[int]], count: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.concatenate([[0], np.cumsum([len(rows.get(k, ())) for k in range(count)])]).astype(np.int32)


def _duration_variable(node: Node, variables: Variables) -> int:
    if node.law.sd == 0.0:
        return -1
    return variables.add(duration_name(node.task.id, node.repeat), node.law, PER_MINUTE * node.share)


def _certain_ticks(node: Node) -> int:
    return from_minutes(typical(node.law) * node.share) if node.law.sd == 0.0 else 0
