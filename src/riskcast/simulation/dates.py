"""Task dates on the wall clock, as people read them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.types import I4
from riskcast.network.network import Network
from riskcast.network.nodes import Status, begins
from riskcast.network.ticks import from_moment


def start_walls(network: Network, ticks: NDArray[np.integer]) -> I4:
    """Return starts ``ticks[n, ...]`` of each task's axis as wall ticks: Monday 08:00, and facts as they were."""
    walls = network.task_walls(ticks, as_finish=False)
    for i, node in enumerate(network.nodes):
        if node.status is Status.FINISHED and node.task.actual_start is not None:
            walls[i] = from_moment(node.task.actual_start, network.origin)
    return walls


def finish_walls(network: Network, ticks: NDArray[np.integer]) -> I4:
    """Return finishes ``ticks[n, ...]`` as wall ticks: Friday 17:00; start milestones lie where work begins."""
    walls = network.task_walls(ticks, as_finish=True)
    starts = np.array([begins(node.task) for node in network.nodes], dtype=bool)
    if starts.any():
        walls[starts] = network.task_walls(ticks, as_finish=False)[starts]
    return walls
