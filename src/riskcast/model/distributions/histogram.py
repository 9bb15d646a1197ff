"""Bins and how often values fell into them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from riskcast.model.distributions.base import Say, plain
from riskcast.model.distributions.piecewise import Pieces, Piecewise, stacked


@dataclass(frozen=True, slots=True)
class Histogram(Piecewise):
    """Bins ``[lows[i], highs[i]]`` with weights of any total; inside a bin every value is equally likely."""

    lows: tuple[float, ...]
    highs: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        for low, high in zip(self.lows, self.highs, strict=True):
            if not low < high:
                raise ValueError(f"the bin from ({low:g}) to ({high:g}) has no width")
        for high, low in zip(self.highs, self.lows[1:], strict=False):
            if low < high:
                raise ValueError(f"the bins must stand in order without overlap, but ({low:g}) follows ({high:g})")
        if min(self.weights) < 0.0 or not 0.0 < math.fsum(self.weights) < math.inf:
            raise ValueError("the weights must be at least 0, and one of them above 0")

    def pieces(self) -> Pieces:
        bins = zip(self.lows, self.highs, self.weights, strict=True)
        lows, highs, weights = zip(*(b for b in bins if b[2] > 0.0), strict=True)
        return Pieces(stacked(weights), lows, highs)

    def line(self, say: Say = plain) -> str:
        count = len(self.lows)
        gaps = sum(a < b for (_, a), (b, _) in pairwise(zip(self.lows, self.highs, strict=True)))
        note = f", {gaps} gap{'s' * (gaps > 1)} between them" if gaps else ""
        return f"histogram of {count} bin{'s' * (count > 1)} from {say(self.lows[0])} to {say(self.highs[-1])}{note}"
