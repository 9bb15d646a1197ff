"""What merges cost: how much later a node starts than the path that drives it in the plan would let it."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import EARLY, Net
from riskcast.kernels.axis import start_to_wall
from riskcast.kernels.jit import kernel
from riskcast.kernels.path import bound_of, driver_of
from riskcast.kernels.types import I4, I8, U1, Int


@kernel
def _planned_start(net: Net, i: Int, j: int, e: Int, start: I4, finish: I4, crossing: I4) -> np.int64:
    """Return when node ``i`` could start if, besides its dates, only dependency ``e`` counted (none when negative)."""
    span = np.int64(finish[i, j]) - np.int64(start[i, j])
    tick = max(np.int64(net.floor[i]), np.int64(net.finish_floor[i]) - span)
    if e >= 0:
        bound = bound_of(net, e, j, start, finish, crossing)
        tick = max(tick, bound - span if net.to_finish[e] else bound)
    return min(tick, np.int64(start[i, j]))


@kernel
def watch_merges(
    alive: int,
    net: Net,
    merging: I4,
    planned: I4,
    section: I4,
    start: I4,
    finish: I4,
    crossing: I4,
    there: U1,
    drives: I8,
    hits: I8,
    late: I8,
) -> None:
    """Count over the first ``alive`` lanes what drives the nodes ``merging[m]``, and how late that makes them.

    ``planned[m]`` is the dependency that drives each in the plan, ``section[L]`` the section of each lane.
    ``drives[e]`` count the lanes in which a dependency drives; ``hits[m]`` those in which the node exists;
    ``late[m, S]`` add up wall ticks. Where a node does not exist, nothing is counted.
    """
    for m in range(merging.size):
        i = merging[m]
        axis = net.axes[net.axis[i]]
        for j in range(alive):
            if not there[i, j]:
                continue
            hits[m] += 1
            e = driver_of(net, i, j, False, start, finish, crossing)
            if e >= 0:
                drives[e] += 1
            if e != planned[m]:
                tick = _planned_start(net, i, j, planned[m], start, finish, crossing)
                wait = start_to_wall(start[i, j], axis, net.wall) - start_to_wall(tick, axis, net.wall)
                late[m, section[j]] += wait


@kernel
def count_binding(alive: int, net: Net, chosen: I4, into: I4, start: I4, finish: I4, crossing: I4, hits: I8) -> None:
    """Count the first ``alive`` lanes in which dependency ``chosen[k]`` into node ``into[k]`` cannot be passed over.

    It binds when its bound is not before the date that it bounds; a cap may have put the date earlier.
    """
    for k in range(chosen.size):
        e, i = chosen[k], into[k]
        if not net.binds[e] & EARLY:
            continue
        row = finish[i] if net.to_finish[e] else start[i]
        for j in range(alive):
            hits[k] += bound_of(net, e, j, start, finish, crossing) >= np.int64(row[j])
