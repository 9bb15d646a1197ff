"""What every distribution knows about itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Say = Callable[[float], str]
"""Turns a plain number into text with its unit."""


def plain(value: float) -> str:
    """Return a number as short text without a unit."""
    return f"{value:.6g}"


class Distribution(Protocol):
    """A distribution in plain numbers (the unit is the caller's).

    Implementations are frozen dataclasses whose constructor raises :class:`ValueError` with a
    sentence for people when the parameters contradict each other.
    """

    @property
    def mean(self) -> float:
        """Expected value; infinite when it does not exist."""

    @property
    def sd(self) -> float:
        """Standard deviation; infinite when it does not exist."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Smallest and largest possible value; infinite when there is none."""

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the inverse distribution function at the probabilities ``p`` (0-1), same shape."""

    def standard(self) -> tuple[Distribution, float, float]:
        """Return ``(shape, loc, scale)`` with ``quantile(p) == loc + scale * shape.quantile(p)``.

        Distributions of equal shape share one quantile table.
        """

    def line(self, say: Say = plain) -> str:
        """Return the distribution in one line for people; ``say`` writes a value with its unit."""


class Cuttable(Distribution, Protocol):
    """A distribution from 0 (or a positive minimum) upwards that knows both its tails, so that it can be cut."""

    def cdf(self, x: float) -> float:
        """Return the probability of at most ``x``."""

    def sf(self, x: float) -> float:
        """Return the probability of more than ``x``."""

    def upper(self, q: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the values that are exceeded with the probabilities ``q``."""


def require_between(name: str, value: float, low: float, high: float) -> None:
    """Raise :class:`ValueError` unless ``low <= value <= high``."""
    if not low <= value <= high:
        raise ValueError(f"{name} ({value:g}) must lie between {low:g} and {high:g}")


def require_positive(name: str, value: float) -> None:
    """Raise :class:`ValueError` unless ``value`` is above 0 and finite."""
    if not 0.0 < value < float("inf"):
        raise ValueError(f"{name} ({value:g}) must be above 0")
