"""What lines of cost and risks come to, iteration by iteration."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Events, Fates, Net, Work
from riskcast.kernels.axis import wall_to_work
from riskcast.kernels.events import exists
from riskcast.kernels.jit import kernel
from riskcast.kernels.money_arrays import CALENDAR, SUM, WORK, Money
from riskcast.kernels.types import F8, I4, I8
from riskcast.kernels.work import find_factors


@kernel
def find_amounts(
    money: Money,
    net: Net,
    work: Work,
    events: Events,
    values: F8,
    fates: Fates,
    start: I4,
    finish: I4,
    anchor: I4,
    amount: F8,
) -> None:
    """Write ``amount[l, L]`` at planned prices: what is still to come of every line, and of every risk that occurs.

    ``anchor[a, L]`` are wall ticks.
    """
    lanes = amount.shape[1]
    factors = np.empty((money.factor_event.size, lanes), np.float64)
    find_factors(money.factor_variable, money.factor_base, money.factor_event, values, fates, factors)
    part = np.empty(lanes, np.float64)
    sums = np.empty(lanes, np.float64)
    lines = money.part_first.size - 1
    for k in range(lines):
        times = amount[k]
        times[:] = 0.0
        sums[:] = 0.0
        for q in range(money.part_first[k], money.part_first[k + 1]):
            v, u, kind, i = money.part_variable[q], money.part_times[q], money.part_kind[q], money.part_task[q]
            part[:] = money.part_quantity[q] * (money.part_base[q] if v < 0 else 1.0)
            if v >= 0:
                _scale(values[v], part)
            if u >= 0:
                _scale(values[u], part)
            for g in range(money.part_factor_first[q], money.part_factor_first[q + 1]):
                _scale(factors[money.part_factor[g]], part)
            if kind == WORK:
                pauses = work.pause_first[i], work.pause_first[i + 1]
                after, pause = work.pause_after[pauses[0] : pauses[1]], work.pause[pauses[0] : pauses[1]]
                _add_work(after, pause, start[i], finish[i], money.part_days[q], part, times)
            elif kind == SUM:
                if i >= 0 and events.gate_first[i] < events.gate_first[i + 1]:
                    for j in range(lanes):
                        part[j] *= exists(events, i, fates, j)
                for j in range(lanes):
                    sums[j] += part[j]
            else:
                begin, end = anchor[money.part_begin[q]], anchor[money.part_end[q]]
                axis = net.axes[money.part_axis[q]]
                _add_between(kind == CALENDAR, axis, net.work, begin, end, money.part_days[q], part, times)
        _leave(money.line_rate[k], money.line_booked[k], money.line_least[k], sums, times)
    _find_hits(money, events, values, fates, amount[lines:])


@kernel
def _scale(factor: F8, row: F8) -> None:
    for j in range(row.size):
        row[j] *= factor[j]


@kernel
def _add_work(after: I4, pause: I4, start: I4, finish: I4, days: float, part: F8, times: F8) -> None:
    """Add what the work of a task costs: pauses cost nothing."""
    if after.size == 0:
        for j in range(times.size):
            times[j] += part[j] * days * np.float64(finish[j] - start[j])
        return
    for j in range(times.size):
        done = finish[j] - start[j]
        for k in range(after.size):
            # A pause that was added starts before the work that remains after taking out the earlier ones.
            if done > after[k]:
                done -= pause[k]
        times[j] += part[j] * days * np.float64(done)


@kernel
def _add_between(calendar: bool, axis: I8, table: I4, begin: I4, end: I4, days: float, part: F8, times: F8) -> None:
    """Add what the time between two anchors costs, round the clock or on an axis."""
    for j in range(times.size):
        if end[j] <= begin[j]:
            continue
        if calendar:
            ticks = np.float64(end[j]) - np.float64(begin[j])
        else:
            ticks = np.float64(wall_to_work(end[j], axis, table) - wall_to_work(begin[j], axis, table))
        times[j] += part[j] * days * ticks


@kernel
def _leave(rate: float, booked: float, least: float, sums: F8, times: F8) -> None:
    """Add up in ``times`` what is still to come of a line: no less than ``least``."""
    for j in range(times.size):
        rest = rate * sums[j]
        if booked != 0.0:
            rest = max(rest - booked, 0.0)
        times[j] = rate * times[j] + rest
        if least != 0.0:
            times[j] = max(times[j], least)


@kernel
def _find_hits(money: Money, events: Events, values: F8, fates: Fates, amount: F8) -> None:
    for k in range(money.hit_risk.size):
        occur = fates.occurs[money.hit_risk[k]]
        row = amount[k]
        sign = money.hit_sign[k]
        v = money.hit_variable[k]
        delay = money.hit_delay[k]
        for j in range(row.size):
            size = sign * (money.hit_base[k] if v < 0 else values[v, j]) * occur[j]
            if delay >= 0:
                there = exists(events, money.hit_task[k], fates, j)
                size *= money.hit_days[k] * np.float64(fates.delays[delay, j]) * there
            row[j] = size


@kernel
def add_costs(money: Money, amount: F8, cost: F8) -> None:
    """Write ``cost[P, L]``: facts, and all lines that no price moves."""
    for p in range(cost.shape[0]):
        cost[p] = money.fixed[p]
    lines = money.part_first.size - 1
    for k in range(amount.shape[0]):
        if money.line_priced[k]:
            continue
        row = cost[money.line_project[k] if k < lines else money.hit_project[k - lines]]
        for j in range(row.size):
            row[j] += amount[k, j]


@kernel
def add_risk_costs(money: Money, amount: F8, at: int, alive: int, risk_cost: F8) -> None:
    """Write what each risk costs into columns ``at`` onwards of ``risk_cost[R, K]``, of the first ``alive`` lanes."""
    lines = money.part_first.size - 1
    risk_cost[:, at : at + alive] = 0.0
    for k in range(money.hit_risk.size):
        row = risk_cost[money.hit_risk[k]]
        for j in range(alive):
            row[at + j] += amount[lines + k, j]
