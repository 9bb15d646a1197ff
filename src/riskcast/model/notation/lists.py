"""Families given by a list of points: ``discrete(10d:0.3, 20d:0.7)``, ``histogram(5d..10d:3, 10d..20d:1)``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from riskcast.model.amount import Amount
from riskcast.model.amount_text import Kind
from riskcast.model.distributions import Cumulative, Discrete, Distribution, Histogram
from riskcast.model.notation.base import Args, Number, Words, in_groups, split_parts

Columns = Callable[..., Distribution]


@dataclass(frozen=True, slots=True)
class Points:
    """A family whose arguments are points of several numbers each."""

    name: str
    create: Columns
    """Takes one tuple of numbers per name."""
    names: tuple[str, ...]
    marks: tuple[str, ...]
    """What stands between the numbers of a point."""
    plain: str
    """The one of ``names`` that is a pure number; a percentage is divided by 100."""
    example: str
    mode: bool = False

    def is_scaled(self, name: str) -> bool:
        return name != self.plain

    def parse(self, text: str, kind: Kind) -> tuple[Args, Words]:
        args: list[tuple[str, Amount]] = []
        for part in split_parts(text):
            for name, value in zip(self.names, self._cells(part), strict=True):
                if name != self.plain:
                    args.append((name, Amount.parse(value, kind)))
                    continue
                number = Amount.parse(value, "number")
                number = Amount(number.value / 100.0) if number.is_percent else number
                if number.unit:
                    raise ValueError(f"{self.name}(): the {name} is a pure number, not {value!r}; {self._shape()}")
                args.append((name, number))
        return tuple(args), ()

    def _cells(self, part: str) -> list[str]:
        cells, rest = [], part
        for mark in self.marks:
            cell, found, rest = rest.partition(mark)
            if not found:
                raise ValueError(f"{self.name}(): {part!r} is not a point; {self._shape()}")
            cells.append(cell.strip())
        return [*cells, rest.strip()]

    def _shape(self) -> str:
        return f"write {self.name}({self.example})"

    def format(self, args: Args, words: Words) -> str:
        marks = (*self.marks, "")
        groups = in_groups(args, self.names)
        return ", ".join("".join(f"{a}{mark}" for a, mark in zip(group, marks, strict=True)) for group in groups)

    def check(self, args: Args, words: Words) -> None:
        count = len(args) // len(self.names)
        if not args or [name for name, _ in args] != [*self.names] * count or words:
            raise ValueError(f"{self.name}() takes points of {', '.join(self.names)}; {self._shape()}")
        if wrong := next((a for name, a in args if name == self.plain and a.unit), None):
            raise ValueError(f"{self.name}(): the {self.plain} is a pure number, not {wrong}")

    def build(self, args: Args, words: Words, number: Number) -> Distribution:
        groups = in_groups(args, self.names)
        rows = [[n(a) for n, a in zip(self._readers(number), group, strict=True)] for group in groups]
        return self.create(*zip(*rows, strict=True))

    def _readers(self, number: Number) -> list[Number]:
        return [number if self.is_scaled(name) else _value for name in self.names]


def _value(amount: Amount) -> float:
    return amount.value


DISCRETE = Points("discrete", Discrete, ("value", "probability"), (":",), "probability", "10d:0.3, 20d:0.7")
CUMULATIVE = Points("cumulative", Cumulative, ("probability", "value"), (":",), "probability", "0:5d, 0.5:10d, 1:20d")
HISTOGRAM = Points("histogram", Histogram, ("low", "high", "weight"), ("..", ":"), "weight", "5d..10d:3, 10d..20d:1")
