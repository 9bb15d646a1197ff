"""The money of the deterministic schedule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from riskcast.kernels.anchors import find_anchors
from riskcast.kernels.arrays import Fates
from riskcast.kernels.cashbook import keep_cash, make_sheet, store_sheet
from riskcast.kernels.cost import add_costs, find_amounts
from riskcast.kernels.money_arrays import DRAWN, REVENUE, WHOLE, Cashbook, Keys
from riskcast.kernels.prices import find_prices
from riskcast.kernels.types import F8, I4
from riskcast.network.network import Network


@dataclass(frozen=True)
class PlannedMoney:
    """What the program costs when everything goes as planned."""

    cost: F8
    """[P] Of every project."""
    lines: F8
    """[l] What is still to come of every line, at planned prices of the time when it is spent."""
    cash: F8
    """[G, T] Money over time."""
    anchors: I4
    """[a] Instants that money hangs on, in wall ticks."""


def planned_money(network: Network, fates: Fates, start: I4, finish: I4, projects: I4, program: I4) -> PlannedMoney:
    """Return the money of a schedule: nodes ``start`` and ``finish`` [n, 1], ``projects[P, 1]``, ``program[1]``."""
    money, book, net, work = network.money, network.book, network.net, network.work
    values = network.planned_values[:, None].copy()
    anchor = np.empty((network.anchors.latest.size, 1), np.int32)
    amount = np.empty((money.line_priced.size, 1), np.float64)
    cost = np.empty((money.fixed.size, 1), np.float64)
    find_anchors(network.anchors, net, start, finish, projects, program, anchor)
    find_amounts(money, net, work, network.events, values, fates, start, finish, anchor, amount)
    add_costs(money, amount, cost)
    if book is None:
        return PlannedMoney(cost[:, 0], amount[:, 0], np.zeros((0, len(network.names.periods))), anchor[:, 0])
    price = np.empty((book.paths.level.size, book.clocks.wall.size, 1), np.float64)
    find_prices(book.paths, values, price)

    def spread(pages: Cashbook, lines: F8, costs: F8) -> tuple[F8, F8]:
        rows, periods = book.outlook.facts.shape
        sheet = make_sheet(rows, periods, 1)
        totals = np.empty((pages.keys.clock.size, 1), np.float64)
        keep_cash(money, pages, net, work, start, finish, anchor, amount, lines, price, costs, totals, sheet)
        cash = np.zeros((rows, periods, 1), np.float64)
        store_sheet(sheet, book.outlook.facts, 0, 1, cash)
        return cash[:, :, 0], totals[:, 0]

    apart, lines = _apart(book), np.where(money.line_priced, 0.0, amount[:, 0])
    _, totals = spread(apart, lines, cost.copy())
    np.add.at(lines, book.pieces.line[apart.keys.piece], totals)
    cash, _ = spread(book, lines, cost)
    return PlannedMoney(cost[:, 0], lines, cash, anchor[:, 0])


def _apart(book: Cashbook) -> Cashbook:
    """Return a book with a key for every piece of the lines that prices move, whole, whatever its rule."""
    keys = book.keys
    owner = np.repeat(np.arange(keys.clock.size), np.diff(keys.first))
    chosen = (keys.project[owner] >= 0) & (keys.side[owner] != REVENUE)
    of, count = owner[chosen], int(chosen.sum())
    return book._replace(
        keys=Keys(
            first=np.arange(count + 1, dtype=np.int32),
            piece=keys.piece[chosen],
            side=np.full(count, WHOLE, np.uint8),
            source=np.full(count, DRAWN, np.uint8),
            clock=keys.clock[of],
            price_index=keys.price_index[of],
            currency=keys.currency[of],
            project=keys.project[of],
            rule=np.full(count, -1, np.int32),
            row=np.full((count, keys.row.shape[1]), -1, np.int32),
            commit=np.full(count, -1, np.int32),
        )
    )
