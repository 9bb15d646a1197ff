"""Program -> Network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from riskcast.kernels.arrays import Work
from riskcast.model.collection import paused_collection
from riskcast.model.program import Program
from riskcast.network.assemble import make_net
from riskcast.network.dates import latest_finishes, latest_starts
from riskcast.network.effects import Shared, make_work
from riskcast.network.horizon import cover
from riskcast.network.links import make_links
from riskcast.network.money import make_money
from riskcast.network.network import Network
from riskcast.network.nodes import Node
from riskcast.network.order import topological_order
from riskcast.network.parts import make_parts
from riskcast.network.rows import make_rows
from riskcast.network.ticks import from_minutes
from riskcast.network.variables import Variables
from riskcast.network.watch import make_watches


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
    with paused_collection():
        return _compiled(program, days)


def _compiled(program: Program, days: int) -> Network:
    parts = make_parts(program)
    links = make_links(program, parts)
    nodes = parts.nodes
    order = topological_order(len(nodes), [(link.predecessor, link.successor) for link in links])
    axes = cover(program, nodes, links, order, days)
    variables = Variables()
    shared = Shared(variables)
    work = make_work(program, nodes, order, shared)
    money = make_money(program, nodes, order, shared)
    work = work._replace(shared=np.array(shared.chosen, np.int32))
    sorted_nodes = [nodes[i] for i in order]
    least = _least_durations(nodes, order, work, variables)
    watches = make_watches(program, parts, order, axes)
    net = make_net(program, parts, links, order, axes, least, watches)
    return Network(
        program=program,
        nodes=tuple(sorted_nodes),
        rows=make_rows(parts, order),
        watches=watches,
        axes=axes,
        net=net,
        work=work,
        money=money,
        draws=variables.arrays(),
        variables=tuple(variables.names),
        planned=np.array([from_minutes(node.planned) for node in sorted_nodes], np.int32),
        planned_values=np.array(shared.planned, np.float64),
        latest_start=latest_starts(sorted_nodes, axes),
        latest_finish=latest_finishes(program, sorted_nodes, axes),
    )


def _least_durations(nodes: Sequence[Node], order: Sequence[int], work: Work, variables: Variables) -> list[int]:
    """Return the smallest duration of each node in ticks, by file position; 0 where an opportunity may shorten it."""
    least = [0] * len(nodes)
    for k, i in enumerate(order):
        rows = work.delay_row[work.delay_first[k] : work.delay_first[k + 1]]
        v = int(work.variable[k])
        if not (work.row_sign[rows] < 0.0).any():
            least[i] = int(variables.bounds(v)[0]) if v >= 0 else int(work.base[k])
    return least
