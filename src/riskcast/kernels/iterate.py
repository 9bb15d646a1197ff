"""Pass one: simulate a range of iterations, block by block."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.anchors import find_anchors
from riskcast.kernels.arrays import (
    Bins,
    Climate,
    Copula,
    Design,
    Draws,
    Events,
    Fates,
    Futures,
    Net,
    Tally,
    Work,
)
from riskcast.kernels.axis import fill_wall
from riskcast.kernels.cashbook import follow_money, make_sheet
from riskcast.kernels.copula import correlate
from riskcast.kernels.cost import add_costs, find_amounts
from riskcast.kernels.criticality import mark_critical
from riskcast.kernels.draw import draw_rows, make_lanes, place_lanes
from riskcast.kernels.events import find_gates, find_occurrences, forget_skipped, settle_timed
from riskcast.kernels.finish import close_projects
from riskcast.kernels.forward import forward_pass
from riskcast.kernels.jit import kernel
from riskcast.kernels.latest import move_late
from riskcast.kernels.money_arrays import Anchors, Cashbook, Money
from riskcast.kernels.tally import tally_bound, tally_critical, tally_dates
from riskcast.kernels.types import F8, I4
from riskcast.kernels.weather import find_weather, make_weather
from riskcast.kernels.work import add_delays, add_pauses, find_delays, find_factors, scale_durations, set_certain


@kernel
def count_crossings(net: Net) -> int:
    """Return the number of dependencies across calendars."""
    count = 0
    for e in range(net.crossing.size):
        count += 1 if net.crossing[e] >= 0 else 0
    return count


@kernel
def keep_milestones(net: Net, finish: I4, at: int, alive: int, futures: Futures) -> None:
    """Write the milestones' wall finishes of the first ``alive`` lanes into columns ``at`` onwards."""
    instant = np.empty(finish.shape[1], np.int32)
    for m in range(net.milestone.size):
        i = net.milestone[m]
        fill_wall(finish[i], net.milestone_begins[m] == 0, net.axes[net.axis[i]], net.wall, instant)
        for j in range(alive):
            futures.milestone[m, at + j] = instant[j]


@kernel
def make_fates(work: Work, events: Events, lanes: int) -> Fates:
    """Return scratch rows for blocks of so many lanes."""
    return Fates(
        np.zeros((events.uniform.size, lanes), np.uint8),
        np.zeros((work.row_risk.size, lanes), np.int32),
        np.ones((work.factor_event.size, lanes), np.float64),
        np.zeros((events.gate_uniform.size, lanes), np.uint8),
        np.zeros((events.uniform.size, lanes), np.uint8),
    )


@kernel
def simulate(
    begin: int,
    end: int,
    block: int,
    design: Design,
    net: Net,
    draws: Draws,
    copula: Copula,
    work: Work,
    events: Events,
    climate: Climate,
    money: Money,
    anchors: Anchors,
    book: Cashbook | None,
    planned: F8,
    bins: Bins,
    futures: Futures,
    tally: Tally,
) -> int:
    """Simulate iterations ``begin`` to ``end`` in blocks of ``block`` lanes.

    ``begin`` and ``block`` are multiples of ``philox.GROUP``. Writes columns ``begin:end`` of ``futures``
    and adds to ``tally``. Money is followed over time, or by
    prices, only with a ``book``; ``planned[l]`` is what each line comes to in the plan. Return how many lags left
    the calendar tables.
    """
    beyond = 0
    n = net.axis.size
    crossings = count_crossings(net)
    projects = money.fixed.size
    lanes = make_lanes(block)
    values = np.empty((work.shared.size, block), np.float64)
    no_values = np.empty((0, block), np.float64)
    no_ticks = np.empty((0, block), np.int32)
    correlated = np.empty((copula.member.size, block), np.uint32)
    fates = make_fates(work, events, block)
    weather = make_weather(climate, block)
    start = np.empty((n, block), np.int32)
    finish = np.empty((n, block), np.int32)
    crossing = np.empty((crossings, block), np.int32)
    goals = np.empty((2 * net.axes.shape[0], block), np.int32)
    closed = np.empty((projects, block), np.int32)
    last = np.empty(block, np.int32)
    critical = np.empty((n, block), np.uint8)
    cost = np.empty((projects, block), np.float64)
    anchor = np.empty((anchors.latest.size, block), np.int32)
    amount = np.empty((money.line_priced.size, block), np.float64)
    sheet = make_sheet(futures.cash.shape[0], futures.cash.shape[1], block)
    for first in range(begin, end, block):
        alive = min(block, end - first)
        place_lanes(first, design, lanes)
        correlate(first, design, draws, copula, lanes, correlated)
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
        beyond += forward_pass(net, work, events, climate, fates, weather, start, finish, crossing)
        settle_timed(events, fates)
        close_projects(net, finish, closed, last, goals)
        mark_critical(net, start, finish, crossing, goals, critical)
        forget_skipped(events, fates, critical)
        tally_bound(alive, net, start, finish, tally)
        move_late(net, money.project, closed, start, finish)
        find_anchors(anchors, net, start, finish, closed, last, anchor)
        find_amounts(money, net, work, events, values, fates, start, finish, anchor, amount)
        add_costs(money, amount, cost)
        if book is not None:  # without it, nothing of what follows is even compiled
            follow_money(
                first, alive, money, book, net, work, values, start, finish, anchor, amount, planned, cost, sheet,
                futures,
            )  # fmt: skip
        tally_dates(alive, start, finish, bins, tally)
        tally_critical(alive, critical, tally)
        for p in range(projects):
            for j in range(alive):
                futures.finish[p, first + j] = closed[p, j]
                futures.cost[p, first + j] = cost[p, j]
        for r in range(futures.occurs.shape[0]):
            for j in range(alive):
                futures.occurs[r, first + j] = fates.occurs[r, j]
        keep_milestones(net, finish, first, alive, futures)
    return beyond
