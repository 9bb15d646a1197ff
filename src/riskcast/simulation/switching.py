"""A date without some dependencies, and how often dependencies bind at all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.merge import count_binding
from riskcast.kernels.path import NONE
from riskcast.kernels.types import I4, I8
from riskcast.model.program import Dialect
from riskcast.network.network import Network
from riskcast.simulation.ends import Ends
from riskcast.simulation.placed import without
from riskcast.simulation.places import reaching, successors, task_numbers
from riskcast.simulation.replay import Block, Replay
from riskcast.simulation.tracing import trace_paths


def dates_without(replay: Replay, ends: Ends, links: I4) -> I4:
    """Return the date ``[K]`` in wall ticks of every iteration when some links set no early bound."""
    off = np.zeros(replay.network.net.pred.size, dtype=bool)
    off[links] = True
    change = None if links.size == 0 else lambda network: without(network, off)
    return np.concatenate(replay.each(lambda block: block.dates(ends), change))


def binding(replay: Replay, links: I4) -> I8:
    """Return in how many iterations each of some links binds, alone or together with others.

    A link that never does can be taken away without moving any date in any iteration. In seasons and lost time, the
    start of a task that waits for its finish is found by another rule: there every iteration counts.
    """
    network = replay.network
    into = successors(network)[links]

    def visit(block: Block) -> I8:
        hits = np.zeros(links.size, np.int64)
        count_binding(block.alive, block.net, links, into, block.start, block.finish, block.crossing, hits)
        return hits

    hits: I8 = np.sum(replay.each(visit), axis=0)
    hits[_is_moved(network)[into]] = replay.plan.iterations
    return hits


def can_move(replay: Replay, ends: Ends, links: I4, hits: I8) -> NDArray[np.bool_]:
    """Return which of some links can move the date at all when they are taken away, alone or together.

    A link must bind somewhere (``hits``). Where dates only ever hold back what follows, it must also lie on the traced
    path of some iteration: a path without it stays as long as it was. That does not hold where the link acts on a task
    whose dates decide what is done or what a risk hits, nor under the rules of MS Project, where what loses its
    predecessors may start later.
    """
    network = replay.network
    mark = np.full((2, network.net.pred.size), NONE, np.int32)
    mark[0, links] = np.arange(links.size)
    on_path = trace_paths(replay, ends, task_numbers(network), mark, links.size).marks > 0
    return (hits > 0) & (on_path | _deciding(network)[successors(network)[links]])


def _deciding(network: Network) -> NDArray[np.bool_]:
    """Return ``[n]`` which nodes can move more than what follows them, or lie before one whose driver is unsure."""
    if network.program.dialect is Dialect.MSPROJECT:
        return np.ones(len(network.nodes), dtype=bool)
    events = network.events
    looked_at = (np.diff(events.test_first) > 0) | (np.diff(events.hit_first) > 0)
    looked_at |= _is_moved(network) | (network.net.spans == 1)
    return reaching(network, np.flatnonzero(looked_at).astype(np.int32))


def _is_moved(network: Network) -> NDArray[np.bool_]:
    """Return ``[n]`` which nodes wait for their finish on calendars that lose time: no bound need be their start."""
    net = network.net
    return np.asarray((network.climate.of_axis[net.axis] >= 0) & (net.finish_driven == 1))
