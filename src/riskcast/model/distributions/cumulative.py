"""Values and the probabilities of not exceeding them, with straight lines in between."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from riskcast.model.distributions.base import Say, plain
from riskcast.model.distributions.piecewise import Pieces, Piecewise


@dataclass(frozen=True, slots=True)
class Cumulative(Piecewise):
    """A distribution function through points, straight between them.

    Equal neighbouring values heap their probability on one point; equal neighbouring probabilities leave a gap.
    """

    probabilities: tuple[float, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.values) < 2 or self.probabilities[0] != 0.0 or self.probabilities[-1] != 1.0:
            ends = f"{self.probabilities[0]:g} and {self.probabilities[-1]:g}"
            raise ValueError(f"the first probability must be 0 and the last 1, and they are {ends}")
        for p, q in pairwise(self.probabilities):
            if q < p:
                raise ValueError(f"the probabilities must not fall, but {q:g} follows {p:g}")
        for a, b in pairwise(self.values):
            if b < a:
                raise ValueError(f"the values must not fall, but ({b:g}) follows ({a:g})")

    def pieces(self) -> Pieces:
        points = list(pairwise(zip(self.probabilities, self.values, strict=True)))
        kept = [(q, a, b) for (p, a), (q, b) in points if q > p]
        upto, first, last = zip(*kept, strict=True)
        return Pieces(upto, first, last)

    def line(self, say: Say = plain) -> str:
        points = zip(self.probabilities, self.values, strict=True)
        if len(self.values) > 6:
            return f"cumulative through {len(self.values)} points from {say(self.values[0])} to {say(self.values[-1])}"
        return "cumulative " + ", ".join(f"{100.0 * p:g} % {say(value)}" for p, value in points)
