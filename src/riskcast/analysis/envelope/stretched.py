"""A distribution with its spread around one value scaled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from riskcast.kernels import laws
from riskcast.kernels.types import F8
from riskcast.model.distributions import Distribution, Piecewise
from riskcast.model.distributions.base import Say, plain
from riskcast.model.distributions.piecewise import Pieces

RARE = 1e-6
"""Probability below which a sum on the wrong side of 0 is left alone."""


@dataclass(frozen=True, slots=True)
class Stretched:
    """``about`` plus ``by`` times the distance of ``base`` from it: every quantile moves away from ``about`` alike."""

    base: Distribution
    about: float
    by: float
    """Above 0."""

    @property
    def mean(self) -> float:
        return self._moved(self.base.mean)

    @property
    def sd(self) -> float:
        return self.by * self.base.sd

    @property
    def bounds(self) -> tuple[float, float]:
        low, high = self.base.bounds
        return self._moved(low), self._moved(high)

    def _moved(self, value: float) -> float:
        return self.about + self.by * (value - self.about)

    def quantile(self, p: F8) -> F8:
        return np.asarray(self.about + self.by * (self.base.quantile(p) - self.about), dtype=np.float64)

    def standard(self) -> tuple[Distribution, float, float]:
        shape, loc, scale = self.base.standard()
        return shape, self._moved(loc), self.by * scale

    def line(self, say: Say = plain) -> str:
        return f"{self.base.line(say)}, its spread around {say(self.about)} times {self.by:g}"


@dataclass(frozen=True, slots=True)
class Kept(Piecewise):
    """``base``, whose values on the wrong side of 0 count as 0.

    A law of steps and straight lines stays exact; any other is straight between the points of a quantile table.
    """

    base: Stretched
    positive: bool
    """Whether the right side is above 0."""

    def pieces(self) -> Pieces:
        return _pieces(self.base, self.positive)

    def line(self, say: Say = plain) -> str:
        return f"{self.base.line(say)}; not {'below' if self.positive else 'above'} {say(0.0)}"


def kept(law: Stretched) -> Distribution:
    """Return ``law`` so that it does not change sign where its base does not."""
    ends = np.array([RARE, 1.0 - RARE])
    (low, high), (least, most) = law.base.quantile(ends), law.quantile(ends)
    if low >= 0.0 > least:
        return Kept(law, True)
    return Kept(law, False) if high <= 0.0 < most else law


@lru_cache(maxsize=4096)
def _pieces(law: Stretched, positive: bool) -> Pieces:
    upto, first, last = _straight(law)
    below = np.concatenate([[0.0], upto[:-1]])
    crosses = (first < 0.0) & (last > 0.0)
    middle = below + (upto - below) * np.where(crosses, first, 0.0) / np.where(crosses, first - last, 1.0)
    cut = np.maximum if positive else np.minimum
    found: list[tuple[float, float, float]] = []
    for p, a, b, at, both in zip(upto, cut(first, 0.0), cut(last, 0.0), middle, crosses, strict=True):
        if both:
            found.append((float(at), float(a) if not positive else 0.0, 0.0))
            found.append((float(p), 0.0, float(b) if positive else 0.0))
        else:
            found.append((float(p), float(a), float(b)))
    return Pieces(*(tuple(column) for column in zip(*found, strict=True)))


def _straight(law: Stretched) -> tuple[F8, F8, F8]:
    """Return the probabilities up to which each piece reaches, with the first and last value of each."""
    shape, loc, scale = law.standard()
    if isinstance(shape, Piecewise):
        exact = shape.pieces()
        first, last = (loc + scale * np.array(values) for values in (exact.first, exact.last))
        return np.array(exact.upto), first, last
    tail = laws.grid()[:-1]
    values = np.concatenate([law.quantile(tail), law.quantile(1.0 - tail[-2::-1])])
    upto = np.concatenate([tail, 1.0 - tail[-2::-1], [1.0]])
    return upto, np.concatenate([values[:1], values]), np.concatenate([values, values[-1:]])
