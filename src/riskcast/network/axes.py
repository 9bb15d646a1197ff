"""Working-time axes: the tables between a calendar's working ticks and the wall clock."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from riskcast.errors import Finding, InvalidInput
from riskcast.kernels import axis as kernel_axis
from riskcast.kernels.types import I4, I8
from riskcast.model.calendar import Calendar, Shift
from riskcast.network.ticks import PER_DAY, PER_MINUTE, from_moment

MAX_QUANTA = 60_000_000
"""Longest table of one calendar: a minute's quanta over 114 years, half a gigabyte while it is built."""

ELAPSED = ";24h"
"""Name of the axis on which all time counts; no id can hold a semicolon."""


@dataclass(frozen=True)
class Axes:
    """Tables of several calendars over the same stretch of days."""

    names: tuple[str, ...]
    """Calendar ids; the first is ELAPSED."""
    origin: datetime
    days: int
    """Length of the tables in days."""
    axes: I8
    """[a, 7] Rows as :mod:`riskcast.kernels.axis` reads them."""
    wall: I4
    work: I4

    @property
    def horizon(self) -> int:
        """Last wall tick that the tables cover."""
        return self.days * PER_DAY

    def index(self, name: str) -> int:
        """Return the row of a calendar."""
        return self.names.index(name)

    def walls(self, row: int, ticks: NDArray[np.integer], *, as_finish: bool) -> I4:
        """Convert working ticks of one axis to wall ticks, same shape."""
        flat = np.ascontiguousarray(ticks, dtype=np.int32).ravel()
        out = np.empty_like(flat)
        kernel_axis.fill_wall(flat, as_finish, self.axes[row], self.wall, out)
        return out.reshape(np.shape(ticks))

    def works(self, row: int, instants: NDArray[np.integer]) -> I4:
        """Convert wall ticks to working ticks of one axis, same shape."""
        flat = np.ascontiguousarray(instants, dtype=np.int32).ravel()
        out = np.empty_like(flat)
        kernel_axis.fill_work(flat, self.axes[row], self.work, out)
        return out.reshape(np.shape(instants))

    def work_at(self, row: int, moment: datetime) -> int:
        """Return how many working ticks of an axis lie before a local time."""
        return int(self.works(row, np.array([from_moment(moment, self.origin)]))[0])


def build_axes(calendars: Sequence[Calendar], origin: datetime, days: int) -> Axes:
    """Build the tables of ``calendars`` and of round-the-clock time for ``days`` days from the midnight ``origin``."""
    rows = []
    walls: list[I4] = []
    works: list[I4] = []
    wall_at = work_at = 0
    for calendar in calendars:
        _require_small(calendar, origin.date(), days)
    masks = [_Mask(PER_DAY, np.ones(days, dtype=bool))]
    masks += [_mask(calendar, origin.date(), days) for calendar in calendars]
    for name, mask in zip((ELAPSED, *(c.id for c in calendars)), masks, strict=True):
        if not mask.working.any():
            text = f"calendar {name!r} has no working time from {origin:%Y} to {origin.year + days // 365}"
            raise InvalidInput([Finding("RC192", text, "give it shifts, or fewer exceptions")])
        wall = np.flatnonzero(mask.working).astype(np.int32)
        work = np.zeros(mask.working.size + 1, np.int32)
        np.cumsum(mask.working, dtype=np.int32, out=work[1:])
        shift = 31 + max(1, math.ceil(math.log2(mask.size)))
        multiplier = -(-(1 << shift) // mask.size)
        rows.append([wall_at, work_at, wall.size, mask.working.size, mask.size, multiplier, shift])
        walls.append(wall)
        works.append(work)
        wall_at += wall.size
        work_at += work.size
    names = (ELAPSED, *(c.id for c in calendars))
    return Axes(names, origin, days, np.array(rows, np.int64), np.concatenate(walls), np.concatenate(works))


def _require_small(calendar: Calendar, first: date, days: int) -> None:
    size = _quantum(_shifts(calendar, first, days))
    if days * (PER_DAY // size) > MAX_QUANTA:
        message = f"calendar {calendar.id!r} has shifts so uneven that {days // 365} years of it do not fit in memory"
        raise InvalidInput([Finding("RC191", message, "let shifts begin and end on full minutes, or shorten the plan")])


def _shifts(calendar: Calendar, first: date, days: int) -> list[tuple[Shift, ...]]:
    last = first + timedelta(days=days - 1)
    return [*calendar.week, *(shifts for day, shifts in calendar.exceptions.items() if first <= day <= last)]


@dataclass(frozen=True)
class _Mask:
    size: int
    """Ticks of one quantum."""
    working: NDArray[np.bool_]
    """One entry per quantum."""


def _mask(calendar: Calendar, first: date, days: int) -> _Mask:
    last = first + timedelta(days=days - 1)
    exceptions = {day: shifts for day, shifts in calendar.exceptions.items() if first <= day <= last}
    size = _quantum(_shifts(calendar, first, days))
    week = np.array([_pattern(shifts, size) for shifts in calendar.week])
    weekdays = (first.weekday() + np.arange(days)) % 7
    working = week[weekdays]
    for day, shifts in exceptions.items():
        working[(day - first).days] = _pattern(shifts, size)
    return _Mask(size, working.ravel())


def _edges(shift: Shift) -> tuple[int, int]:
    return round(shift[0] * PER_MINUTE), round(shift[1] * PER_MINUTE)


def _quantum(days: Sequence[tuple[Shift, ...]]) -> int:
    return math.gcd(PER_DAY, *(edge for shifts in days for shift in shifts for edge in _edges(shift)))


def _pattern(shifts: tuple[Shift, ...], size: int) -> NDArray[np.bool_]:
    pattern = np.zeros(PER_DAY // size, dtype=bool)
    for shift in shifts:
        start, end = _edges(shift)
        pattern[start // size : end // size] = True
    return pattern
