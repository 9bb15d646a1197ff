"""Uncertain variables on their way to the kernels: names, laws and shared quantile tables."""

from __future__ import annotations

import numpy as np

from riskcast.kernels import laws
from riskcast.kernels.arrays import Draws
from riskcast.kernels.types import F8
from riskcast.model.distributions import Distribution, Triangular, Uniform
from riskcast.network.names import digests


class Variables:
    """Collects variables; equal shapes of distribution share one quantile table."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._kind: list[int] = []
        self._table: list[int] = []
        self._params: list[tuple[float, ...]] = []
        self._tables: dict[Distribution, int] = {}
        self._rows: list[F8] = []

    def add(self, name: str, distribution: Distribution, scale: float = 1.0) -> int:
        """Add a variable whose value is ``scale`` times a draw from ``distribution``; return its index."""
        shape, loc, width = distribution.standard()
        loc, width = loc * scale, width * scale
        table = 0
        params: tuple[float, ...]
        if isinstance(shape, Triangular):
            kind, m, high = laws.TRIANGULAR, shape.mode, loc + width
            params = (loc, m, width * width * m, width * width * (1.0 - m), high)
        elif isinstance(shape, Uniform):
            kind, params = laws.UNIFORM, (loc, width)
        else:
            kind, params, table = laws.TABLE, (loc, width), self._tabulate(shape)
        self.names.append(name)
        self._kind.append(kind)
        self._table.append(table)
        self._params.append(params)
        return len(self.names) - 1

    def bounds(self, v: int) -> tuple[float, float]:
        """Return the smallest and largest value that can be drawn."""
        params = self._params[v]
        if self._kind[v] == laws.TRIANGULAR:
            return params[0], params[4]
        if self._kind[v] == laws.UNIFORM:
            return params[0], params[0] + params[1]
        row = self._rows[self._table[v]]
        return params[0] + params[1] * row[0], params[0] + params[1] * row[laws.HALF]

    def arrays(self) -> Draws:
        """Return the arrays for the kernels; the keys are those of no seed yet."""
        count = len(self.names)
        params = np.zeros((count, 5))
        for v, row in enumerate(self._params):
            params[v, : len(row)] = row
        return Draws(
            name=digests(self.names),
            keys=np.zeros((count, 4), np.uint32),
            kind=np.array(self._kind, np.uint8),
            table=np.array(self._table, np.int32),
            params=params,
            tables=np.array(self._rows) if self._rows else np.zeros((1, 2 * laws.HALF)),
        )

    def _tabulate(self, shape: Distribution) -> int:
        known = self._tables.get(shape)
        if known is None:
            known = self._tables[shape] = len(self._rows)
            self._rows.append(tabulate(shape))
        return known


def tabulate(shape: Distribution) -> F8:
    """Return the table row ``[2 HALF]`` of a distribution.

    Values are rounded to 40 significant bits, so that special functions that differ in the last digits
    between machines and library versions give the same table.
    """
    tail = laws.grid()
    row = np.concatenate([shape.quantile(tail), shape.quantile(1.0 - tail)])
    mantissa, exponent = np.frexp(row)
    return np.asarray(np.ldexp(np.rint(mantissa * 2.0**40) / 2.0**40, exponent), dtype=np.float64)
