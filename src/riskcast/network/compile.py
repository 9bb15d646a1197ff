"""Program -> Network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from riskcast.kernels.arrays import Net, Work
from riskcast.model.program import Program
from riskcast.network.axes import Axes
from riskcast.network.dates import LATE_FINISHES, LATE_STARTS, floors, latest
from riskcast.network.effects import Shared, make_work
from riskcast.network.horizon import cover
from riskcast.network.links import Link, dominates, is_inside, make_links
from riskcast.network.money import make_money
from riskcast.network.network import Network
from riskcast.network.nodes import Node, Status, begins, is_mandatory, make_nodes
from riskcast.network.order import topological_order
from riskcast.network.ticks import from_minutes, from_moment
from riskcast.network.variables import Variables


def compile_program(program: Program, days: int = 0) -> Network:
    """Compile a program that passed :func:`riskcast.model.check.check_program`.

    Parameters
    ----------
    program
        The program; its dependencies must not form a cycle.
    days
        Least length of the calendar tables in days; more than the estimate when a run outgrew it.

    Raises
    ------
    InvalidInput
        When the schedule reaches further than MAX_DAYS.
    """
    nodes = make_nodes(program)
    links = make_links(program, nodes)
    order = topological_order(len(nodes), [(link.predecessor, link.successor) for link in links])
    axes = cover(program, nodes, links, order, days)
    variables = Variables()
    shared = Shared(variables)
    work = make_work(program, nodes, order, shared)
    money = make_money(program, nodes, order, shared)
    work = work._replace(shared=np.array(shared.chosen, np.int32))
    sorted_nodes = [nodes[i] for i in order]
    least = _least_durations(nodes, order, work, variables)
    net = _net(program, nodes, links, order, axes, least)
    return Network(
        program=program,
        nodes=tuple(sorted_nodes),
        axes=axes,
        net=net,
        work=work,
        money=money,
        draws=variables.arrays(),
        variables=tuple(variables.names),
        planned=np.array([from_minutes(node.planned) for node in sorted_nodes], np.int32),
        planned_values=np.array(shared.planned, np.float64),
        latest_start=latest(sorted_nodes, axes, LATE_STARTS),
        latest_finish=latest(sorted_nodes, axes, LATE_FINISHES),
    )


def _least_durations(nodes: Sequence[Node], order: Sequence[int], work: Work, variables: Variables) -> list[int]:
    """Return the smallest duration of each task in ticks, by file position; 0 where an opportunity may shorten it."""
    least = [0] * len(nodes)
    for k, i in enumerate(order):
        rows = work.delay_row[work.delay_first[k] : work.delay_first[k + 1]]
        v = int(work.variable[k])
        if not (work.row_sign[rows] < 0.0).any():
            least[i] = int(variables.bounds(v)[0]) if v >= 0 else int(work.base[k])
    return least


def _net(
    program: Program,
    nodes: Sequence[Node],
    links: Sequence[Link],
    order: Sequence[int],
    axes: Axes,
    least: Sequence[int],
) -> Net:
    place = {i: k for k, i in enumerate(order)}
    into: list[list[Link]] = [[] for _ in nodes]
    for link in links:
        into[place[link.successor]].append(link)
    ordered = [link for group in into for link in group]
    covered = {
        link.predecessor
        for link in links
        if nodes[link.predecessor].project == nodes[link.successor].project and dominates(link, nodes, least)
    }
    closing = [i for i in order if i not in covered and nodes[i].status is not Status.FINISHED]
    late = np.full(len(order), -1, np.int32)
    moved = [k for k, i in enumerate(order) if nodes[i].task.as_late_as_possible and nodes[i].status is Status.PLANNED]
    late[moved] = np.arange(len(moved))
    milestones = [k for k, i in enumerate(order) if nodes[i].task.is_milestone]
    kinds = [(axes.index(nodes[i].axis), nodes[i].project, begins(nodes[i].task)) for i in closing]
    groups = sorted(set(kinds))
    bounds = [floors(program, nodes[i], axes) for i in order]
    driven = [any(link.to_finish for link in into[k]) or bounds[k][1] > 0 for k in range(len(order))]
    crossing = np.full(len(ordered), -1, np.int32)
    across = [e for e, link in enumerate(ordered) if not is_inside(link, nodes)]
    crossing[across] = np.arange(len(across))
    return Net(
        axis=np.array([axes.index(nodes[i].axis) for i in order], np.int32),
        floor=np.array([floor for floor, _ in bounds], np.int32),
        finish_floor=np.array([floor for _, floor in bounds], np.int32),
        finish_driven=np.array(driven, np.uint8),
        pinned=np.array([is_mandatory(nodes[i].task) for i in order], np.uint8),
        late=late,
        first=np.concatenate([[0], np.cumsum([len(group) for group in into])]).astype(np.int32),
        pred=np.array([place[link.predecessor] for link in ordered], np.int32),
        from_finish=np.array(
            [link.from_finish and not begins(nodes[link.predecessor].task) for link in ordered], np.uint8
        ),
        to_finish=np.array([link.to_finish for link in ordered], np.uint8),
        lag=np.array([link.lag for link in ordered], np.int32),
        lag_axis=np.array([axes.index(link.lag_axis) for link in ordered], np.int32),
        binds=np.array([not is_mandatory(nodes[link.successor].task) for link in ordered], np.uint8),
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
        milestone_begins=np.array([begins(nodes[order[k]].task) for k in milestones], np.uint8),
    )


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
