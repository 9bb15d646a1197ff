"""How a measure becomes an axis: dates as they are, money in thousands, millions or billions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.measures import Value
from riskcast.report.charts.label import instant
from riskcast.report.theme import axis

_UNITS = ((1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


@dataclass(frozen=True)
class Scale:
    """One horizontal axis."""

    money: bool
    low: float
    """Left end: seconds since 1970 for dates, else money."""
    high: float
    unit: float
    """Money per axis unit."""
    title: str

    def at(self, value: Value | date) -> str | float:
        """Return a value as plotly reads it."""
        if isinstance(value, date):
            return instant(_instant(value))
        return float(value) / self.unit

    def many(self, values: NDArray[np.generic]) -> list[Any]:
        """Return an array as plotly reads it."""
        if self.money:
            return [float(f"{x:.6g}") for x in values.astype(np.float64) / self.unit]
        return [str(text).replace("T", " ") for text in np.datetime_as_string(values.astype("datetime64[m]"))]

    def share(self, value: Value | date) -> float:
        """Return where a value lies between the ends: 0 left, 1 right."""
        return (_number(value) - self.low) / (self.high - self.low)

    def place(self, share: float) -> str | float:
        """Return where a share of the way from the left end to the right one lies, as plotly reads it."""
        x = self.low + share * (self.high - self.low)
        return x / self.unit if self.money else instant(_EPOCH + timedelta(seconds=round(x)))

    def axis(self, **more: Any) -> dict[str, Any]:
        """Return the plotly axis."""
        if self.money:
            ends: list[Any] = [self.low / self.unit, self.high / self.unit]
            return axis(range=ends, title={"text": self.title, "font": {"size": 12}}, nticks=7, **more)
        ends = [instant(_EPOCH + timedelta(seconds=round(end))) for end in (self.low, self.high)]
        return axis(type="date", range=ends, **self._ticks(7), **more)

    def few_ticks(self) -> dict[str, Any]:
        """Return the change to the axis that suits narrow screens."""
        return {"nticks": 4} if self.money else self._ticks(4)

    def _ticks(self, most: int) -> dict[str, Any]:
        """Return the finest ticks on days, weeks, months or years of which no more than so many fit."""
        days = (self.high - self.low) / 86400.0
        step = next((step for step in _STEPS if days / step.days <= most), _STEPS[-1])
        return {"dtick": step.dtick, "tick0": step.first, "tickformat": step.words}


_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True)
class _Step:
    days: float
    dtick: str | float
    words: str
    first: str = "2000-01-01"


_STEPS = (
    *(_Step(n, n * 864e5, "%-d %b\n%Y") for n in (1, 2)),
    *(_Step(7 * n, 7 * n * 864e5, "%-d %b\n%Y", "2000-01-03") for n in (1, 2)),
    *(_Step(30.44 * n, f"M{n}", "%b %Y") for n in (1, 2, 3, 6)),
    *(_Step(365.25 * n, f"M{12 * n}", "%Y") for n in (1, 2, 5, 10, 20)),
)


def scale(values: Sequence[Value | date], currency: str) -> Scale:
    """Return the axis that holds all these values, with some air at both ends."""
    money = not isinstance(values[0], date)
    numbers = [_number(value) for value in values]
    low, high = min(numbers), max(numbers)
    least = 0.01 * max(abs(high), 1.0) if money else 4 * 86400.0
    air = max(0.04 * (high - low), least / 2 if high - low < least else 0.0)
    unit, word = next(((u, w) for u, w in _UNITS if money and max(abs(low), abs(high)) >= u), (1.0, ""))
    return Scale(money, low - air, high + air, unit, f"{currency} {word}".strip())


def _instant(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time(23, 59))


def _number(value: Value | date) -> float:
    return (_instant(value) - _EPOCH).total_seconds() if isinstance(value, date) else float(value)
