"""What it takes to write a family of distributions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from riskcast.model.amount import Amount
from riskcast.model.amount_text import Kind
from riskcast.model.distributions import Distribution

Args = tuple[tuple[str, Amount], ...]
"""Arguments in canonical order, by name; a name may come several times."""

Words = tuple[tuple[str, str], ...]
"""Arguments that are text, by name."""

Number = Callable[[Amount], float]
"""Turns an amount in the unit of the value into a plain number."""


class Family(Protocol):
    """How the text inside the brackets becomes arguments, text again, and a distribution."""

    @property
    def example(self) -> str:
        """What stands in the brackets, for error messages, as a duration."""

    @property
    def mode(self) -> bool:
        """True when an argument named ``mode`` states the planned value."""

    def is_scaled(self, name: str) -> bool:
        """Return True for arguments in the unit of the value (days, money, percent), False for pure numbers."""

    def parse(self, text: str, kind: Kind) -> tuple[Args, Words]:
        """Read the text between the brackets; ``kind`` says what scaled amounts should be.

        Raises
        ------
        ValueError
            When an argument is missing, unknown or not an amount.
        """

    def format(self, args: Args, words: Words) -> str:
        """Return the text between the brackets, from which :meth:`parse` reads the same arguments."""

    def check(self, args: Args, words: Words) -> None:
        """Raise :class:`ValueError` unless the arguments are some that :meth:`parse` can return."""

    def build(self, args: Args, words: Words, number: Number) -> Distribution:
        """Return the distribution.

        Raises
        ------
        ValueError
            When the parameters contradict each other.
        """


def split_parts(text: str) -> list[str]:
    """Return the parts between commas that do not stand in double quotes, stripped."""
    parts, quoted = [""], False
    for sign in text:
        quoted ^= sign == '"'
        if sign == "," and not quoted:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def in_groups(args: Args, names: Sequence[str]) -> Iterator[tuple[Amount, ...]]:
    """Yield the amounts of every run of ``names``."""
    for at in range(0, len(args), len(names)):
        yield tuple(amount for _, amount in args[at : at + len(names)])
