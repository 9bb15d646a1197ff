"""Where paths meet, what drives the tasks there, and the network in which only the planned drivers count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riskcast.kernels.arrays import Net
from riskcast.kernels.merge import watch_merges
from riskcast.kernels.types import I4, I8
from riskcast.network.network import Network
from riskcast.network.nodes import Role
from riskcast.simulation.ends import Ends
from riskcast.simulation.placed import without
from riskcast.simulation.places import HUBS, reaching, sources, successors
from riskcast.simulation.replay import Block, Replay

_MERGING = (Role.WORK, Role.ENTRY, *HUBS)


@dataclass(frozen=True)
class Meetings:
    """Nodes on which several tasks act, and what was seen there."""

    nodes: I4
    """[m]"""
    exists: I8
    """[m] Iterations in which the node exists."""
    drives: I8
    """[e] Iterations in which each link into one of them drives it."""
    late: I8
    """[m, S] Wall ticks by which they start later than what drives them in the plan asks for, by sections."""


def merging_nodes(network: Network, ends: Ends) -> I4:
    """Return the nodes on which two or more other tasks act and that can drive one of the ends."""
    net, brings, relevant = network.net, sources(network), reaching(network, ends.nodes)
    found = [
        i
        for i, node in enumerate(network.nodes)
        if relevant[i] and node.role in _MERGING and len({*brings[net.first[i] : net.first[i + 1]]} - {""}) > 1
    ]
    return np.array(found, np.int32)


def meet(replay: Replay, nodes: I4, drivers: I4, parts: Sequence[slice]) -> Meetings:
    """Watch the merging ``nodes``; ``drivers[n]`` drive in the plan, ``parts`` are the sections of the iterations."""
    section = np.empty(replay.plan.iterations, np.int32)
    for number, part in enumerate(parts):
        section[part] = number
    planned = drivers[nodes]

    def visit(block: Block) -> Meetings:
        counts = [np.zeros(shape, np.int64) for shape in (nodes.size, block.net.pred.size, (nodes.size, len(parts)))]
        at = section[block.first : block.first + block.alive]
        dates = block.start, block.finish, block.crossing, block.there
        watch_merges(block.alive, block.net, nodes, planned, at, *dates, counts[1], counts[0], counts[2])
        return Meetings(nodes, *counts)

    found = replay.each(visit)
    sums = [np.sum([getattr(part, name) for part in found], axis=0) for name in ("exists", "drives", "late")]
    return Meetings(nodes, *sums)


def planned_only(network: Network, drivers: I4) -> Net:
    """Return the arrays in which of all other tasks only the planned driver acts on each node.

    Links inside a task and inside a rework loop stay: passes of a loop are risks of its path, not another path.
    """
    others = np.array([bool(source) for source in sources(network)], dtype=bool)
    into = successors(network)
    off = others & (np.arange(others.size) != drivers[into])
    return without(network, off)
