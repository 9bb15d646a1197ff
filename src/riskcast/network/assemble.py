"""Nodes and links as the arrays of the passes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from riskcast.kernels.arrays import Net
from riskcast.model.program import Program
from riskcast.network.axes import Axes
from riskcast.network.dates import caps, floors, is_capped, is_pinned
from riskcast.network.link import Binds, Link
from riskcast.network.links import dominates, is_inside
from riskcast.network.nodes import Node, Role, Status
from riskcast.network.parts import Parts
from riskcast.network.ticks import from_moment
from riskcast.network.watch import Watch


def make_net(
    program: Program,
    parts: Parts,
    links: Sequence[Link],
    order: Sequence[int],
    axes: Axes,
    least: Sequence[int],
    watches: Sequence[Watch],
) -> Net:
    """Return the arrays for nodes in topological ``order``; ``least`` holds their smallest durations in ticks."""
    nodes = parts.nodes
    place = {i: k for k, i in enumerate(order)}
    into: list[list[Link]] = [[] for _ in nodes]
    for link in links:
        into[place[link.successor]].append(link)
    ordered = [link for group in into for link in group]
    closing = _closing(program, parts, links, order, least)
    late = np.full(len(order), -1, np.int32)
    moved = [k for k, i in enumerate(order) if _moves_late(nodes[i])]
    late[moved] = np.arange(len(moved))
    milestones = [k for k, i in enumerate(order) if _is_milestone(parts, i)]
    kinds = [(axes.index(nodes[i].axis), nodes[i].project, nodes[i].begins) for i in closing]
    groups = sorted(set(kinds))
    entered = {i for ends in parts.ends.values() if ends.entry is not None for i in ends.works}
    bounds = [
        floors(program, nodes[i], axes, _is_positioned(parts, into[k]), i in entered) for k, i in enumerate(order)
    ]
    limits = [caps(program, nodes[i], axes) for i in order]
    held = [any(link.to_finish and link.binds & Binds.EARLY for link in group) for group in into]
    driven = [held[k] or bounds[k][1] > 0 for k in range(len(order))]
    spans = [driven[k] and _stretches(nodes[i]) for k, i in enumerate(order)]
    crossing = np.full(len(ordered), -1, np.int32)
    across = [e for e, link in enumerate(ordered) if not is_inside(link, nodes)]
    crossing[across] = np.arange(len(across))
    return Net(
        axis=np.array([axes.index(nodes[i].axis) for i in order], np.int32),
        floor=np.array([floor for floor, _ in bounds], np.int32),
        finish_floor=np.array([floor for _, floor in bounds], np.int32),
        finish_driven=np.array(driven, np.uint8),
        spans=np.array(spans, np.uint8),
        capped=np.array([is_capped(program, nodes[i]) for i in order], np.uint8),
        start_cap=np.array([cap for cap, _ in limits], np.int32),
        finish_cap=np.array([cap for _, cap in limits], np.int32),
        pinned=np.array([is_pinned(program, nodes[i]) for i in order], np.uint8),
        late=late,
        first=np.concatenate([[0], np.cumsum([len(group) for group in into])]).astype(np.int32),
        pred=np.array([place[link.predecessor] for link in ordered], np.int32),
        from_finish=np.array([link.from_finish and not nodes[link.predecessor].begins for link in ordered], np.uint8),
        to_finish=np.array([link.to_finish for link in ordered], np.uint8),
        lag=np.array([link.lag for link in ordered], np.int32),
        lag_axis=np.array([axes.index(link.lag_axis) for link in ordered], np.int32),
        binds=np.array([link.binds for link in ordered], np.uint8),
        crossing=crossing,
        axes=axes.axes,
        wall=axes.wall,
        work=axes.work,
        closing=np.array([place[i] for i in closing], np.int32),
        closing_group=np.array([groups.index(kind) for kind in kinds], np.int32),
        group_axis=np.array([axis for axis, _, _ in groups], np.int32),
        group_begins=np.array([begin for _, _, begin in groups], np.uint8),
        group_project=np.array([project for _, project, _ in groups], np.int32),
        project_fact=np.array(_facts(program, nodes, axes), np.int32),
        milestone=np.array(milestones, np.int32),
        milestone_begins=np.array([nodes[order[k]].begins for k in milestones], np.uint8),
        watch=np.array([watch.node for watch in watches], np.int32),
        watch_tick=np.array([watch.tick for watch in watches], np.int32),
        watch_finish=np.array([watch.of_finish for watch in watches], np.uint8),
    )


def _closing(
    program: Program, parts: Parts, links: Sequence[Link], order: Sequence[int], least: Sequence[int]
) -> list[int]:
    """Return the nodes that can be the last of their project.

    A node before one that dominates it need not be looked at, unless that one is only a place before its work (where
    a levelling delay begins) which the work does not dominate in turn: honoured dates may pull the work before it.
    """
    nodes, lasting = parts.nodes, (Role.WORK, Role.CREW, Role.END)
    dominating = [
        link
        for link in links
        if nodes[link.predecessor].project == nodes[link.successor].project and dominates(program, link, nodes, least)
    ]
    covered = {link.predecessor for link in dominating}
    while True:
        sure = [link for link in dominating if nodes[link.successor].role in lasting or link.successor in covered]
        kept = {link.predecessor for link in sure}
        if kept == covered:
            break
        covered = kept
    return [
        i for i in order if i not in covered and nodes[i].status is not Status.FINISHED and nodes[i].role in lasting
    ]


def _stretches(node: Node) -> bool:
    """Return whether the finish is bound apart from the start: levels of effort, and work with an expected finish."""
    return node.role is Role.SPAN or (node.works and node.task.expected_finish is not None)


def _moves_late(node: Node) -> bool:
    return node.role is Role.WORK and node.task.as_late_as_possible and node.status is Status.PLANNED


def _is_milestone(parts: Parts, i: int) -> bool:
    """Return whether a node is where the finish of a milestone is read."""
    task = parts.nodes[i].task
    return task.is_milestone and task.id in parts.ends and parts.ends[task.id].finish_from == i


def _is_positioned(parts: Parts, into: Sequence[Link]) -> bool:
    """Return whether a predecessor places the start of a node."""
    links = (link for link in into if not link.to_finish and link.binds & Binds.EARLY)
    return any(parts.nodes[link.predecessor].role is not Role.ENTRY for link in links)


def _facts(program: Program, nodes: Sequence[Node], axes: Axes) -> list[int]:
    """Return the latest actual finish of each project in wall ticks; its data date when it has no task, else 0."""
    busy = {node.project for node in nodes}
    facts = [
        0 if p in busy else from_moment(program.status_date(project), axes.origin)
        for p, project in enumerate(program.projects)
    ]
    for node in nodes:
        if node.task.actual_finish is not None:
            facts[node.project] = max(facts[node.project], from_moment(node.task.actual_finish, axes.origin))
    return facts
