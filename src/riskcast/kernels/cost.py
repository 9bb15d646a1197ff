"""What projects cost, iteration by iteration."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Money, Work
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import F8, I4, U1, Int


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
def find_costs(money: Money, work: Work, values: F8, occurs: U1, start: I4, finish: I4, cost: F8) -> None:
    """Write ``cost[P, L]``: certain sums, rates times durations, uncertain lines, impacts of risks that occur."""
    for p in range(cost.shape[0]):
        cost[p] = money.fixed[p]
    for i in range(start.shape[0]):
        rate = money.rate[i]
        if rate != 0.0:
            row = cost[money.project[i]]
            for j in range(row.size):
                row[j] += rate * np.float64(work_done(work, i, start[i, j], finish[i, j]))
    _add_lines(money, work, values, start, finish, cost)
    _add_hits(money, values, occurs, cost)


@kernel
def _add_lines(money: Money, work: Work, values: F8, start: I4, finish: I4, cost: F8) -> None:
    for k in range(money.line_variable.size):
        value = values[money.line_variable[k]]
        row = cost[money.line_project[k]]
        i = money.line_task[k]
        if i < 0:
            for j in range(row.size):
                row[j] += value[j]
        else:
            days = money.line_days[k]
            for j in range(row.size):
                row[j] += value[j] * days * np.float64(work_done(work, i, start[i, j], finish[i, j]))


@kernel
def _add_hits(money: Money, values: F8, occurs: U1, cost: F8) -> None:
    for k in range(money.hit_risk.size):
        occur = occurs[money.hit_risk[k]]
        row = cost[money.hit_project[k]]
        sign = money.hit_sign[k]
        v = money.hit_variable[k]
        if v < 0:
            size = sign * money.hit_base[k]
            for j in range(row.size):
                row[j] += size * occur[j]
        else:
            for j in range(row.size):
                row[j] += sign * values[v, j] * occur[j]
