"""What projects cost, iteration by iteration."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Events, Fates, Money, Work
from riskcast.kernels.events import exists
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import F8, I4, Int
from riskcast.kernels.work import find_factors


@kernel
def work_done(work: Work, i: int, begin: Int, end: Int) -> Int:
    """Return the ticks of work between the start and finish of task i: pauses cost nothing."""
    done = np.int64(end) - np.int64(begin)
    for k in range(work.pause_first[i], work.pause_first[i + 1]):
        # A pause that was added starts before the work that remains after taking out the earlier ones.
        if done > work.pause_after[k]:
            done -= work.pause[k]
    return done


@kernel
def find_costs(
    money: Money, work: Work, events: Events, values: F8, fates: Fates, start: I4, finish: I4, cost: F8
) -> None:
    """Write ``cost[P, L]``: certain sums, rates times durations, cost lines, impacts of risks that occur."""
    for p in range(cost.shape[0]):
        cost[p] = money.fixed[p]
    for i in range(start.shape[0]):
        rate = money.rate[i]
        if rate != 0.0:
            row = cost[money.project[i]]
            for j in range(row.size):
                row[j] += rate * np.float64(work_done(work, i, start[i, j], finish[i, j]))
    _add_lines(money, work, events, values, fates, start, finish, cost)
    _add_hits(money, events, values, fates, cost)


@kernel
def _add_lines(
    money: Money, work: Work, events: Events, values: F8, fates: Fates, start: I4, finish: I4, cost: F8
) -> None:
    factors = np.empty((money.factor_event.size, cost.shape[1]), np.float64)
    find_factors(money.factor_variable, money.factor_base, money.factor_event, values, fates, factors)
    amount = np.empty(cost.shape[1], np.float64)
    for k in range(money.line_variable.size):
        v = money.line_variable[k]
        if v < 0:
            amount[:] = money.line_base[k]
        else:
            amount[:] = values[v]
        for g in range(money.line_first[k], money.line_first[k + 1]):
            factor = factors[money.line_factor[g]]
            for j in range(amount.size):
                amount[j] *= factor[j]
        i = money.line_task[k]
        days = money.line_days[k]
        row = cost[money.line_project[k]]
        if i >= 0 and days != 0.0:
            for j in range(row.size):
                row[j] += amount[j] * days * np.float64(work_done(work, i, start[i, j], finish[i, j]))
        elif i >= 0 and events.gate_first[i] < events.gate_first[i + 1]:
            for j in range(row.size):
                row[j] += amount[j] * exists(events, i, fates, j)
        else:
            for j in range(row.size):
                row[j] += amount[j]


@kernel
def _add_hits(money: Money, events: Events, values: F8, fates: Fates, cost: F8) -> None:
    for k in range(money.hit_risk.size):
        occur = fates.occurs[money.hit_risk[k]]
        row = cost[money.hit_project[k]]
        sign = money.hit_sign[k]
        v = money.hit_variable[k]
        delay = money.hit_delay[k]
        for j in range(row.size):
            size = sign * (money.hit_base[k] if v < 0 else values[v, j]) * occur[j]
            if delay >= 0:
                there = exists(events, money.hit_task[k], fates, j)
                size *= money.hit_days[k] * np.float64(fates.delays[delay, j]) * there
            row[j] += size
