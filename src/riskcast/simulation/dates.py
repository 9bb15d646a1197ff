"""Task dates on the wall clock, as people read them, and facts as they were."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.types import I4
from riskcast.network.network import Network
from riskcast.network.rows import Row
from riskcast.network.ticks import from_moment


def node_starts(network: Network, ticks: NDArray[np.integer]) -> I4:
    """Return starts ``ticks[n, ...]`` of each node's axis as wall ticks: Monday 08:00."""
    return network.node_walls(ticks, as_finish=False)


def node_finishes(network: Network, ticks: NDArray[np.integer]) -> I4:
    """Return finishes ``ticks[n, ...]`` as wall ticks: Friday 17:00; where work begins, Monday 08:00."""
    walls = network.node_walls(ticks, as_finish=True)
    starts = np.array([node.begins for node in network.nodes], dtype=bool)
    if starts.any():
        walls[starts] = network.node_walls(ticks, as_finish=False)[starts]
    return walls


def start_walls(network: Network, ticks: NDArray[np.integer]) -> I4:
    """Return the starts of the tasks ``[t, ...]`` in wall ticks from those of the nodes ``ticks[n, ...]``.

    Every stretch of a task starts as soon as one common instant allows, so that the percentile of the earliest
    start is the earliest of their percentiles.
    """
    return by_task(network, node_starts(network, ticks), lambda row: row.starts, np.min)


def finish_walls(network: Network, ticks: NDArray[np.integer]) -> I4:
    """Return the finishes of the tasks ``[t, ...]`` in wall ticks from those of the nodes ``ticks[n, ...]``."""
    return by_task(network, node_finishes(network, ticks), lambda row: row.finishes, np.max)


def not_after(network: Network, starts: I4, finishes: I4) -> I4:
    """Return the starts of the tasks; one that is skipped is over where it would begin, also at the end of a shift."""
    first = network.events.gate_first
    gated = np.array([first[row.work] < first[row.work + 1] for row in network.rows], dtype=bool)
    out = starts.copy()
    out[gated] = np.minimum(starts[gated], finishes[gated])
    return out


def by_task(network: Network, walls: I4, nodes: Callable[[Row], tuple[int, ...]], pick: Callable[..., I4]) -> I4:
    """Return one row per task from one row per node; ``pick`` chooses among several nodes of a task."""
    out = walls[[nodes(row)[0] for row in network.rows]]
    for t, row in enumerate(network.rows):
        mine = nodes(row)
        if len(mine) > 1:
            out[t] = pick(walls[list(mine)], axis=0)
    return out


def set_facts(network: Network, start: I4, finish: I4) -> None:
    """Put actual dates in place of the simulated ``start[t, ...]`` and ``finish[t, ...]``, wall ticks."""
    for t, row in enumerate(network.rows):
        if row.task.actual_start is not None:
            start[t] = from_moment(row.task.actual_start, network.origin)
        if row.task.actual_finish is not None:
            finish[t] = from_moment(row.task.actual_finish, network.origin)
