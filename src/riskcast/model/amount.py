"""Amounts of time, shares and money: ``20d``, ``3w``, ``40h``, ``90min``, ``5ed``, ``80%``, ``1.2m``.

One small value type serves durations, percentages and money, because the same distribution
notation is used for all three. Units are kept as written; only ``network`` turns a duration
into working ticks, because only there the calendar is known.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import core_schema

from riskcast.model.amount_text import ELAPSED_MINUTES, LIMIT, TIME_UNITS, Kind, read_amount, unmistakable


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the unit it was written in: a time unit, ``%``, or none (a pure number or money)."""

    value: float
    unit: str = ""

    @property
    def is_time(self) -> bool:
        """True for working and elapsed durations."""
        return self.unit in TIME_UNITS or self.is_elapsed

    @property
    def is_elapsed(self) -> bool:
        """True for durations that run round the clock."""
        return self.unit in ELAPSED_MINUTES

    @property
    def is_percent(self) -> bool:
        """True for a share of something else, such as ``80%`` of the planned duration."""
        return self.unit == "%"

    def minutes(self, hours_per_day: float = 8.0, days_per_week: float = 5.0) -> float:
        """Return the duration in minutes (working minutes, or elapsed ones for elapsed units).

        Raises
        ------
        ValueError
            When the amount is not a duration.
        """
        if self.is_elapsed:
            return self.value * ELAPSED_MINUTES[self.unit]
        day = hours_per_day * 60.0
        sizes = {"min": 1.0, "h": 60.0, "d": day, "w": day * days_per_week}
        if self.unit not in sizes:
            raise ValueError(f"{self} is not a duration")
        return self.value * sizes[self.unit]

    def __str__(self) -> str:
        digits = f"{Decimal(repr(float(self.value))):f}"
        digits = digits.removesuffix(".0")
        return digits + self.unit if self.unit else unmistakable(digits)

    @classmethod
    def parse(cls, text: str, kind: Kind = "any") -> Amount:
        """Read an amount strictly; money suffixes ``k``, ``m``, ``bn`` are multiplied out.

        ``kind`` says what is expected, for the words of the error; a unit of another kind is not refused.

        Raises
        ------
        ValueError
            When the text is not one number with at most one known unit, or could be meant in two ways.
        """
        return cls(*read_amount(text, kind))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            as_amount, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


def parse_duration(text: str) -> Amount:
    """Read an amount that must carry a time unit; raise :class:`ValueError` otherwise."""
    return _timed(Amount.parse(text, "duration"), text)


def as_amount(value: Any, kind: Kind = "any") -> Amount:
    """Return an amount from text, a number or an amount.

    Raises
    ------
    ValueError
        When it is none of these, not finite, beyond 1e12, or in an unknown unit.
    """
    if isinstance(value, str):
        return Amount.parse(value, kind)
    if isinstance(value, bool) or not isinstance(value, Amount | int | float):
        raise ValueError(f"{value!r} is not an amount; write for example 20d or 1200.50")
    amount = value if isinstance(value, Amount) else Amount(_number(value))
    number = _number(amount.value)
    if not math.isfinite(number) or abs(number) > LIMIT:
        raise ValueError(f"{number!r}{amount.unit} is not an amount; amounts end at 1e12")
    if amount.unit not in ("", "%", *TIME_UNITS, *ELAPSED_MINUTES):
        raise ValueError(f"the amount has the unknown unit {amount.unit!r}; use min, h, d, w, emin, eh, ed, ew or %")
    return amount


def _number(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _timed(amount: Amount, value: Any) -> Amount:
    if not amount.is_time:
        raise ValueError(f"{str(value)!r} has no time unit; write for example {amount.value:.12g}d, 40h or 90min")
    return amount


def _as_duration(value: Any) -> Amount:
    return _timed(as_amount(value, "duration"), value)


def _as_money(value: Any) -> float:
    amount = as_amount(value, "money")
    if amount.unit:
        raise ValueError(f"{str(value)!r} is not money; write a plain number such as 1200.50, 450k or 1.2m")
    return amount.value


def _schema(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema(
        {"anyOf": [{"type": "string", "pattern": pattern}, {"type": "number"}], "examples": [example]}
    )


_TIMED = r"^[+-]?[\d_ .]+\s*[eE]?([mM][iI][nN]|[hHdDwW])$"

Duration = Annotated[Amount, BeforeValidator(_as_duration), _schema(_TIMED, "20d")]
"""An amount that must carry a time unit."""

Money = Annotated[float, BeforeValidator(_as_money), _schema(r"^[+-]?[\d_ .]+\s*([kKmM]|[bB][nN])?$", "450k")]
"""A sum in the currency of the program."""
