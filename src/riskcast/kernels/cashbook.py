"""Money over time: every iteration's spend by row and period, key by key."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Futures, Net, Work
from riskcast.kernels.cost import add_risk_costs
from riskcast.kernels.jit import kernel
from riskcast.kernels.money_arrays import (
    COMMITTED,
    ESCALATION,
    EXCHANGE,
    ORDERED,
    PAID,
    PLANNED,
    Cashbook,
    Cells,
    Clocks,
    Keys,
    Money,
    Outlook,
    Rules,
)
from riskcast.kernels.prices import find_prices
from riskcast.kernels.spend import find_bounds, find_edges, put_instants, side_shares, spend
from riskcast.kernels.types import F8, I4

_NEVER = np.int32(2**31 - 1)
_DUST = 1e-6
"""What rounding leaves behind where nothing is spent any more."""


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
    price: F8, cost: F8, totals: F8, at: int, alive: int, rows: F8,
) -> None:  # fmt: skip
    """Write the ``totals[k, L]`` of the keys, and add to ``cost[P, L]`` what prices move.

    The first ``alive`` lanes are added to columns ``at`` onwards of ``rows[G, T, K]``.

    ``amount[l, L]`` are the sums at planned prices, ``planned[l]`` those of the plan, ``price[u, T, L]`` factors.
    """
    lanes = amount.shape[1]
    keys, size = book.keys, widest_clock(book.clocks)
    part, rate = np.zeros((size, lanes), np.float64), np.zeros((size, lanes), np.float64)
    scratch, reach, final = np.empty((5, lanes), np.float64), np.empty(2, np.int32), np.empty(lanes, np.int32)
    sums = np.empty(lanes, np.float64)
    bound = np.empty((_longest_rule(book.rules), lanes), np.float64)
    for g in range(rows.shape[0]):
        for t in range(rows.shape[1]):
            if book.outlook.facts[g, t] != 0.0:
                rows[g, t, at : at + alive] += book.outlook.facts[g, t]
    for k in range(keys.clock.size):
        rule = keys.rule[k]
        cells = _open_cells(book.clocks, keys.clock[k], part, rate, reach, final)
        if rule >= 0:
            find_bounds(book.rules, rule, book.clocks.axis[keys.clock[k]], net, anchor, bound)
        for y in range(keys.first[k], keys.first[k + 1]):
            p = keys.piece[y]
            share = side_shares(book.rules, rule, keys.side[y])
            _find_sums(money, keys.source[y], book.pieces.line[p], amount, planned, sums)
            find_edges(book.pieces, p, net, start, finish, anchor, scratch[3], scratch[4])
            if book.pieces.node[p] < 0:
                put_instants(cells, book.pieces, p, book.rules, rule, share, anchor, scratch[3], scratch[4], sums)
            spend(cells, book.pieces, p, work, share, bound, scratch[3], scratch[4], sums, scratch)
        total = totals[k]
        _settle(cells, keys, k, book.clocks, price, total, at, alive, rows)
        if keys.project[k] >= 0:
            row = cost[keys.project[k]]
            for j in range(lanes):
                row[j] += total[j]
        if keys.commit[k] >= 0 and keys.row[k, COMMITTED] >= 0:
            _commit(book.clocks.wall, anchor[keys.commit[k]], total, at, alive, rows[keys.row[k, COMMITTED]])


@kernel
def _open_cells(clocks: Clocks, clock: int, part: F8, rate: F8, reach: I4, final: I4) -> Cells:
    """Return the cells of a clock, which are empty."""
    tick = clocks.tick[clocks.first[clock] : clocks.first[clock + 1]]
    instant = clocks.instant[clocks.first[clock] : clocks.first[clock + 1]]
    first, end = clocks.place_first[clock], clocks.place_first[clock + 1]
    reach[0], reach[1] = tick.size, -1
    final[:] = -1
    return Cells(
        tick,
        instant,
        clocks.before[first:end],
        clocks.upto[first:end],
        clocks.shift[clock],
        clocks.hops[clock],
        part,
        rate,
        reach,
        final,
    )


@kernel
def _longest_rule(rules: Rules) -> int:
    most = 1
    for r in range(rules.first.size - 1):
        most = max(most, rules.first[r + 1] - rules.first[r])
    return most


@kernel
def _find_sums(money: Money, source: int, line: int, amount: F8, planned: F8, sums: F8) -> None:
    """Write the sum of the line that an entry takes."""
    if source == PLANNED:
        sums[:] = planned[line]
    elif source == ORDERED:
        sums[:] = -money.line_open[line]
    else:
        sums[:] = amount[line]


@kernel
def _settle(
    cells: Cells, keys: Keys, k: int, clocks: Clocks, price: F8, total: F8, at: int, alive: int, rows: F8
) -> None:
    """Add the cells of a key to rows and leave the cells empty; write the ``total[L]``."""
    first = clocks.first[keys.clock[k]]
    tick, part, rate, last, final = cells.tick, cells.part, cells.rate, cells.tick.size - 2, cells.final
    index, currency, inline = keys.price_index[k], keys.currency[k], keys.commit[k] < 0
    lanes = total.size
    sums = np.empty(lanes, np.float64)
    pace = np.zeros(lanes, np.float64)
    total[:] = 0.0
    for c in range(cells.reach[0], cells.reach[1] + 1):
        t, paid = clocks.incurred[first + c], clocks.paid[first + c]
        length = tick[c + 1] - tick[c] if c < last else 0.0
        for j in range(lanes):
            pace[j] += rate[c, j]
            # What rounding leaves of the rate after the last stretch of a lane must not depend on other lanes.
            size = part[c, j] + pace[j] * length if c <= final[j] else 0.0
            sums[j] = size if abs(size) > _DUST else 0.0
            part[c, j] = 0.0
            rate[c, j] = 0.0
        if index >= 0:
            _move(price[index, t], sums, keys.row[k, ESCALATION], t, at, alive, rows)
        if currency >= 0:
            _move(price[currency, t], sums, keys.row[k, EXCHANGE], t, at, alive, rows)
        for j in range(lanes):
            total[j] += sums[j]
        for column in range(ESCALATION):
            g = keys.row[k, column]
            if 0 <= g < rows.shape[0] and (inline or column != COMMITTED):
                row = rows[g, paid if column == PAID else t]
                for j in range(alive):
                    row[at + j] += sums[j]


@kernel
def _move(factor: F8, sums: F8, g: int, t: int, at: int, alive: int, rows: F8) -> None:
    """Multiply sums by a price, and add the difference to a row."""
    if 0 <= g < rows.shape[0]:
        row = rows[g, t]
        for j in range(alive):
            row[at + j] += sums[j] * factor[j] - sums[j]
    for j in range(sums.size):
        sums[j] *= factor[j]


@kernel
def _commit(begins: I4, instant: I4, total: F8, at: int, alive: int, row: F8) -> None:
    """Add totals to the periods in which instants on the wall clock lie, as finishes."""
    for j in range(alive):
        t = 0
        while t + 1 < begins.size and begins[t + 1] < instant[j]:
            t += 1
        row[t, at + j] += total[j]


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
    anchor: I4, amount: F8, planned: F8, cost: F8, futures: Futures,
) -> None:  # fmt: skip
    """Follow the money of a block over time; its first ``alive`` lanes are columns ``at`` onwards of ``futures``."""
    lanes, periods = amount.shape[1], book.clocks.wall.size
    price = np.empty((book.paths.level.size, periods, lanes), np.float64)
    totals = np.empty((book.keys.clock.size, lanes), np.float64)
    find_prices(book.paths, values, price)
    keep_cash(
        money, book, net, work, start, finish, anchor, amount, planned, price, cost, totals, at, alive, futures.cash
    )
    keep_outlook(book.outlook, values, anchor, at, alive, futures)
    if book.outlook.risks > 0:
        add_risk_costs(money, amount, at, alive, futures.risk_cost)
