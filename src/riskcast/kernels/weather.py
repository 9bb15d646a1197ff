"""Time lost to weather and closed seasons: how working ticks and progress run apart, iteration by iteration.

Each lane cuts the axis of a calendar into pieces with a rate of progress: 1 when all is well, less in a month that
loses scattered days, 0 in a lost block or a closed season. Work of ``span`` ticks ends where the progress since its
beginning comes to ``span``.
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Climate, Net, Weather
from riskcast.kernels.axis import wall_to_work
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import F8, I4, Int


@kernel
def make_weather(climate: Climate, lanes: int) -> Weather:
    """Return scratch rows for blocks of so many lanes.

    A month has at most six pieces (a lost block, a season that covers it, what is left, its end), and each edge of a
    season adds at most two.
    """
    count = climate.months_first.size - 1
    pieces = 2
    for c in range(count):
        months = climate.months_first[c + 1] - climate.months_first[c]
        pieces = max(pieces, 2 + 6 * months + 4 * climate.season_first.size)
    return Weather(
        np.zeros((count, lanes, pieces), np.int32),
        np.zeros((count, lanes, pieces), np.float64),
        np.zeros((count, lanes, pieces), np.float64),
        np.ones((count, lanes), np.int32),
        np.zeros((climate.season_first.size, lanes), np.int32),
        np.zeros((climate.season_first.size, lanes), np.int32),
    )


@kernel
def find_weather(climate: Climate, net: Net, values: F8, weather: Weather) -> None:
    """Cut the axes of all calendars that lose time into pieces."""
    _find_seasons(climate, net, values, weather)
    for c in range(weather.pieces.shape[0]):
        for j in range(weather.pieces.shape[1]):
            _cut(climate, c, j, values, weather)


@kernel
def _find_seasons(climate: Climate, net: Net, values: F8, weather: Weather) -> None:
    """Write where the closed seasons begin and end, in ticks of their calendars."""
    for s in range(climate.season_first.size):
        axis = net.axes[climate.axis[climate.season_of[s]]]
        early, late = climate.season_early[s], climate.season_late[s]
        for j in range(weather.closes.shape[1]):
            first = climate.season_first[s] - (values[early, j] if early >= 0 else 0.0)
            last = climate.season_last[s] + (values[late, j] if late >= 0 else 0.0)
            weather.closes[s, j] = wall_to_work(np.int64(first), axis, net.work)
            weather.opens[s, j] = wall_to_work(np.int64(last), axis, net.work)


@kernel
def _emit(weather: Weather, c: int, j: int, at: Int, rate: float) -> None:
    """Begin a piece at a tick."""
    edge, rates, done = weather.edge[c, j], weather.rate[c, j], weather.done[c, j]
    p = weather.pieces[c, j]
    if p > 0 and edge[p - 1] == at:
        p -= 1
    edge[p] = at
    rates[p] = rate
    done[p] = done[p - 1] + rates[p - 1] * (at - edge[p - 1]) if p > 0 else 0.0
    weather.pieces[c, j] = p + 1


@kernel
def _cut(climate: Climate, c: int, j: int, values: F8, weather: Weather) -> None:
    """Cut the axis of one calendar in one lane, month by month."""
    closed = np.empty((climate.season_first.size + 1, 2), np.int64)
    weather.pieces[c, j] = 0
    _emit(weather, c, j, 0, 1.0)
    for m in range(climate.months_first[c], climate.months_first[c + 1]):
        begin, end = np.int64(climate.month_tick[m]), np.int64(climate.month_end[m])
        if begin >= end:
            continue
        lost = climate.lost_base[m]
        if climate.lost_row[m] >= 0:
            lost = values[climate.lost_row[m], j]
        lost = min(max(np.floor(lost + 0.5), 0.0), np.float64(end - begin))
        rate, count = 1.0, 0
        if climate.block_row[m] >= 0:
            start = begin + np.int64(np.floor(values[climate.block_row[m], j] * (end - begin - lost) + 0.5))
            closed[0, 0], closed[0, 1] = start, start + np.int64(lost)
            count = 1
        else:
            rate = 1.0 - lost / (end - begin)
        for s in range(climate.season_first.size):
            if climate.season_of[s] == c and weather.closes[s, j] < end and weather.opens[s, j] > begin:
                at = count
                while at > 0 and closed[at - 1, 0] > weather.closes[s, j]:
                    closed[at, 0], closed[at, 1] = closed[at - 1, 0], closed[at - 1, 1]
                    at -= 1
                closed[at, 0] = max(np.int64(weather.closes[s, j]), begin)
                closed[at, 1] = min(np.int64(weather.opens[s, j]), end)
                count += 1
        cursor = begin
        for k in range(count):
            if closed[k, 0] > cursor:
                _emit(weather, c, j, cursor, rate)
                cursor = closed[k, 0]
            if closed[k, 1] > cursor:
                _emit(weather, c, j, cursor, 0.0)
                cursor = closed[k, 1]
        if cursor < end:
            _emit(weather, c, j, cursor, rate)
        _emit(weather, c, j, end, 1.0)


@kernel
def _piece(edge: I4, count: int, at: Int) -> int:
    """Return the piece in which a tick lies."""
    low, high = 0, count - 1
    while low < high:
        middle = (low + high + 1) >> 1
        if edge[middle] <= at:
            low = middle
        else:
            high = middle - 1
    return low


@kernel
def last_through(weather: Weather, c: int, begin: I4, span: I4, end: I4) -> None:
    """Write where work ends, and move its beginning out of time in which nothing can be done."""
    for j in range(begin.size):
        if span[j] <= 0:
            continue
        edge, rates, done = weather.edge[c, j], weather.rate[c, j], weather.done[c, j]
        count = weather.pieces[c, j]
        p = _piece(edge, count, begin[j])
        while rates[p] <= 0.0 and p < count - 1:
            p += 1
            begin[j] = edge[p]
        goal = done[p] + rates[p] * (begin[j] - edge[p]) + span[j]
        while p < count - 1 and done[p + 1] < goal:
            p += 1
        end[j] = np.int32(np.floor(edge[p] + (goal - done[p]) / rates[p] + 0.5))


@kernel
def first_through(weather: Weather, c: int, end: I4, span: I4, begin: I4) -> None:
    """Write where work must begin to end where it ends."""
    for j in range(begin.size):
        if span[j] <= 0:
            continue
        edge, rates, done = weather.edge[c, j], weather.rate[c, j], weather.done[c, j]
        p = _piece(edge, weather.pieces[c, j], end[j])
        goal = done[p] + rates[p] * (end[j] - edge[p]) - span[j]
        while p > 0 and (done[p] > goal or rates[p] <= 0.0):
            p -= 1
        begin[j] = np.int32(np.floor(edge[p] + (goal - done[p]) / rates[p] + 0.5))
