"""Dates, money and chances as people say them. Shared by the terminal, the report and the API."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta

from riskcast.simulation.result import Manifest

DESIGNS = {"lhs": "Latin hypercube", "mc": "plain Monte Carlo", "sobol": "Owen-scrambled Sobol'"}
"""What people call the designs."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_date(value: date | datetime) -> str:
    """Return ``31 Mar 2028``."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def finish_day(moment: date | datetime) -> date:
    """Return the day to which a finish belongs: that of its time, and for midnight the day that it ends.

    Promises are judged the same way: a target day is kept up to the midnight that ends it. What is no end of work (a
    start, a fact, a milestone that begins a program) is not for this function, see ``analysis.finish_days``.
    """
    if not isinstance(moment, datetime):
        return moment
    return moment.date() - timedelta(days=1) if moment.time() == time() else moment.date()


def say_finish(moment: date | datetime) -> str:
    """Return the day of a finish, see ``finish_day``: ``31 Mar 2028`` for midnight at its end; days stay."""
    return say_date(finish_day(moment))


def say_money(value: float, currency: str) -> str:
    """Return a sum to three digits with its currency: ``EUR 12.4 m``, ``EUR 950 k``, ``EUR -85``."""
    size = abs(value)
    for unit, name in ((1e9, " bn"), (1e6, " m"), (1e3, " k")):
        if size >= unit * 0.9995:
            return f"{currency} {_three_digits(value / unit)}{name}"
    return f"{currency} {value:.0f}"


def _three_digits(x: float) -> str:
    places = max(0, 2 - math.floor(math.log10(max(abs(x), 1.0) * 1.0005)))
    return f"{x:.{places}f}"


def say_days(days: float) -> str:
    """Return a signed span of calendar days: ``+6 weeks`` from three weeks on, else ``+9 days``."""
    sign = "-" if days < 0 else "+"
    size = abs(days)
    if size >= 20.5:
        return f"{sign}{size / 7:.0f} weeks"
    whole = round(size)
    return f"{sign}{whole} day" + ("" if whole == 1 else "s")


def say_until(manifest: Manifest) -> str:
    """Return how a run with a wanted precision ended; empty when none was asked for."""
    if manifest.until is None:
        return ""
    count = f"{manifest.iterations:,} iteration" + ("" if manifest.iterations == 1 else "s")
    if manifest.until_met:
        return f"{manifest.until} took {count}"
    return f"{manifest.until} was not reached within the limit of {count}"


def say_percent(p: float) -> str:
    """Return a probability (0-1) as a percentage that never claims certainty it does not have."""
    if 0.0 < p < 0.005:
        return "<1 %"
    if 0.995 <= p < 1.0:
        return ">99 %"
    return f"{100 * p:.0f} %"


def say_frequency(p: float) -> str:
    """Return a probability (0-1) as a frequency in words: ``about 1 in 3``, ``about 9 in 20``."""
    if p <= 0.0:
        return "in no iteration"
    if p >= 1.0:
        return "in every iteration"
    if p < 0.05:
        return f"about 1 in {_rounded(1 / p):,}"
    if p > 0.95:
        return f"all but about 1 in {_rounded(1 / (1 - p)):,}"
    top, bottom = min(
        ((a, b) for b in (2, 3, 4, 5, 6, 8, 10) for a in range(1, b)), key=lambda f: (abs(f[0] / f[1] - p), f[1])
    )
    if abs(top / bottom - p) > 0.03:
        top, bottom = round(20 * p), 20
    return f"about {top} in {bottom}"


def _rounded(x: float) -> int:
    step = int(10 ** max(0, math.floor(math.log10(x)) - 1))
    return round(x / step) * step
