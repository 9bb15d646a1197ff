"""Heavy tails on their way to the kernels: no infinite number gets there."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from riskcast.kernels.types import F8
from riskcast.model.calendar import Calendar
from riskcast.model.distributions import Distribution
from riskcast.model.distributions.base import Say, plain

LONGEST = 100.0 * 365.25 * 1440.0
"""Minutes that no single draw of a duration or delay exceeds (100 years)."""

_LAST = 1.0 - 2.0**-29


@dataclass(frozen=True, slots=True)
class Capped:
    """``base``, whose values above ``most`` count as ``most``; only the far tail of a heavy law needs this."""

    base: Distribution
    most: float

    @property
    def mean(self) -> float:
        return min(typical(self.base), self.most)

    @property
    def sd(self) -> float:
        return self.base.sd

    @property
    def bounds(self) -> tuple[float, float]:
        return self.base.bounds[0], self.most

    def quantile(self, p: F8) -> F8:
        return np.minimum(self.base.quantile(p), self.most)

    def standard(self) -> tuple[Distribution, float, float]:
        return self, 0.0, 1.0

    def line(self, say: Say = plain) -> str:
        return f"{self.base.line(say)}; at most {say(self.most)}"


def typical(law: Distribution) -> float:
    """Return the mean, or the 90th percentile when the mean is infinite."""
    return law.mean if math.isfinite(law.mean) else float(law.quantile(np.array([0.9]))[0])


def reined(law: Distribution, calendar: Calendar, elapsed: bool) -> Distribution:
    """Return ``law``; capped at LONGEST when it has no upper bound and draws can run away further.

    ``law`` is in minutes of work on ``calendar``, or round the clock when ``elapsed``.
    """
    if math.isfinite(law.bounds[1]):
        return law
    weekly = sum(b - a for shifts in calendar.week for a, b in shifts)
    most = LONGEST if elapsed or not weekly else LONGEST * weekly / 10080.0
    if float(law.quantile(np.array([_LAST]))[0]) <= most:
        return law
    return Capped(law, most)
