"""Entries gathered under keys: money with the same clock, prices, rule and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from riskcast.kernels.money_arrays import CAPITAL, COMMITTED, DRAWN, ORDERED, PLANNED, REVENUE, WHOLE, Keys
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.network.money.clocks import ClockBook
from riskcast.network.money.line import Line, Piece
from riskcast.network.money.prices import PriceBook
from riskcast.network.money.rows import RowBook


@dataclass(frozen=True)
class _Key:
    of: tuple[object, ...]
    """What money it is, so that keys are the same whatever rows are asked for: costs add up in one order."""
    clock: int
    index: int
    currency: int
    project: int
    rule: int
    side: int
    row: tuple[int, ...]
    commit: int


@dataclass
class KeyBook:
    """Files the pieces of lines under keys."""

    clocks: ClockBook
    prices: PriceBook
    rows: RowBook
    rules: Sequence[str]
    _entries: dict[_Key, list[tuple[int, int]]] = field(default_factory=dict)
    """(piece, source)"""

    def is_priced(self, line: Line) -> bool:
        """Return whether prices move a line."""
        return max(self._paths(line)) >= 0

    def add(self, line: Line, piece: Piece, number: int) -> None:
        """File one piece of a line; nothing when neither its prices nor anything over time is asked for."""
        priced = self.is_priced(line)
        if not priced and not self.rows.rows:
            return
        clock = self.clocks.number(piece.axis, line.tags.payment_days)
        special = line.commit >= 0 or line.ordered > 0.0
        for side, treatment in self._sides(line):
            row = self.rows.columns(
                line.project, treatment, line.tags.category, self._asset(line), line.tags.double_running
            )
            if special:
                row[COMMITTED] = -1
            of = (line.project, treatment, line.tags.category, self._asset(line), line.tags.double_running, special)
            rule, payer = self._rule(line), line.project if priced else -1
            self._file(_Key(of, clock, *self._paths(line), payer, rule, side, tuple(row), -1), number, DRAWN)
        if not self.rows.rows:
            return
        if special:
            row = self.rows.committed_only(line.project)
            self._file(_Key((), clock, *self._paths(line), -1, -1, WHOLE, tuple(row), line.commit), number, DRAWN)
            if line.ordered > 0.0:  # it was committed when it was ordered
                self._file(_Key((), clock, -1, -1, -1, -1, WHOLE, tuple(row), line.commit), number, ORDERED)
        if self.rows.number("earned") < 0:
            return
        clock = self.clocks.number(piece.axis, 0.0)
        self._file(_Key((), clock, -1, -1, -1, -1, WHOLE, tuple(self.rows.earned_only()), -1), number, PLANNED)

    def _file(self, key: _Key, piece: int, source: int) -> None:
        self._entries.setdefault(key, []).append((piece, source))

    def _paths(self, line: Line) -> tuple[int, int]:
        index = self.prices.index_of(line.tags.index, line.tags.category, line.is_past)
        return index, self.prices.currency_of(line.tags.currency)

    def _rule(self, line: Line) -> int:
        return self.rules.index(line.tags.treatment) if line.tags.treatment in self.rules else -1

    def _asset(self, line: Line) -> str:
        return line.tags.treatment if line.tags.treatment in self.rules else ""

    def _sides(self, line: Line) -> list[tuple[int, str]]:
        if line.tags.treatment in self.rules:
            return [(CAPITAL, CAPEX), (REVENUE, OPEX)]
        return [(WHOLE, line.tags.treatment)]

    def arrays(self) -> Keys:
        """Return the arrays for the kernels."""
        keys = list(self._entries)
        entries = [entry for key in keys for entry in self._entries[key]]
        return Keys(
            first=np.concatenate([[0], np.cumsum([len(self._entries[key]) for key in keys])]).astype(np.int32),
            piece=np.array([piece for piece, _ in entries], np.int32),
            source=np.array([source for _, source in entries], np.uint8),
            side=np.array([key.side for key in keys], np.uint8),
            clock=np.array([key.clock for key in keys], np.int32),
            price_index=np.array([key.index for key in keys], np.int32),
            currency=np.array([key.currency for key in keys], np.int32),
            project=np.array([key.project for key in keys], np.int32),
            rule=np.array([key.rule for key in keys], np.int32),
            row=np.array([key.row for key in keys], np.int32).reshape(len(keys), 8),
            commit=np.array([key.commit for key in keys], np.int32),
        )
