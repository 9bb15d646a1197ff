"""Money over time: every iteration's spend by row and period, key by key."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Futures, Net, Work
from riskcast.kernels.cost import add_risk_costs
from riskcast.kernels.deposit import deposit
from riskcast.kernels.jit import kernel
from riskcast.kernels.money_arrays import (
    AT_END,
    AT_START,
    COMMITTED,
    ESCALATION,
    EXCHANGE,
    ORDERED,
    PAID,
    PLANNED,
    SPREAD,
    Cashbook,
    Cells,
    Clocks,
    Keys,
    Money,
    Outlook,
    Rules,
    Sheet,
)
from riskcast.kernels.prices import find_prices
from riskcast.kernels.spend import find_bounds, find_stretch, find_work, put_instants, side_shares, spend
from riskcast.kernels.types import F8, I4

_NEVER = np.int32(2**31 - 1)


@kernel
def widest_clock(clocks: Clocks) -> int:
    """Return the largest number of cells of a clock with its end, 1 at least."""
    most = 1
    for c in range(clocks.first.size - 1):
        most = max(most, clocks.first[c + 1] - clocks.first[c])
    return most


@kernel
def keep_cash(
    money: Money, book: Cashbook, net: Net, work: Work, start: I4, finish: I4, anchor: I4, amount: F8, planned: F8,
    price: F8, cost: F8, totals: F8, sheet: Sheet,
) -> None:  # fmt: skip
    """Write the ``totals[k, L]`` of the keys; add to ``cost[P, L]`` what prices move, and to the sheet.

    ``amount[l, L]`` are the sums at planned prices, ``planned[l]`` those of the plan, ``price[u, T, L]`` factors.
    """
    lanes, keys = amount.shape[1], book.keys
    part, reach = np.zeros((widest_clock(book.clocks), lanes), np.float64), np.empty(2, np.int32)
    scratch, steps = np.empty((8, lanes), np.float64), _longest_rule(book.rules)
    gate, bound = np.empty((steps, lanes), np.int32), np.empty((steps, lanes), np.float64)
    for k in range(keys.clock.size):
        clock, rule = keys.clock[k], keys.rule[k]
        cells = _open_cells(book.clocks, clock, part, reach, scratch[6:])
        if rule >= 0:
            find_bounds(book.rules, rule, net.axes[book.clocks.axis[clock]], net.work, anchor, gate, bound)
        share = side_shares(book.rules, rule, keys.side[k])
        _gather(cells, k, money, book, net, work, start, finish, anchor, amount, planned, share, gate, bound, scratch)
        _settle(cells, keys, k, book.clocks, price, totals[k], sheet)
        if keys.project[k] >= 0:
            row = cost[keys.project[k]]
            for j in range(lanes):
                row[j] += totals[k, j]
        if keys.commit[k] >= 0 and keys.row[k, COMMITTED] >= 0:
            _commit(book.clocks.wall, anchor[keys.commit[k]], totals[k], sheet, keys.row[k, COMMITTED])


@kernel
def _gather(
    cells: Cells, k: int, money: Money, book: Cashbook, net: Net, work: Work, start: I4, finish: I4, anchor: I4,
    amount: F8, planned: F8, share: F8, gate: I4, bound: F8, scratch: F8,
) -> None:  # fmt: skip
    """Put the entries of a key into its cells. What is called for each takes rows: passing all arrays takes longer."""
    keys, pieces = book.keys, book.pieces
    sums, begin, end = scratch[3], scratch[4], scratch[5]
    for y in range(keys.first[k], keys.first[k + 1]):
        p = keys.piece[y]
        line, i, kind, first, last = pieces.line[p], pieces.node[p], pieces.kind[p], 0, 0
        _find_sums(keys.source[y], amount[line], planned[line], money.line_open[line], pieces.share[p], sums)
        if i >= 0:
            find_work(start[i], finish[i], pieces.since[p], pieces.now[p], begin, end)
            if pieces.since[p] < 0:
                first, last = work.pause_first[i], work.pause_first[i + 1]
        else:
            ends = anchor[pieces.end[p]]
            find_stretch(anchor[pieces.begin[p]], ends, net.axes[pieces.axis[p]], net.work, begin, end)
            if kind != AT_START:
                put_instants(cells, kind == AT_END, share, gate, begin, end, ends, sums)
        if kind == SPREAD and pieces.curve[p] < 0 and first == last and share.size == 0:
            deposit(cells, begin, end, sums)  # what most pieces come to in the end
            continue
        curve = pieces.curves[pieces.curve[p]] if pieces.curve[p] >= 0 else pieces.curves[0, :0]
        after, pause = work.pause_after[first:last], work.pause[first:last]
        spend(cells, kind, curve, after, pause, share, bound, begin, end, sums, scratch)


@kernel
def _open_cells(clocks: Clocks, clock: int, part: F8, reach: I4, scratch: F8) -> Cells:
    """Return the cells of a clock, which are empty; ``scratch[2, L]``."""
    tick = clocks.tick[clocks.first[clock] : clocks.first[clock + 1]]
    instant = clocks.instant[clocks.first[clock] : clocks.first[clock + 1]]
    reach[0], reach[1] = tick.size, -1
    return Cells(tick, instant, part, reach, scratch[0], scratch[1])


@kernel
def _longest_rule(rules: Rules) -> int:
    most = 1
    for r in range(rules.first.size - 1):
        most = max(most, rules.first[r + 1] - rules.first[r])
    return most


@kernel
def _find_sums(source: int, drawn: F8, planned: float, ordered: float, share: float, sums: F8) -> None:
    """Write the sum of a line that an entry takes."""
    if source == PLANNED:
        sums[:] = planned * share
    elif source == ORDERED:
        sums[:] = -ordered * share
    else:
        for j in range(sums.size):
            sums[j] = drawn[j] * share


@kernel
def _settle(cells: Cells, keys: Keys, k: int, clocks: Clocks, price: F8, total: F8, sheet: Sheet) -> None:
    """Add the cells of a key to rows and leave the cells empty; write the ``total[L]``."""
    first, row = clocks.first[keys.clock[k]], sheet.row
    index, currency, inline = keys.price_index[k], keys.currency[k], keys.commit[k] < 0
    total[:] = 0.0
    for c in range(cells.reach[0], cells.reach[1] + 1):
        t, paid = clocks.incurred[first + c], clocks.paid[first + c]
        sums = cells.part[c]
        if index >= 0:
            _move(price[index, t], sums, sheet, keys.row[k, ESCALATION], t)
        if currency >= 0:
            _move(price[currency, t], sums, sheet, keys.row[k, EXCHANGE], t)
        for j in range(total.size):
            total[j] += sums[j]
        for column in range(ESCALATION):
            g, of = keys.row[k, column], paid if column == PAID else t
            if 0 <= g < row.shape[0] and (inline or column != COMMITTED):
                _touch(sheet.reach, g, of)
                for j in range(total.size):
                    row[g, of, j] += sums[j]
        for j in range(total.size):
            sums[j] = 0.0


@kernel
def _touch(reach: I4, g: int, t: int) -> None:
    reach[g, 0], reach[g, 1] = min(reach[g, 0], t), max(reach[g, 1], t)


@kernel
def _move(factor: F8, sums: F8, sheet: Sheet, g: int, t: int) -> None:
    """Multiply sums by a price, and add the difference to a row."""
    row = sheet.row
    if 0 <= g < row.shape[0]:
        _touch(sheet.reach, g, t)
        for j in range(sums.size):
            row[g, t, j] += sums[j] * factor[j] - sums[j]
    for j in range(sums.size):
        sums[j] *= factor[j]


@kernel
def _commit(begins: I4, instant: I4, total: F8, sheet: Sheet, g: int) -> None:
    """Add totals to the periods in which instants on the wall clock lie, as finishes."""
    for j in range(total.size):
        t = 0
        while t + 1 < begins.size and begins[t + 1] < instant[j]:
            t += 1
        _touch(sheet.reach, g, t)
        sheet.row[g, t, j] += total[j]


@kernel
def make_sheet(rows: int, periods: int, lanes: int) -> Sheet:
    """Return an empty sheet."""
    reach = np.empty((rows, 2), np.int32)
    reach[:, 0], reach[:, 1] = periods, -1
    return Sheet(np.zeros((rows, periods, lanes), np.float64), reach)


@kernel
def store_sheet(sheet: Sheet, facts: F8, at: int, alive: int, cash: F8) -> None:
    """Write the first ``alive`` lanes and ``facts[G, T]`` to columns ``at`` onwards of ``cash[G, T, K]``, which is 0.

    The sheet is empty afterwards.
    """
    periods = facts.shape[1]
    for g in range(facts.shape[0]):
        for t in range(periods):
            if sheet.reach[g, 0] <= t <= sheet.reach[g, 1]:
                for j in range(alive):
                    cash[g, t, at + j] = sheet.row[g, t, j] + facts[g, t]
                sheet.row[g, t, :] = 0.0
            elif facts[g, t] != 0.0:
                cash[g, t, at : at + alive] = facts[g, t]
        sheet.reach[g, 0], sheet.reach[g, 1] = periods, -1


@kernel
def keep_outlook(outlook: Outlook, values: F8, anchor: I4, at: int, alive: int, futures: Futures) -> None:
    """Write days in service and benefits of the first ``alive`` lanes into columns ``at`` onwards."""
    for a in range(futures.service.shape[0]):
        for j in range(alive):
            futures.service[a, at + j] = anchor[outlook.service[a], j] if outlook.service[a] >= 0 else _NEVER
    for b in range(futures.benefit.shape[0]):
        v = outlook.benefit_variable[b]
        for j in range(alive):
            futures.benefit[b, at + j] = values[v, j] if v >= 0 else outlook.benefit_base[b]
            futures.benefit_start[b, at + j] = anchor[outlook.benefit_start[b], j]


@kernel
def follow_money(
    at: int, alive: int, money: Money, book: Cashbook, net: Net, work: Work, values: F8, start: I4, finish: I4,
    anchor: I4, amount: F8, planned: F8, cost: F8, sheet: Sheet, futures: Futures,
) -> None:  # fmt: skip
    """Follow the money of a block over time; its first ``alive`` lanes are columns ``at`` onwards of ``futures``."""
    lanes, periods = amount.shape[1], book.clocks.wall.size
    price = np.empty((book.paths.level.size, periods, lanes), np.float64)
    totals = np.empty((book.keys.clock.size, lanes), np.float64)
    find_prices(book.paths, values, price)
    keep_cash(money, book, net, work, start, finish, anchor, amount, planned, price, cost, totals, sheet)
    store_sheet(sheet, book.outlook.facts, at, alive, futures.cash)
    keep_outlook(book.outlook, values, anchor, at, alive, futures)
    if book.outlook.risks > 0:
        add_risk_costs(money, amount, at, alive, futures.risk_cost)
