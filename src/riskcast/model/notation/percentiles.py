"""A distribution through percentiles: ``percentiles(p10=8d, p50=10d, p90=15d, fit=metalog)``."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from riskcast.errors import did_you_mean
from riskcast.model.amount import Amount
from riskcast.model.amount_text import Kind
from riskcast.model.distributions import Distribution
from riskcast.model.fits import FITS, fit_percentiles
from riskcast.model.fits.points import Points
from riskcast.model.notation.base import Args, Number, Words, split_parts

_LEVEL = re.compile(r"[pP](\d{1,2}(?:\.\d+)?)")
_BOUNDS = ("low", "high")


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Two or three percentiles, bounds where there are some, and the family to fit."""

    example: str = "p10=8d, p50=10d, p90=15d"
    mode: bool = False

    def is_scaled(self, name: str) -> bool:
        return True

    def parse(self, text: str, kind: Kind) -> tuple[Args, Words]:
        given: dict[str, Amount] = {}
        words: dict[str, str] = {}
        for part in split_parts(text):
            key, equals, value = (piece.strip() for piece in part.partition("="))
            if not equals:
                raise ValueError(f"percentiles(): {part!r} has no name; write percentiles({self.example})")
            key = _canonical(key)
            if key in given or key in words:
                raise ValueError(f"percentiles(): argument {key!r} is given twice")
            if key == "fit":
                words[key] = _family(value)
            else:
                given[key] = Amount.parse(value, kind)
        return self._sorted(given), tuple(words.items())

    def _sorted(self, given: dict[str, Amount]) -> Args:
        levels = sorted((name for name in given if name not in _BOUNDS), key=_level)
        if not 2 <= len(levels) <= 3:
            count = len(levels) or "none"
            raise ValueError(f"percentiles() takes two or three percentiles, not {count}; write for example p10=8d")
        return tuple((name, given[name]) for name in (*levels, *(b for b in _BOUNDS if b in given)))

    def format(self, args: Args, words: Words) -> str:
        return ", ".join(f"{name}={value}" for name, value in (*args, *words))

    def check(self, args: Args, words: Words) -> None:
        for name, _ in args:
            _canonical(name)
        for name, value in words:
            if name != "fit":
                raise ValueError(f"percentiles(): unknown argument {name!r}; known: fit")
            _family(value)
        if self._sorted(dict(args)) != args:
            raise ValueError("percentiles() takes ascending percentiles, each once, then low and high")

    def build(self, args: Args, words: Words, number: Number) -> Distribution:
        values = {name: number(amount) for name, amount in args}
        levels = [name for name in values if name not in _BOUNDS]
        points = Points(
            tuple(_level(name) / 100.0 for name in levels),
            tuple(values[name] for name in levels),
            values.get("low", -math.inf),
            values.get("high", math.inf),
        )
        return fit_percentiles(points, dict(words).get("fit", ""))


def _canonical(key: str) -> str:
    if key in (*_BOUNDS, "fit"):
        return key
    match = _LEVEL.fullmatch(key)
    if match is None:
        hint = did_you_mean(key, ("low", "high", "fit")) or "percentiles are written p10"
        raise ValueError(f"percentiles(): unknown argument {key!r}; {hint}")
    if not 1.0 <= float(match[1]) <= 99.0:
        raise ValueError(f"percentiles(): {key} is outside p1 to p99; bounds are written low= and high=")
    return f"p{float(match[1]):g}"


def _level(name: str) -> float:
    return float(name[1:])


def _family(value: str) -> str:
    if value.lower() not in FITS:
        raise ValueError(f"percentiles(): cannot fit {value!r}; {did_you_mean(value, list(FITS))}")
    return value.lower()
