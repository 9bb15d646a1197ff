"""Working-time axes: the tables between a calendar's working ticks and the wall clock."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from riskcast.errors import Finding, InvalidInput
from riskcast.kernels import axis as kernel_axis
from riskcast.kernels.types import I4, I8
from riskcast.model.calendar import Calendar, Shift
from riskcast.network.ticks import PER_DAY, PER_MINUTE, from_moment

MAX_QUANTA = 100_000_000
"""Most entries of all tables: 17 calendars of odd minutes over eleven years, a gigabyte while they are built."""

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
    _known: dict[tuple[int, datetime], int] = field(default_factory=dict, repr=False, compare=False)
    """Look-ups that were made before: many tasks share a data date."""

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
        key = (row, moment)
        if key not in self._known:
            self._known[key] = int(self.works(row, np.array([from_moment(moment, self.origin)]))[0])
        return self._known[key]


def build_axes(calendars: Sequence[Calendar], origin: datetime, days: int) -> Axes:
    """Build the tables of ``calendars`` and of round-the-clock time for ``days`` days from the midnight ``origin``."""
    rows = []
    walls: list[I4] = []
    works: list[I4] = []
    wall_at = work_at = 0
    _require_small(calendars, origin.date(), days)
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


def _require_small(calendars: Sequence[Calendar], first: date, days: int) -> None:
    quanta = {calendar.id: days * (PER_DAY // _quantum(_shifts(calendar, first, days))) for calendar in calendars}
    if sum(quanta.values()) <= MAX_QUANTA:
        return
    largest = max(quanta, key=lambda id_: quanta[id_])
    what = f"calendar {largest!r}" if quanta[largest] > MAX_QUANTA else f"{len(quanta)} calendars"
    message = f"the working time of {what} over {days // 365} years does not fit in memory, minute by minute"
    remedy = "let shifts begin and end on full hours, use fewer calendars, or shorten the plan"
    raise InvalidInput([Finding("RC191", message, remedy)])


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
