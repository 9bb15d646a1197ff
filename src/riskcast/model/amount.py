"""Amounts as people write them: ``20d``, ``3w``, ``40h``, ``90min``, ``5ed``, ``80%``, ``1.2m``.

One small value type serves durations, percentages and money, because the same distribution
notation is used for all three. Units are kept as written; only ``network`` turns a duration
into working ticks, because only there the calendar is known.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import core_schema

TIME_UNITS = ("min", "h", "d", "w")
"""Working minutes, hours, days and weeks; with a leading ``e`` the elapsed (24-hour) kind."""

_ELAPSED = {"emin": 1.0, "eh": 60.0, "ed": 1440.0, "ew": 10080.0}
_MONEY = {"k": 1e3, "m": 1e6, "bn": 1e9}
_PATTERN = re.compile(r"([+-]?(?:\d+(?:[_ ]\d{3})*(?:\.\d+)?|\.\d+))\s*([a-z%]*)", re.ASCII)
_LIMIT = 1e12


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
        return self.unit in _ELAPSED

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
            return self.value * _ELAPSED[self.unit]
        day = hours_per_day * 60.0
        sizes = {"min": 1.0, "h": 60.0, "d": day, "w": day * days_per_week}
        if self.unit not in sizes:
            raise ValueError(f"{self} is not a duration")
        return self.value * sizes[self.unit]

    def __str__(self) -> str:
        digits = f"{Decimal(repr(float(self.value))):f}"
        return digits.removesuffix(".0") + self.unit

    @classmethod
    def parse(cls, text: str) -> Amount:
        """Read an amount strictly; money suffixes ``k``, ``m``, ``bn`` are multiplied out.

        Raises
        ------
        ValueError
            When the text is not one number with at most one known unit.
        """
        match = _PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not an amount such as 20d, 3w, 40h, 90min, 80% or 1200.50")
        number, unit = match.groups()
        value = float(number.replace("_", "").replace(" ", ""))
        if unit in _MONEY:
            value, unit = value * _MONEY[unit], ""
        if unit not in ("", "%", *TIME_UNITS, *_ELAPSED):
            raise ValueError(f"{text!r} has the unknown unit {unit!r}; use min, h, d, w (or emin, eh, ed, ew), %, k, m")
        if abs(value) > _LIMIT:
            raise ValueError(f"{text!r} is too large; amounts end at 1e12")
        return cls(value, unit)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _as_amount, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


def _as_amount(value: Any) -> Amount:
    if isinstance(value, Amount):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"{value!r} is not an amount such as 20d or 1200.50")
    if isinstance(value, str):
        return Amount.parse(value)
    if not math.isfinite(value) or abs(value) > _LIMIT:
        raise ValueError(f"{value!r} is not an amount; amounts end at 1e12")
    return Amount(float(value))


def _as_duration(value: Any) -> Amount:
    amount = _as_amount(value)
    if not amount.is_time:
        raise ValueError(f"{str(value)!r} has no time unit; write for example {amount.value:.12g}d, 40h or 90min")
    return amount


def _as_money(value: Any) -> float:
    amount = _as_amount(value)
    if amount.unit:
        raise ValueError(f"{str(value)!r} is not money; write a plain number such as 1200.50, 450k or 1.2m")
    return amount.value


def _schema(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema(
        {"anyOf": [{"type": "string", "pattern": pattern}, {"type": "number"}], "examples": [example]}
    )


Duration = Annotated[Amount, BeforeValidator(_as_duration), _schema(r"^[+-]?[\d_ .]+\s*e?(min|h|d|w)$", "20d")]
"""An amount that must carry a time unit."""

Money = Annotated[float, BeforeValidator(_as_money), _schema(r"^[+-]?[\d_ .]+\s*(k|m|bn)?$", "450k")]
"""A sum in the currency of the program."""
