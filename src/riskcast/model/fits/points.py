"""What is known about a distribution: two or three percentiles, and perhaps bounds."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise


@dataclass(frozen=True)
class Points:
    """Percentiles in ascending order, and bounds."""

    levels: tuple[float, ...]
    """Probabilities, 0-1."""
    values: tuple[float, ...]
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        if len(self.levels) not in (2, 3):
            raise ValueError("two or three percentiles are needed")
        for (p, a), (q, b) in pairwise(zip(self.levels, self.values, strict=True)):
            if not a < b:
                raise ValueError(f"P{100 * q:g} ({b:g}) must be above P{100 * p:g} ({a:g})")
        if not self.low < self.values[0]:
            raise ValueError(f"low ({self.low:g}) must be below P{100 * self.levels[0]:g} ({self.values[0]:g})")
        if not self.values[-1] < self.high:
            raise ValueError(f"high ({self.high:g}) must be above P{100 * self.levels[-1]:g} ({self.values[-1]:g})")

    @property
    def bounded_below(self) -> bool:
        return math.isfinite(self.low)

    @property
    def bounded_above(self) -> bool:
        return math.isfinite(self.high)

    @cached_property
    def lean(self) -> float:
        """Upper gap over lower gap of three percentiles; above 1 leans to the right when levels are symmetric."""
        a, b, c = self.values
        return (c - b) / (b - a)


def rising_root(of: Callable[[float], float], lo: float, hi: float) -> float:
    """Return where the rising function ``of`` crosses 0 between ``lo`` and ``hi``, by halving."""
    for _ in range(200):
        mid = (lo + hi) / 2.0
        if mid in (lo, hi):
            break
        lo, hi = (lo, mid) if of(mid) > 0.0 else (mid, hi)
    return (lo + hi) / 2.0
