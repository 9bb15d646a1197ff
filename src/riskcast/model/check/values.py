"""Whether one estimate can be used: units, parameters, and never below zero."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.distributions import Distribution, Normal
from riskcast.model.estimate import Estimate
from riskcast.model.resolve import DimensionError, duration_distribution, money_distribution

NEGLIGIBLE = 1e-6
"""Probability below which a duration under zero is rounded to zero without a word."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value, before it is known where it stands."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A distribution, or why there is none."""

    distribution: Distribution | None
    faults: tuple[Fault, ...] = ()


def resolve_duration(estimate: Estimate, planned: Amount | None, calendar: Calendar) -> Resolved:
    """Return the distribution of a duration in minutes with every fault found in it."""
    units = "write durations with min, h, d or w, elapsed ones with emin, eh, ed or ew, or a percentage"
    resolved = _resolve(lambda: duration_distribution(estimate, planned, calendar), units)
    if resolved.distribution is None:
        return resolved
    return Resolved(resolved.distribution, tuple(_below_zero(estimate, resolved.distribution)))


def resolve_money(estimate: Estimate) -> Resolved:
    """Return the distribution of a sum with every fault found in it."""
    return _resolve(lambda: money_distribution(estimate), "write sums as plain numbers such as 1200.50, 450k or 1.2m")


def _resolve(build: Callable[[], Distribution], units: str) -> Resolved:
    try:
        return Resolved(build())
    except DimensionError as error:
        return Resolved(None, (Fault("RC124", str(error), units),))
    except ValueError as error:
        return Resolved(None, (Fault("RC123", str(error), "correct the parameters of the distribution"),))


def _below_zero(estimate: Estimate, distribution: Distribution) -> Iterator[Fault]:
    low = distribution.bounds[0]
    if isinstance(distribution, Normal):
        chance = below_zero(distribution)
        if chance > NEGLIGIBLE:
            text = f"{estimate} is negative with probability {chance:.2g}"
            yield Fault("RC125", text, "cut it off by adding low=0d, or use a lognormal")
    elif low < 0.0:
        text = f"{estimate} is negative" if low == distribution.bounds[1] else f"{estimate} can become negative"
        yield Fault("RC122", text, "durations start at 0")


def below_zero(normal: Normal) -> float:
    """Return the probability of a negative value."""

    def cdf(x: float) -> float:
        return 0.5 * math.erfc(-(x - normal.mu) / normal.sigma / math.sqrt(2.0))

    bottom = cdf(normal.low)
    inside = cdf(min(0.0, normal.high)) - bottom
    return max(inside, 0.0) / (cdf(normal.high) - bottom)
