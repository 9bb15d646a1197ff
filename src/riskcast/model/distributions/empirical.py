"""What has been observed, drawn again."""

from __future__ import annotations

from dataclasses import dataclass

from riskcast.model.distributions.base import Say, plain
from riskcast.model.distributions.piecewise import Pieces, Piecewise


@dataclass(frozen=True, slots=True)
class Empirical(Piecewise):
    """Each of ``values`` equally likely; nothing between or beyond them.

    The standard deviation is that of the law that is drawn, so it divides by the number of values.
    """

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("there are no values")

    def pieces(self) -> Pieces:
        ordered, count = sorted(self.values), len(self.values)
        ends = [n for n in range(count) if n + 1 == count or ordered[n + 1] != ordered[n]]
        values = tuple(ordered[n] for n in ends)
        return Pieces(tuple((n + 1) / count for n in ends), values, values)

    def line(self, say: Say = plain) -> str:
        low, high = min(self.values), max(self.values)
        count = len(self.values)
        if count == 1:
            return f"one observed value, {say(low)}"
        return f"one of {count} observed values, {say(low)} to {say(high)}, mean {say(self.mean)}"
