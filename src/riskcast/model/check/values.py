"""Whether one estimate can be used: units, parameters, and never below zero."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.distributions import Distribution, Normal
from riskcast.model.estimate import Estimate
from riskcast.model.resolve import DimensionError, duration_distribution, factor_distribution, money_distribution

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


def resolve_factor(estimate: Estimate) -> Resolved:
    """Return the distribution of a factor (1 changes nothing) with every fault found in it."""
    timed = next((a for a in estimate.amounts() if a.is_time), None)
    units = f"a factor multiplies: write for example 120%, or a delay of {timed} instead" if timed else ""
    resolved = _resolve(lambda: factor_distribution(estimate), units)
    if resolved.distribution is None:
        return resolved
    return Resolved(resolved.distribution, tuple(_below_zero(estimate, resolved.distribution, "factors", "0%")))


def resolve_share(estimate: Estimate, of: str) -> Resolved:
    """Return the distribution of a share of ``of`` (1 is all of it), which is written in percent, with its faults."""
    wrong = next((a for a in estimate.amounts() if not a.is_percent), None)
    if wrong is None:
        return resolve_factor(estimate)
    text = f"a band is in percent of {of}, but {wrong} is not"
    example = f"{100 * wrong.value:g}%" if not wrong.unit and 0 < wrong.value < 10 else "120%"
    return Resolved(None, (Fault("RC124", text, f"write for example {example}"),))


def resolve_price(estimate: Estimate) -> Resolved:
    """Return the distribution of a price, a sum that cannot be negative, with every fault found in it."""
    resolved = resolve_money(estimate)
    if resolved.distribution is None:
        return resolved
    return Resolved(resolved.distribution, tuple(_not_negative(estimate, resolved.distribution, "prices")))


def resolve_number(estimate: Estimate, what: str) -> Resolved:
    """Return the distribution of a plain number that cannot be negative; ``what`` names it: ``quantities``."""
    wrong = next((a for a in estimate.amounts() if a.unit), None)
    if wrong is not None:
        text = f"{wrong} has a unit, but {what} are plain numbers"
        return Resolved(None, (Fault("RC314", text, f"write for example {wrong.value:g}"),))
    resolved = _resolve(lambda: factor_distribution(estimate), "")
    if resolved.distribution is None:
        return resolved
    return Resolved(resolved.distribution, tuple(_not_negative(estimate, resolved.distribution, what)))


def resolve_rise(estimate: Estimate) -> Resolved:
    """Return the distribution of a rise per year (0.03 is 3 %), which is written in percent, with its faults."""
    wrong = next((a for a in estimate.amounts() if not a.is_percent), None)
    if wrong is not None:
        text = f"a rise per year is in percent, but {wrong} is not"
        percent = wrong.value * 100.0 if 0.0 < abs(wrong.value) < 0.5 else wrong.value
        return Resolved(None, (Fault("RC314", text, f"write for example {percent:g}%"),))
    resolved = _resolve(lambda: factor_distribution(estimate), "")
    law = resolved.distribution
    if law is None:
        return resolved
    open_below = math.isinf(law.bounds[0])
    chance = chance_below(law, -1.0) if open_below else 0.0
    if law.bounds[0] > -1.0 or (open_below and chance <= NEGLIGIBLE):
        return resolved
    text = f"{estimate.brief()} can be -100% or less, and prices cannot fall below nothing"
    return Resolved(law, (Fault("RC314", text, "cut it off by adding low=-50% or so"),))


def _not_negative(estimate: Estimate, law: Distribution, what: str) -> Iterator[Fault]:
    for fault in _below_zero(estimate, law, what, "0"):
        yield Fault("RC314", fault.message, f"{what} start at 0" if fault.code == "RC122" else fault.remedy)


def _resolve(build: Callable[[], Distribution], units: str) -> Resolved:
    try:
        return Resolved(build())
    except DimensionError as error:
        return Resolved(None, (Fault("RC124", str(error), units),))
    except ValueError as error:
        return Resolved(None, (Fault("RC123", str(error), "correct the parameters of the distribution"),))


def _below_zero(
    estimate: Estimate, distribution: Distribution, what: str = "durations", zero: str = "0d"
) -> Iterator[Fault]:
    low = distribution.bounds[0]
    if isinstance(distribution, Normal):
        chance = below_zero(distribution)
        if chance > NEGLIGIBLE:
            text = f"{estimate} is negative with probability {chance:.2g}"
            yield Fault("RC125", text, f"cut it off by adding low={zero}, or use a lognormal")
    elif math.isinf(low):
        chance = chance_below(distribution, 0.0)
        if chance > NEGLIGIBLE:
            text = f"{estimate} is negative with probability {chance:.2g}"
            yield Fault("RC125", text, f"give it a lower bound by adding low={zero}")
    elif low < 0.0:
        state = "is" if low == distribution.bounds[1] else "can become"
        text = f"{estimate.brief()} {state} negative"
        yield Fault("RC122", text, f"{what} start at 0")


def chance_below(law: Distribution, limit: float) -> float:
    """Return the probability of less than ``limit`` of a law without lower bound; 0 where it is below 1e-15."""
    import numpy as np

    low, high = -34.5, 34.5
    for _ in range(60):
        middle = (low + high) / 2.0
        is_below = law.quantile(np.array([1.0 / (1.0 + math.exp(-middle))]))[0] < limit
        low, high = (middle, high) if is_below else (low, middle)
    return 1.0 / (1.0 + math.exp(-low)) if low > -34.5 else 0.0


def below_zero(normal: Normal) -> float:
    """Return the probability of a negative value."""

    def cdf(x: float) -> float:
        return 0.5 * math.erfc(-(x - normal.mu) / normal.sigma / math.sqrt(2.0))

    bottom = cdf(normal.low)
    inside = cdf(min(0.0, normal.high)) - bottom
    return max(inside, 0.0) / (cdf(normal.high) - bottom)
