"""From amounts as written to plain numbers: durations become minutes, money stays money.

The one place that knows what a day, a week or a percentage means for a given task.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.distributions import Distribution
from riskcast.model.estimate import Estimate


class DimensionError(ValueError):
    """A unit of the wrong kind: money in a duration, time in a sum of money, a percentage of nothing."""


def duration_minutes(amount: Amount, calendar: Calendar) -> float:
    """Return a duration in working minutes of ``calendar``, or in elapsed minutes for an elapsed unit.

    Raises
    ------
    DimensionError
        When the amount is not a duration.
    """
    if not amount.is_time:
        raise DimensionError(_not_time(amount))
    return amount.minutes(calendar.hours_per_day, calendar.days_per_week)


def duration_distribution(estimate: Estimate, planned: Amount | None, calendar: Calendar) -> Distribution:
    """Return the distribution of a duration or delay in minutes.

    Minutes are working minutes of ``calendar``, or elapsed ones when the planned duration (or, without
    one, the estimate) is in elapsed units. Percentages are of ``planned``.

    Raises
    ------
    DimensionError
        When an argument is money, a percentage has no planned duration to refer to, or elapsed and working
        units are mixed.
    ValueError
        When the parameters contradict each other; the message quotes amounts as written.
    """
    _same_clock(estimate, planned)

    def number(amount: Amount) -> float:
        if not amount.is_percent:
            return duration_minutes(amount, calendar)
        if planned is None:
            raise DimensionError(f"{amount} is a percentage, but there is no planned duration it could refer to")
        return amount.value / 100.0 * duration_minutes(planned, calendar)

    return _build(estimate, number, planned)


def money_distribution(estimate: Estimate) -> Distribution:
    """Return the distribution of a sum of money in the currency of the program.

    Raises
    ------
    DimensionError
        When an argument carries a unit.
    ValueError
        When the parameters contradict each other.
    """

    def number(amount: Amount) -> float:
        if amount.is_percent:
            raise DimensionError(f"{amount} is a percentage, and money cannot be given as one")
        if amount.unit:
            raise DimensionError(f"{amount} is a duration, but money is expected")
        return amount.value

    return _build(estimate, number)


def _not_time(amount: Amount) -> str:
    if amount.is_percent:
        return f"{amount} is a percentage, but a duration is expected"
    return f"{amount} has no time unit"


def _same_clock(estimate: Estimate, planned: Amount | None) -> None:
    """Raise when working and elapsed units meet in one duration."""
    times = [a for a in estimate.amounts() if a.is_time]
    elapsed = next((a for a in times if a.is_elapsed), None)
    working = next((a for a in times if not a.is_elapsed), None)
    if elapsed and working:
        raise DimensionError(f"elapsed ({elapsed}) and working ({working}) units are mixed")
    if planned is None or not planned.is_time:
        return
    other = working if planned.is_elapsed else elapsed
    if other:
        names = ("elapsed", "working") if planned.is_elapsed else ("working", "elapsed")
        raise DimensionError(f"the planned duration ({planned}) is {names[0]} time, but {other} is {names[1]} time")


def _build(estimate: Estimate, number: Callable[[Amount], float], planned: Amount | None = None) -> Distribution:
    try:
        distribution = estimate.distribution(number)
        distribution.standard()
        if not _is_finite(distribution):
            raise OverflowError
        return distribution
    except (OverflowError, ZeroDivisionError):
        raise ValueError(f"{estimate.brief()} lies outside what can be computed") from None
    except DimensionError:
        raise
    except ValueError as error:
        raise ValueError(_as_written(str(error), estimate, number, planned)) from None


def _is_finite(law: Distribution) -> bool:
    """Return whether all values that can be drawn are numbers."""
    if math.isfinite(law.bounds[0]) and math.isfinite(law.bounds[1]):
        return True
    import numpy as np

    with np.errstate(all="ignore"):
        return bool(np.isfinite(law.quantile(np.array([2.0**-29, 1.0 - 2.0**-29]))).all())


def _as_written(message: str, estimate: Estimate, number: Callable[[Amount], float], planned: Amount | None) -> str:
    """Put the amounts as written in place of the plain numbers that a distribution quotes in brackets."""
    mode = dict(estimate.args).get("mode")
    if mode is not None and mode == planned:
        message = message.replace(f"most likely ({number(mode):g})", f"most likely ({mode}, the planned duration)")
    for amount in estimate.amounts():
        if amount.is_time or amount.is_percent:
            try:
                message = message.replace(f"({number(amount):g})", f"({amount})")
            except ValueError:
                return message
    return message


def factor_distribution(estimate: Estimate) -> Distribution:
    """Return the distribution of a factor: ``120%`` and ``1.2`` are 1.2.

    Raises
    ------
    DimensionError
        When an argument is a duration.
    ValueError
        When the parameters contradict each other.
    """

    def number(amount: Amount) -> float:
        if amount.is_time:
            raise DimensionError(f"{amount} is a duration, but a factor is expected")
        return amount.value / 100.0 if amount.is_percent else amount.value

    return _build(estimate, number)
