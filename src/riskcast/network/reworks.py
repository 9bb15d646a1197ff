"""Rework loops, unrolled: every further pass of a chain is a row of nodes that exists only when it is needed."""

from __future__ import annotations

from dataclasses import replace

from riskcast.model.branch import Rework
from riskcast.model.program import Program
from riskcast.model.task import DependencyType
from riskcast.network.link import Link
from riskcast.network.nodes import Role, Status
from riskcast.network.parts import Parts, add_end


def add_reworks(parts: Parts, program: Program) -> None:
    """Add the further passes of every loop; successors of its last task wait for the last of them.

    A pass follows the one before it from finish to start, task by task in the order of the chain. What follows a task
    inside the chain from outside goes on after the first pass. Finished tasks are not done again.
    """
    for rework in program.reworks:
        chain = [id_ for id_ in rework.tasks if id_ in parts.ends]
        if chain and all(parts.nodes[parts.ends[id_].works[0]].status is not Status.FINISHED for id_ in chain):
            _add_passes(parts, rework, chain)


def _add_passes(parts: Parts, rework: Rework, chain: list[str]) -> None:
    before = parts.ends[chain[-1]].works[0]
    last: list[int] = []
    for number in range(1, rework.at_most + 1):
        for id_ in chain:
            work = parts.nodes[parts.ends[id_].works[0]]
            node = parts.add(replace(work, role=Role.REDO, repeat=number, loop=rework.id, behind=0.0, constraints=()))
            parts.links.append(Link(before, node, DependencyType.FS, 0, parts.nodes[before].axis))
            before = node
        last.append(before)
    ends = parts.ends[chain[-1]]
    end = ends.end if ends.end is not None else add_end(parts, parts.nodes[ends.works[0]], ends.works)
    parts.links += [Link(i, end, DependencyType.FS, 0, parts.nodes[i].axis) for i in last]
    parts.ends[chain[-1]] = replace(ends, end=end)
