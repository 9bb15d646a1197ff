"""The chain of dependencies that drove a date: from its end back to where nothing but a date held it.

Of several that bind equally, the lowest-numbered dependency counts; of several nodes that end together, the last.
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import EARLY, Net
from riskcast.kernels.axis import fill_wall
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import I4, I8, U1, Int

NONE = -1
"""No dependency, no node, no number."""


@kernel
def bound_of(net: Net, e: Int, j: int, start: I4, finish: I4, crossing: I4) -> np.int64:
    """Return the bound that dependency ``e`` sets in lane ``j``, in ticks of its successor."""
    x = net.crossing[e]
    if x >= 0:
        return np.int64(crossing[x, j])
    source = finish[net.pred[e], j] if net.from_finish[e] else start[net.pred[e], j]
    return np.int64(source) + np.int64(net.lag[e])


@kernel
def driver_of(net: Net, i: Int, j: int, of_finish: bool, start: I4, finish: I4, crossing: I4) -> np.int64:
    """Return the dependency that drives node ``i`` in lane ``j``; NONE when a date does.

    A node is one block, so that what drives its start drives its finish; only where start and finish are bound apart
    does it matter which of them is asked for.
    """
    apart = net.spans[i] == 1
    for e in range(net.first[i], net.first[i + 1]):
        if not net.binds[e] & EARLY or (apart and (net.to_finish[e] == 1) != of_finish):
            continue
        goal = finish[i, j] if net.to_finish[e] else start[i, j]
        if bound_of(net, e, j, start, finish, crossing) == np.int64(goal):
            return np.int64(e)
    return np.int64(NONE)


@kernel
def find_drivers(net: Net, start: I4, finish: I4, crossing: I4, drivers: I4) -> None:
    """Write the dependency that drives each node ``drivers[n]`` in the first lane."""
    for i in range(drivers.size):
        drivers[i] = driver_of(net, i, 0, True, start, finish, crossing)


@kernel
def find_ends(net: Net, ends: I4, begins: U1, fact: int, finish: I4, end: I4, last: I4) -> None:
    """Write which of the nodes ``ends[c]`` finishes last, ``end[L]``, and when: wall ticks ``last[L]``.

    ``begins[c]`` is 1 for instants where work begins. NONE where a fact (wall tick) is later or as late.
    """
    instant = np.empty(last.size, np.int32)
    end[:] = NONE
    last[:] = fact
    for c in range(ends.size):
        i = ends[c]
        fill_wall(finish[i], begins[c] == 0, net.axes[net.axis[i]], net.wall, instant)
        for j in range(last.size):
            if instant[j] > last[j] or (instant[j] == last[j] and end[j] >= 0):
                last[j] = instant[j]
                end[j] = c


@kernel
def write_path(net: Net, i: Int, j: int, start: I4, finish: I4, crossing: I4, nodes: I4, edges: I4) -> int:
    """Write the nodes of the path that ends at node ``i`` in lane ``j``, from the end back; return how many.

    ``edges[k]`` is the dependency into ``nodes[k]``.
    """
    count = 0
    of_finish = True
    while True:
        e = driver_of(net, i, j, of_finish, start, finish, crossing)
        nodes[count] = i
        edges[count] = e
        count += 1
        if e < 0:
            return count
        i = net.pred[e]
        of_finish = net.from_finish[e] == 1


@kernel
def mix(key: np.uint64, number: Int) -> np.uint64:
    """Return a key with another number worked in (the finaliser of SplitMix64, G. Steele et al., OOPSLA 2014)."""
    z = (key ^ np.uint64(number + 1)) + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@kernel
def trace(
    alive: int,
    net: Net,
    ends: I4,
    end: I4,
    start: I4,
    finish: I4,
    crossing: I4,
    there: U1,
    label: I4,
    mark: I4,
    keys: I8,
    node_hits: I8,
    mark_hits: I8,
) -> None:
    """Trace the path of each of the first ``alive`` lanes and count what lies on it.

    ``label[n]`` numbers the tasks, NONE for nodes that are not shown; ``keys[L]`` get a number that tells apart the
    paths as chains of shown tasks that exist, 0 for none. ``node_hits[n]`` count the lanes whose path holds a node;
    ``mark_hits[m]`` those whose path holds a dependency with that mark, of ``mark[2, e]`` (NONE for none).
    """
    nodes, edges = np.empty(net.axis.size, np.int32), np.empty(net.axis.size, np.int32)
    seen = np.full(mark_hits.size, NONE, np.int32)
    for j in range(alive):
        keys[j] = 0
        if end[j] < 0:
            continue
        count = write_path(net, ends[end[j]], j, start, finish, crossing, nodes, edges)
        key = np.uint64(0)
        before = NONE
        for k in range(count):
            i, e = nodes[k], edges[k]
            node_hits[i] += 1
            if there[i, j] and label[i] >= 0 and label[i] != before:
                before = label[i]
                key = mix(key, before)
            for m in range(2 if e >= 0 else 0):
                number = mark[m, e]
                if number >= 0 and seen[number] != j:
                    seen[number] = j
                    mark_hits[number] += 1
        keys[j] = np.int64(key)
