"""Task dates on the wall clock, as people read them, and facts as they were."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.types import I4
from riskcast.network.network import Network
from riskcast.network.nodes import begins
from riskcast.network.ticks import from_moment


def start_walls(network: Network, ticks: NDArray[np.integer]) -> I4:
    """Return starts ``ticks[n, ...]`` of each task's axis as wall ticks: Monday 08:00."""
    return network.task_walls(ticks, as_finish=False)


def finish_walls(network: Network, ticks: NDArray[np.integer]) -> I4:
    """Return finishes ``ticks[n, ...]`` as wall ticks: Friday 17:00; start milestones lie where work begins."""
    walls = network.task_walls(ticks, as_finish=True)
    starts = np.array([begins(node.task) for node in network.nodes], dtype=bool)
    if starts.any():
        walls[starts] = network.task_walls(ticks, as_finish=False)[starts]
    return walls


def set_facts(network: Network, start: I4, finish: I4) -> None:
    """Put actual dates in place of the simulated ``start[n, ...]`` and ``finish[n, ...]``, wall ticks."""
    for i, node in enumerate(network.nodes):
        if node.task.actual_start is not None:
            start[i] = from_moment(node.task.actual_start, network.origin)
        if node.task.actual_finish is not None:
            finish[i] = from_moment(node.task.actual_finish, network.origin)
