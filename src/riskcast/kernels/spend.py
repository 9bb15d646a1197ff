"""One piece of a line into the cells of its clock: curves, pauses, and the rules that cut it."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.axis import wall_to_work
from riskcast.kernels.deposit import deposit, deposit_starts
from riskcast.kernels.jit import kernel
from riskcast.kernels.money_arrays import AT_END, AT_START, CAPITAL, WHOLE, Cells, Rules
from riskcast.kernels.types import F8, I4, I8

_ENDLESS = 4.0e9
_LAST_WALL = np.int32(2**31 - 1)
"""Ticks that none reaches."""
_JUST_AFTER = 0.5
"""Ticks by which what takes no time at the data date is after it, where a period or a step of a rule ends on it."""


@kernel
def find_work(start: I4, finish: I4, since: int, now: int, begin: F8, end: F8) -> None:
    """Write the ticks ``[L]`` from ``since``, or else the start of a task, to its finish, which is after ``now``."""
    least = now + _JUST_AFTER
    for j in range(end.size):
        begin[j] = since if since >= 0 else start[j]
        end[j] = max(np.float64(finish[j]), least)


@kernel
def find_stretch(first: I4, last: I4, axis: I8, table: I4, begin: F8, end: F8) -> None:
    """Write the ticks ``[L]`` of an axis at the wall ticks ``first[L]`` and ``last[L]``."""
    for j in range(end.size):
        begin[j] = wall_to_work(first[j], axis, table)
        end[j] = wall_to_work(last[j], axis, table)


@kernel
def find_bounds(rules: Rules, rule: int, axis: I8, table: I4, anchor: I4, gate: I4, bound: F8) -> None:
    """Write when the steps of a rule end: ``gate[s, L]`` on the wall, ``bound[s, L]`` on an axis.

    None ends before the one before it.
    """
    first = rules.first[rule]
    for s in range(rules.first[rule + 1] - first):
        if rules.until[first + s] < 0:
            gate[s], bound[s] = _LAST_WALL, _ENDLESS
            continue
        met = anchor[rules.until[first + s]]
        for j in range(met.size):
            gate[s, j] = max(met[j], gate[s - 1, j]) if s > 0 else met[j]
            bound[s, j] = wall_to_work(gate[s, j], axis, table)


@kernel
def _put(cells: Cells, share: F8, bound: F8, begin: F8, end: F8, amount: F8, scratch: F8) -> None:
    """Add stretches of money; with ``share[s]`` only that share of what lies before ``bound[s, L]``, step by step.

    ``scratch[3, L]`` is for the stretches of one step.
    """
    if share.size == 0:
        deposit(cells, begin, end, amount)
        return
    left, right, size = scratch[0], scratch[1], scratch[2]
    for s in range(share.size):
        if share[s] == 0.0:
            continue
        for j in range(amount.size):
            since = bound[s - 1, j] if s > 0 else -1.0
            left[j], right[j] = max(begin[j], since), min(end[j], bound[s, j])
            if end[j] > begin[j]:
                size[j] = share[s] * amount[j] * (max(right[j] - left[j], 0.0) / (end[j] - begin[j]))
            else:
                left[j] = right[j] = end[j]
                size[j] = share[s] * amount[j] if since < end[j] <= bound[s, j] else 0.0
        deposit(cells, left, right, size)


@kernel
def _put_starts(cells: Cells, share: F8, bound: F8, at: F8, amount: F8, size: F8) -> None:
    """Add sums at instants where something starts; what starts when a step ends is after it."""
    if share.size == 0:
        deposit_starts(cells, at, amount)
        return
    for j in range(amount.size):
        s = 0
        while s < share.size - 1 and bound[s, j] <= at[j]:
            s += 1
        size[j] = share[s] * amount[j]
    deposit_starts(cells, at, size)


@kernel
def put_instants(
    cells: Cells, everything: bool, share: F8, gate: I4, begin: F8, end: F8, instant: I4, amount: F8
) -> None:
    """Add what has no working time to spread over, or all, at the wall ticks ``instant[L]``; take it out of ``amount``.

    Ticks of work do not tell a Saturday from the Friday before it: a period, or a step of a rule, may end between them.
    """
    for j in range(amount.size):
        if end[j] > begin[j] and not everything:
            continue
        s = 0
        while s < share.size - 1 and instant[j] > gate[s, j]:
            s += 1
        size = amount[j] * (share[s] if share.size > 0 else 1.0)
        amount[j] = 0.0
        if size == 0.0:
            continue
        cell = cells.instant.size - 2
        while cell > 0 and cells.instant[cell] >= instant[j]:
            cell -= 1
        cells.part[cell, j] += size
        cells.reach[0], cells.reach[1] = min(cells.reach[0], cell), max(cells.reach[1], cell)


@kernel
def side_shares(rules: Rules, rule: int, side: int) -> F8:
    """Return the share of each step of a rule that one of its sides takes; nothing for what has no rule."""
    if side == WHOLE:
        return np.empty(0, np.float64)
    capital = rules.capital[rules.first[rule] : rules.first[rule + 1]]
    return capital.copy() if side == CAPITAL else 1.0 - capital


@kernel
def spend(
    cells: Cells, kind: int, curve: F8, after: I4, pause: I4, share: F8, bound: F8, begin: F8, end: F8, amount: F8,
    scratch: F8,
) -> None:  # fmt: skip
    """Add ``amount[L]`` of a piece to the cells; ``curve`` has no shares when it is even. Changes ``begin``."""
    if kind == AT_START:
        _put_starts(cells, share, bound, begin, amount, scratch[0])
    elif kind == AT_END:
        begin[:] = end
        _put(cells, share, bound, begin, end, amount, scratch)
    elif curve.size == 0 and after.size == 0:
        _put(cells, share, bound, begin, end, amount, scratch)
    else:
        even = np.ones(1, np.float64)
        _follow(cells, after, pause, curve if curve.size > 0 else even, share, bound, begin, end, amount, scratch)


@kernel
def _follow(
    cells: Cells, after: I4, pause: I4, curve: F8, share: F8, bound: F8, begin: F8, end: F8, amount: F8, scratch: F8
) -> None:
    """Add sums that follow a curve over the work done, and rest in the pauses of their task."""
    lanes = amount.size
    done, since, at = np.empty(lanes), np.empty(lanes), np.empty(lanes)
    left, right, size = np.empty(lanes), np.empty(lanes), np.empty(lanes)
    for j in range(lanes):
        done[j] = max(end[j] - begin[j], 0.0)
        for k in range(after.size):
            # A pause that was added starts before the work that remains after taking out the earlier ones.
            if done[j] > after[k]:
                done[j] -= pause[k]
    since[:] = 0.0
    at[:] = begin
    for s in range(curve.size):
        for k in range(after.size + 1):
            rests = k < after.size
            for j in range(lanes):
                stop = done[j] * (s + 1) / curve.size
                size[j] = 0.0
                left[j] = right[j] = at[j]
                if rests and not since[j] <= after[k] < stop:
                    continue
                stop = np.float64(after[k]) if rests else stop
                right[j] = at[j] + (stop - since[j])
                if done[j] > 0.0:
                    size[j] = amount[j] * curve[s] * ((stop - since[j]) * curve.size / done[j])
                elif not rests:
                    left[j] = right[j] = end[j]
                    size[j] = amount[j] * curve[s]
                at[j] = right[j] + (pause[k] if rests else 0)
                since[j] = stop
            _put(cells, share, bound, left, right, size, scratch)
