"""Uncertain variables on their way to the kernels: names, laws and shared quantile tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from riskcast.kernels import laws
from riskcast.kernels.arrays import Draws
from riskcast.kernels.types import F8
from riskcast.model.distributions import Distribution, DoubleTriangular, Piecewise, Triangular, Uniform
from riskcast.network.names import digests
from riskcast.network.tables import pieces_of, refined, refinement, tabulate


@dataclass(frozen=True)
class _Table:
    """Where the table of a shape starts, and how many pieces it has; 0 for a table on the grid."""

    start: int
    pieces: int
    least: float
    most: float


class Variables:
    """Collects variables; equal shapes of distribution share one quantile table."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._kind: list[int] = []
        self._table: list[int] = []
        self._params: list[tuple[float, ...]] = []
        self._bounds: list[tuple[float, float]] = []
        self._tables: dict[Distribution, _Table] = {}
        self._rows: list[F8] = []
        self._size = 0

    def add(self, name: str, distribution: Distribution, scale: float = 1.0) -> int:
        """Add a variable whose value is ``scale`` times a draw from ``distribution``; return its index."""
        shape, loc, width = distribution.standard()
        loc, width = loc * scale, width * scale
        start, bounds = 0, (loc, loc + width)
        params: tuple[float, ...]
        if isinstance(shape, Triangular):
            kind, m = laws.TRIANGULAR, shape.mode
            params = (loc, m, width * width * m, width * width * (1.0 - m), loc + width)
        elif isinstance(shape, DoubleTriangular):
            kind, m, p = laws.TRIANGULAR, shape.mode * width, shape.p_mode
            params = (loc, p, m * m / p, (width - m) * (width - m) / (1.0 - p), loc + width)
        elif isinstance(shape, Uniform):
            kind, params = laws.UNIFORM, (loc, width)
        else:
            table = self._tabulate(shape)
            start, bounds = table.start, (loc + width * table.least, loc + width * table.most)
            kind = laws.PIECES if table.pieces else laws.TABLE
            params = (loc, width, float(table.pieces))
        self.names.append(name)
        self._kind.append(kind)
        self._table.append(start)
        self._params.append(params)
        self._bounds.append(bounds)
        return len(self.names) - 1

    def add_score(self, name: str) -> int:
        """Add a variable of which only the uniform is used; return its index."""
        return self.add(name, Uniform(0.0, 1.0))

    def bounds(self, v: int) -> tuple[float, float]:
        """Return the smallest and largest value that can be drawn."""
        return self._bounds[v]

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
            tables=np.concatenate(self._rows) if self._rows else np.zeros(1),
        )

    def _tabulate(self, shape: Distribution) -> _Table:
        known = self._tables.get(shape)
        if known is not None:
            return known
        if isinstance(shape, Piecewise):
            count, row = pieces_of(shape)
            least, most = shape.bounds
        else:
            count, row = 0, tabulate(shape)
            least, most = float(row[0]), float(row[laws.HALF])
            if (fine := refinement(shape, row)) > 1:
                count, row = refined(shape, fine)
        self._tables[shape] = table = _Table(self._size, count, least, most)
        self._rows.append(row)
        self._size += row.size
        return table
