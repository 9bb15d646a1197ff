"""What distributions made of steps and straight lines have in common."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Self

from riskcast.model.distributions.base import Say, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pieces:
    """A quantile function made of pieces: the i-th lies above the probability ``upto[i - 1]``, up to ``upto[i]``.

    Inside a piece it runs straight from ``first[i]`` to ``last[i]``; a step has both equal.
    """

    upto: tuple[float, ...]
    """Increasing; the last one is 1."""
    first: tuple[float, ...]
    last: tuple[float, ...]


class Piecewise(ABC):
    """A distribution whose quantile function consists of pieces, which the kernels evaluate exactly."""

    __slots__ = ()

    @abstractmethod
    def pieces(self) -> Pieces:
        """Return the pieces."""

    @abstractmethod
    def line(self, say: Say = plain) -> str:
        """Return the distribution in one line for people; ``say`` writes a value with its unit."""

    @property
    def mean(self) -> float:
        middles = ((w * (a + b) / 2.0) for w, a, b in self._weighted())
        return math.fsum(middles)

    @property
    def sd(self) -> float:
        mean = self.mean
        squares = (w * (((a + b) / 2.0 - mean) ** 2 + (b - a) ** 2 / 12.0) for w, a, b in self._weighted())
        return math.sqrt(math.fsum(squares)) if self.bounds[0] < self.bounds[1] else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        pieces = self.pieces()
        return pieces.first[0], pieces.last[-1]

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np

        pieces = self.pieces()
        upto, first, last = np.array(pieces.upto), np.array(pieces.first), np.array(pieces.last)
        i = np.minimum(np.searchsorted(upto, p, side="left"), upto.size - 1)
        below = np.where(i > 0, upto[i - 1], 0.0)
        share = (p - below) / (upto[i] - below)
        return np.asarray(first[i] + (last[i] - first[i]) * share, dtype=np.float64)

    def standard(self) -> tuple[Self, float, float]:
        return self, 0.0, 1.0

    def _weighted(self) -> list[tuple[float, float, float]]:
        """Return probability, first and last value of every piece."""
        pieces = self.pieces()
        below = (0.0, *pieces.upto[:-1])
        weights = (b - a for a, b in zip(below, pieces.upto, strict=True))
        return list(zip(weights, pieces.first, pieces.last, strict=True))


def stacked(weights: tuple[float, ...]) -> tuple[float, ...]:
    """Return the shares of a total that are reached with each weight; the last one is exactly 1."""
    reached = list(accumulate(weights))
    return (*(part / reached[-1] for part in reached[:-1]), 1.0)
