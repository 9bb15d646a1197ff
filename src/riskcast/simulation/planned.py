"""The deterministic schedule as a block of one lane, to trace it like a future."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.events import exists
from riskcast.kernels.forward import forward_pass
from riskcast.kernels.path import find_drivers
from riskcast.kernels.types import I4
from riskcast.kernels.weather import find_weather, make_weather
from riskcast.kernels.work import add_pauses
from riskcast.network.network import Network
from riskcast.simulation.replay import Block
from riskcast.simulation.schedule import planned_fates


def planned_block(network: Network) -> Block:
    """Return the early dates without any uncertainty."""
    net, work, events, climate = network.net, network.work, network.events, network.climate
    start = network.planned[:, None].copy()
    add_pauses(work, events.hit_first, start)
    finish = np.empty_like(start)
    crossing = np.empty((int((net.crossing >= 0).sum()), 1), np.int32)
    fates = planned_fates(network)
    weather = make_weather(climate, 1)
    find_weather(climate, net, network.planned_values[:, None].copy(), weather)
    forward_pass(net, work, events, climate, fates, weather, start, finish, crossing)
    there = np.ones(start.shape, np.uint8)
    for i in np.flatnonzero(np.diff(events.gate_first)):
        there[i] = exists(events, int(i), fates, 0)
    return Block(net, 0, 1, start, finish, crossing, there)


def planned_drivers(block: Block) -> I4:
    """Return ``[n]`` the link that drives each node in the plan; -1 where a date does."""
    drivers = np.empty(block.start.shape[0], np.int32)
    find_drivers(block.net, block.start, block.finish, block.crossing, drivers)
    return drivers
