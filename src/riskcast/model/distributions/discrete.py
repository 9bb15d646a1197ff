"""One of a few values."""

from __future__ import annotations

import math
from dataclasses import dataclass

from riskcast.model.distributions.base import Say, plain
from riskcast.model.distributions.piecewise import Pieces, Piecewise, stacked

ROUNDING = 2e-3
"""How far probabilities may miss 1 in all and still be taken for rounded ones, such as 0.333 three times."""


@dataclass(frozen=True, slots=True)
class Discrete(Piecewise):
    """Each of ``values`` with its probability; a quantile is the smallest value with at least that probability."""

    values: tuple[float, ...]
    probabilities: tuple[float, ...]

    def __post_init__(self) -> None:
        for p in self.probabilities:
            if not 0.0 <= p <= 1.0:
                raise ValueError(f"the probability {p:g} must lie between 0 and 1")
        total = math.fsum(self.probabilities)
        if abs(total - 1.0) > ROUNDING:
            raise ValueError(f"the probabilities add up to {total:g}, not to 1")

    def pieces(self) -> Pieces:
        weight: dict[float, float] = {}
        for value, p in zip(self.values, self.probabilities, strict=True):
            weight[value] = weight.get(value, 0.0) + p
        values = tuple(sorted(value for value, p in weight.items() if p > 0.0))
        return Pieces(stacked(tuple(weight[v] for v in values)), values, values)

    def line(self, say: Say = plain) -> str:
        pairs = sorted(zip(self.values, self.probabilities, strict=True))
        shown = [f"{say(value)} ({100.0 * p:g} %)" for value, p in pairs]
        if len(shown) > 6:
            return f"one of {len(shown)} values from {say(pairs[0][0])} to {say(pairs[-1][0])}"
        return "one of " + ", ".join(shown)
