"""A network without some of its dependencies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.arrays import EARLY, Net
from riskcast.model.program import Dialect
from riskcast.network.dates import floors
from riskcast.network.network import Network
from riskcast.network.nodes import Role


def without(network: Network, off: NDArray[np.bool_]) -> Net:
    """Return the arrays without the early bounds of the dependencies ``off[e]``.

    Under the rules of MS Project, a node that no dependency places any more starts with its project.
    """
    net = network.net
    binds = net.binds.copy()
    binds[off] &= ~np.uint8(EARLY)
    if network.program.dialect is not Dialect.MSPROJECT:
        return net._replace(binds=binds)
    floor = net.floor.copy()
    acting = (net.to_finish == 0) & (net.binds & EARLY > 0)
    for i, node in enumerate(network.nodes):
        mine = slice(net.first[i], net.first[i + 1])
        placing = acting[mine]
        if placing.any() and off[mine][placing].all() and node.role in (Role.WORK, Role.CREW, Role.ENTRY):
            floor[i] = floors(network.program, node, network.axes, False, False)[0]
    return net._replace(binds=binds, floor=floor)
