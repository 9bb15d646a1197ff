"""Do the calendar tables cover everything that happens? If not, they are made longer and the pass is run again."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.axis import SIZE, WORKING
from riskcast.kernels.types import I4
from riskcast.network.axes import ELAPSED
from riskcast.network.compile import compile_program
from riskcast.network.horizon import MAX_DAYS, too_long
from riskcast.network.network import Network


def is_covered(network: Network, latest: I4, beyond: int) -> bool:
    """Return whether no conversion ran over the end of a table.

    ``latest[n]`` is the latest finish of each task in ticks, ``beyond`` how many lags left their tables. A
    conversion past the end stops at the last working tick, so a task that has work to do ends after it; an
    instant ends on it.
    """
    axes = network.axes.axes
    end = (axes[:, WORKING] * axes[:, SIZE])[network.net.axis]
    instant = np.array([node.axis == ELAPSED or node.begins for node in network.nodes], dtype=bool)
    return beyond == 0 and bool(np.all(latest < end + np.where(instant, 0, 1)))


def extended(network: Network) -> Network:
    """Return the network with tables twice as long.

    Raises
    ------
    InvalidInput
        When they are as long as they may be.
    """
    if network.axes.days >= MAX_DAYS:
        raise too_long()
    return compile_program(network.program, min(2 * network.axes.days, MAX_DAYS), network.switches)
