"""Families given by a few named parameters: ``pert(15d, 20d, 35d)``, ``gamma(shape=3, scale=5d)``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from riskcast.errors import did_you_mean
from riskcast.model.amount import Amount
from riskcast.model.amount_text import Kind
from riskcast.model.distributions import Distribution
from riskcast.model.notation.base import Args, Number, Words, split_parts

CUTS = ("min", "max")
"""Optional arguments that cut a distribution."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """A family whose parameters have names and an order."""

    name: str
    create: Callable[..., Distribution]
    known: tuple[str, ...]
    """Parameters in positional order."""
    plain: tuple[str, ...] = ()
    """Those that are pure numbers."""
    optional: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """Those that are written with their names although they are needed."""
    other_names: Mapping[str, str] = field(default_factory=dict)
    """Further names of parameters."""

    @property
    def example(self) -> str:
        needed = [name for name in self.known if name not in self.optional]
        return ", ".join(f"{name}={'0.1' if name in self.plain else '10d'}" for name in needed)

    @property
    def mode(self) -> bool:
        return "mode" in self.known

    def is_scaled(self, name: str) -> bool:
        return name not in self.plain

    def parse(self, text: str, kind: Kind) -> tuple[Args, Words]:
        given: dict[str, Amount] = {}
        for position, part in enumerate(split_parts(text)):
            key, equals, value = part.rpartition("=")
            key = key.strip() if equals else (self.known[position] if position < len(self.known) else "")
            key = self.other_names.get(key, key)
            if key not in self.known:
                wrong = f"unknown argument {key!r}; {did_you_mean(key, self.known)}" if key else "too many arguments"
                raise ValueError(f"{self.name}(): {wrong}")
            if key in given:
                raise ValueError(f"{self.name}(): argument {key!r} is given twice")
            given[key] = Amount.parse(value, "number" if key in self.plain else kind)
            if key in self.plain and given[key].unit:
                raise ValueError(f"{self.name}(): {key} is a pure number, not {value.strip()!r}")
        missing = [key for key in self.known if key not in given and key not in self.optional]
        if missing:
            needed = ", ".join(key for key in self.known if key not in self.optional)
            raise ValueError(f"{self.name}() needs {needed}; missing {missing[0]}")
        return tuple((key, given[key]) for key in self.known if key in given), ()

    def format(self, args: Args, words: Words) -> str:
        bare = [n for n in self.known if n not in (*self.plain, *self.optional, *self.named)]
        return ", ".join(str(amount) if name in bare else f"{name}={amount}" for name, amount in args)

    def check(self, args: Args, words: Words) -> None:
        names = [name for name, _ in args]
        if [name for name in self.known if name in names or name not in self.optional] != names or words:
            text = f"{self.name}() takes {', '.join(self.known)}, in this order, and not {', '.join(names)}"
            raise ValueError(text)

    def build(self, args: Args, words: Words, number: Number) -> Distribution:
        return self.create(**{name: number(a) if self.is_scaled(name) else a.value for name, a in args})
