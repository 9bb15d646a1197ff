"""What nodes and links are in the words of the program: numbers of tasks, and of pairs of tasks that a link joins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.arrays import EARLY
from riskcast.kernels.path import NONE
from riskcast.kernels.types import I4
from riskcast.network.network import Network
from riskcast.network.nodes import Role, Status

HUBS = (Role.FIRST, Role.LAST)


@dataclass(frozen=True)
class Pairs:
    """Tasks that early bounds join, each pair once; several dependencies between the same two tasks are one pair."""

    tasks: tuple[tuple[str, str], ...]
    """[r] Ids of predecessor and successor; a summary stands for itself as predecessor."""
    projects: tuple[tuple[str, str], ...]
    """[r] Their projects."""
    number: I4
    """[e] Pair of each link; NONE for links inside a task, a rework loop or a summary, and into levels of effort."""

    def crossing(self) -> list[int]:
        """Return the numbers of the pairs between two projects."""
        return [r for r, (before, after) in enumerate(self.projects) if before != after]


def task_numbers(network: Network) -> I4:
    """Return ``[n]`` the place of each node's task in ``network.tasks``; NONE for finished tasks and for summaries."""
    at = {id_: t for t, id_ in enumerate(network.tasks)}
    numbers = [
        NONE if node.role in HUBS or node.status is Status.FINISHED else at.get(node.task.id, NONE)
        for node in network.nodes
    ]
    return np.array(numbers, np.int32)


def successors(network: Network) -> I4:
    """Return ``[e]`` the node that each link leads into."""
    return np.repeat(np.arange(len(network.nodes), dtype=np.int32), np.diff(network.net.first))


def sources(network: Network) -> list[str]:
    """Return ``[e]`` the id of the other task whose bound a link brings.

    Empty for links inside a task or a rework loop, into levels of effort, and without an early bound.
    """
    net, nodes, found = network.net, network.nodes, []
    for e, i in enumerate(successors(network).tolist()):
        before = nodes[net.pred[e]].task.id
        inside = before == nodes[i].task.id or nodes[i].role in (Role.REDO, Role.SPAN)
        found.append("" if inside or not net.binds[e] & EARLY else before)
    return found


def find_pairs(network: Network) -> Pairs:
    """Return the pairs of tasks that links join, in the order of the links; links inside a summary are none."""
    known: dict[tuple[str, str], int] = {}
    project = {task.id: task.project for task in network.program.tasks}
    number = np.full(network.net.pred.size, NONE, np.int32)
    into = successors(network)
    for e, before in enumerate(sources(network)):
        after = network.nodes[into[e]]
        if before and after.role not in HUBS:
            number[e] = known.setdefault((before, after.task.id), len(known))
    pairs = tuple(known)
    return Pairs(pairs, tuple((project[a], project[b]) for a, b in pairs), number)


def reaching(network: Network, ends: I4) -> NDArray[np.bool_]:
    """Return ``[n]`` which nodes can drive one of the nodes ``ends``, these included."""
    net = network.net
    found = np.zeros(len(network.nodes), dtype=bool)
    found[ends] = True
    for i in range(found.size - 1, -1, -1):
        if found[i]:
            mine = slice(net.first[i], net.first[i + 1])
            found[net.pred[mine][net.binds[mine] & EARLY > 0]] = True
    return found
