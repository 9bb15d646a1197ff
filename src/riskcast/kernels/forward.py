"""The forward pass: earliest starts and finishes of one block of iterations."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import CAP, EARLY, Climate, Events, Fates, Net, Weather, Work
from riskcast.kernels.axis import SIZE, WORKING, fill_wall, fill_work
from riskcast.kernels.events import open_gates, pass_gates, strike
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import I4, I8, Int
from riskcast.kernels.weather import first_through, last_through
from riskcast.kernels.work import with_pauses

_CAP = np.int32(CAP)


@kernel
def cross_bound(
    source: I4, lag: Int, from_finish: bool, here: I8, between: I8, there: I8, wall: I4, work: I4, out: I4
) -> int:
    """Write the bound that a dependency across calendars sets, in ticks of the successor's axis.

    The predecessor's ticks ``source`` run on axis ``here``, the lag on ``between``, the successor on ``there``
    (rows of ``Net.axes``; equal rows need no conversion). Return in how many lanes the lag left its table.
    """
    beyond = 0
    for j in range(out.size):
        out[j] = source[j]
    if between[0] != here[0]:
        fill_wall(out, from_finish, here, wall, out)
        fill_work(out, between, work, out)
    if lag != 0:
        end = between[WORKING] * between[SIZE]
        for j in range(out.size):
            out[j] = np.int32(out[j] + lag)
            beyond += 1 if out[j] > end else 0
    if there[0] != between[0]:
        fill_wall(out, from_finish, between, wall, out)
        fill_work(out, there, work, out)
    return beyond


@kernel
def forward_pass(
    net: Net,
    work: Work,
    events: Events,
    climate: Climate,
    fates: Fates,
    weather: Weather,
    start: I4,
    finish: I4,
    crossing: I4,
) -> int:
    """Schedule every task in every lane as early as its bounds allow.

    On the way, tasks whose gates are closed lose their duration, risks with a window hit the tasks that are at work in
    it, and conditions open the gates of what comes later.

    ``start`` [n, L] holds the durations on entry and the starts on return; ``finish`` [n, L] is written;
    ``crossing`` [x, L] keeps the bounds of dependencies across calendars for the criticality test. A task is
    one block: when a bound acts on its finish, its start follows from it; only a level of effort stretches between
    its bounds. A cap beats the logic. Return how many lags left their tables.
    """
    beyond = 0
    lanes = start.shape[1]
    held = np.empty(lanes, np.int32)
    span = np.empty(lanes, np.int32)
    for i in range(start.shape[0]):
        begin = start[i]
        floor = net.floor[i]
        finish_floor = net.finish_floor[i]
        for j in range(lanes):
            span[j] = begin[j]
            begin[j] = floor
            held[j] = finish_floor
        for e in range(net.first[i], net.first[i + 1]):
            if not net.binds[e] & EARLY:
                continue
            p = net.pred[e]
            lag = np.int32(net.lag[e])
            source = finish[p] if net.from_finish[e] else start[p]
            x = net.crossing[e]
            if x >= 0:
                axes = net.axes
                beyond += cross_bound(
                    source, lag, net.from_finish[e] == 1, axes[net.axis[p]], axes[net.lag_axis[e]], axes[net.axis[i]],
                    net.wall, net.work, crossing[x],
                )  # fmt: skip
                source = crossing[x]
                lag = np.int32(0)
            if net.to_finish[e]:
                for j in range(lanes):
                    held[j] = max(held[j], np.int32(source[j] + lag))
            else:
                for j in range(lanes):
                    begin[j] = max(begin[j], np.int32(source[j] + lag))
        if events.gate_first[i] < events.gate_first[i + 1]:
            pass_gates(events, i, fates, span)
        if events.hit_first[i] < events.hit_first[i + 1]:
            at = finish[i]
            for j in range(lanes):
                whole = with_pauses(work, i, span[j])
                at[j] = max(begin[j], np.int32(held[j] - whole)) if net.finish_driven[i] else begin[j]
            strike(work, events, i, fates, at, span)
        end = finish[i]
        for j in range(lanes):
            end[j] = min(np.int32(begin[j] + span[j]), _CAP)
        sky = climate.of_axis[net.axis[i]]
        if sky >= 0:
            last_through(weather, sky, begin, span, end)
        if net.spans[i]:
            for j in range(lanes):
                end[j] = max(begin[j], held[j])
        elif net.finish_driven[i]:
            for j in range(lanes):
                end[j] = min(max(end[j], held[j]), _CAP)
                begin[j] = max(begin[j], np.int32(held[j] - span[j]))
            if sky >= 0:
                first_through(weather, sky, end, span, begin)
        if net.capped[i]:
            start_cap, finish_cap = net.start_cap[i], net.finish_cap[i]
            for j in range(lanes):
                begin[j] = min(begin[j], start_cap, np.int32(finish_cap - span[j]))
                end[j] = begin[j] + span[j]
        if events.test_first[i] < events.test_first[i + 1]:
            open_gates(events, i, fates, begin, end)
    return beyond
