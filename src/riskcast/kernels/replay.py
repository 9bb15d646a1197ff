"""The dates of every node in one block of iterations, drawn again: what pass one does not keep."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Climate, Copula, Design, Draws, Events, Net, Work
from riskcast.kernels.copula import correlate
from riskcast.kernels.draw import draw_rows, make_lanes, place_lanes
from riskcast.kernels.events import exists, find_gates, find_occurrences
from riskcast.kernels.forward import forward_pass
from riskcast.kernels.iterate import make_fates
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import I4, U1
from riskcast.kernels.weather import find_weather, make_weather
from riskcast.kernels.work import add_delays, add_pauses, find_delays, find_factors, scale_durations, set_certain


@kernel
def replay(
    first: int,
    design: Design,
    net: Net,
    draws: Draws,
    copula: Copula,
    work: Work,
    events: Events,
    climate: Climate,
    start: I4,
    finish: I4,
    crossing: I4,
    there: U1,
) -> int:
    """Write the early dates ``start`` and ``finish`` [n, L] in ticks of each node for iterations ``first`` onwards.

    ``crossing`` [x, L] gets the bounds of dependencies across calendars, ``there`` [n, L] 1 where a node exists.
    Return how many lags left the calendar tables.
    """
    block = start.shape[1]
    lanes = make_lanes(block)
    values = np.empty((work.shared.size, block), np.float64)
    correlated = np.empty((copula.member.size, block), np.uint32)
    fates = make_fates(work, events, block)
    weather = make_weather(climate, block)
    place_lanes(first, design, lanes)
    correlate(first, design, draws, copula, lanes, correlated)
    no_values, no_ticks = np.empty((0, block), np.float64), np.empty((0, block), np.int32)
    draw_rows(first, design, draws, copula.linked, correlated, lanes, work.shared, values, no_ticks)
    find_occurrences(events, values, fates)
    find_gates(events, values, fates)
    find_weather(climate, net, values, weather)
    find_delays(work, values, fates)
    find_factors(work.factor_variable, work.factor_base, work.factor_event, values, fates, fates.factors)
    draw_rows(first, design, draws, copula.linked, correlated, lanes, work.variable, no_values, start)
    set_certain(work, start)
    scale_durations(work, fates, start)
    add_delays(work, fates, start)
    add_pauses(work, events.hit_first, start)
    beyond = forward_pass(net, work, events, climate, fates, weather, start, finish, crossing)
    for i in range(there.shape[0]):
        there[i] = 1
        if events.gate_first[i] < events.gate_first[i + 1]:
            for j in range(block):
                there[i, j] = exists(events, i, fates, j)
    return beyond
