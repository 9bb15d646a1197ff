"""Sums of money and chances in words, short, with the error they have."""

from __future__ import annotations

from typing import Protocol

from riskcast.analysis.wording import say_money, say_percent
from riskcast.report.words import DASH, TOO_FEW, say_share

SIGN = "costs are positive, credits and savings negative"
DUST = 0.005
"""Sums below half a hundredth are zero."""


class Estimate(Protocol):
    """A number with its 95 % interval."""

    @property
    def value(self) -> float:
        """The estimate."""

    @property
    def low(self) -> float:
        """Lower end of the interval."""

    @property
    def high(self) -> float:
        """Upper end of the interval."""

    @property
    def is_open(self) -> bool:
        """Whether the iterations are too few for the interval."""


def say_sum(value: float | None, currency: str = "") -> str:
    """Return a sum to three digits, with its currency where one is given; a dash for None."""
    if value is None:
        return DASH
    shown = 0.0 if abs(value) < 0.5 else value
    return say_money(shown, currency).replace("-", "−").strip()


def say_spread(low: float, high: float, currency: str = "") -> str:
    """Return a range of sums; where both ends read the same, that sum with what it may be off."""
    first, last = say_sum(low, currency), say_sum(high, currency)
    if first != last:
        return f"{first} to {last}"
    half = (high - low) / 2.0
    return f"{first} ± {say_sum(half, currency)}" if half >= 0.5 else first


def say_figure(at: Estimate, currency: str) -> str:
    """Return a sum and its 95 % interval within a sentence; only the sum where it is certain."""
    said = say_sum(at.value, currency)
    if at.is_open:
        return f"{said} ({TOO_FEW})"
    if at.high - at.low < DUST:
        return said
    return f"{said} (95 % interval {say_spread(at.low, at.high, currency)})"


def say_chance(value: float, low: float, high: float) -> str:
    """Return a chance (0-1) and its 95 % interval within a sentence."""
    return f"{say_percent(value)} (95 % interval {say_ends(low, high)})"


def say_ends(low: float, high: float) -> str:
    """Return the interval of a chance: ``17.0 to 20.4 %``."""
    return f"{say_share(round(low, 9))} to {say_share(round(high, 9))} %"
