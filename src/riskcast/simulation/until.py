"""When a run is exact enough: the notation ``P80 finish +/- 1d``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from riskcast.errors import Finding, InvalidInput
from riskcast.model.amount_text import ELAPSED_MINUTES, read_amount

Unit = Literal["days", "money", "percent"]

_SHAPE = re.compile(
    r"\s*(?:(?P<mean>mean)|P\s*(?P<p>[\d.]+))\s*(?P<kind>finish|cost|milestone)\s*(?::\s*(?P<id>.*\S))?"
    r"\s*(?:\+\s*/\s*-|\+\s*-|±)\s*(?P<amount>.*)",
    re.IGNORECASE,
)
_EXAMPLES = (
    'write for example "P80 finish +/- 1d", "P50 cost +/- 0.5%", "mean cost +/- 10k" or "P90 milestone:X +/- 3d"'
)
_DAYS = {"min": 1 / 1440, "h": 1 / 24, "d": 1.0, "w": 7.0} | {u: m / 1440.0 for u, m in ELAPSED_MINUTES.items()}


@dataclass(frozen=True, slots=True)
class Until:
    """The precision asked for: both ends of a 95 % interval within ``amount`` of the value."""

    text: str
    """As it was asked for, in one way of writing."""
    measure: str
    """Name of the measure, as in results."""
    p: float | None
    """Percentile, above 0 and below 100; the mean when None."""
    amount: float
    """Calendar days, money, or percent of the value."""
    unit: Unit


def read_until(text: str) -> Until:
    """Read a precision: statistic, measure and half-width, with or without blanks; ``+/-``, ``+-`` or ``±``.

    Days of a date are calendar days; a cost also takes percent of its value.

    Raises
    ------
    InvalidInput
        When the text does not say which statistic of which measure is to be how exact.
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise _refused(f"{text!r} does not say how exact which number is to be", _EXAMPLES)
    kind, id_ = match["kind"].lower(), (match["id"] or "").strip()
    if kind == "milestone" and not id_:
        raise _refused(f"{text!r} does not name its milestone", 'write for example "P90 milestone:X +/- 3d"')
    measure = f"{kind}:{id_}" if id_ else kind
    p = None if match["mean"] else _percentile(match["p"], text)
    amount, unit = _amount(match["amount"].strip(), kind == "cost", text)
    name = "mean" if p is None else f"P{p:g}"
    return Until(f"{name} {measure} +/- {match['amount'].strip()}", measure, p, amount, unit)


def _percentile(digits: str, text: str) -> float:
    try:
        p = float(digits)
    except ValueError:
        raise _refused(f"{text!r} has no percentile", _EXAMPLES) from None
    if not 1.0 <= p <= 99.0:
        hint = f"; did you mean P{100 * p:g}?" if 0.01 <= p < 1.0 else ""
        raise _refused(f"P{p:g} is no percentile to wait for", f"it takes P1 to P99{hint}")
    return p


def _amount(written: str, is_money: bool, text: str) -> tuple[float, Unit]:
    try:
        value, unit = read_amount(written)
    except ValueError as problem:
        raise _refused(str(problem), _EXAMPLES) from None
    if value <= 0.0:
        raise _refused(f"{text!r} asks for an exactness of {written}", "write an amount above 0")
    if is_money and unit in _DAYS:
        raise _refused(f"{text!r} measures a cost in time", "write money or percent: 10k or 0.5%")
    if not is_money and unit not in _DAYS:
        raise _refused(f"{text!r} does not say how many days", "a date takes min, h, d or w, in calendar days: 1d")
    if is_money:
        return value, "percent" if unit == "%" else "money"
    return value * _DAYS[unit], "days"


def _refused(message: str, remedy: str) -> InvalidInput:
    return InvalidInput([Finding("RC184", message, remedy, subject="until")])
