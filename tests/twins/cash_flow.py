"""How money lies in time: the share that has been incurred by any instant, by plain calendar arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from riskcast.model.calendar import Calendar
from riskcast.model.cost import Spread

Stretch = tuple[datetime, datetime]
CURVES = {
    Spread.LINEAR: (10.0,) * 10,
    Spread.FRONT: (15.0, 15.0, 15.0, 15.0, 10.0, 10.0, 8.0, 6.0, 4.0, 2.0),
    Spread.BACK: (2.0, 4.0, 6.0, 8.0, 10.0, 10.0, 15.0, 15.0, 15.0, 15.0),
    Spread.S: (2.0, 4.0, 8.0, 15.0, 21.0, 21.0, 15.0, 8.0, 4.0, 2.0),
}
"""Percent of the money in each tenth of the working time."""


class Flow(Protocol):
    """Money on its way."""

    def before(self, t: datetime) -> float:
        """Return the share that belongs to the time before an instant."""
        ...


@dataclass(frozen=True)
class AtStart:
    """All at an instant at which something starts: it belongs to the time after it."""

    at: datetime

    def before(self, t: datetime) -> float:
        return float(self.at < t)


@dataclass(frozen=True)
class AtFinish:
    """All at an instant at which something finishes: it belongs to the time before it."""

    at: datetime

    def before(self, t: datetime) -> float:
        return float(self.at <= t)


@dataclass(frozen=True)
class Mix:
    """Shares of the money that go different ways."""

    parts: tuple[tuple[float, Flow], ...]

    def before(self, t: datetime) -> float:
        return sum(share * flow.before(t) for share, flow in self.parts)


@dataclass(frozen=True)
class Over:
    """Money spread over working time."""

    stretches: tuple[Stretch, ...]
    calendar: Calendar | None
    """Whose working time counts; every minute without one."""
    curve: tuple[float, ...]

    def before(self, t: datetime) -> float:
        tenths = 10.0 * self.minutes(t) / self.minutes(datetime.max)
        return sum(weight * min(max(tenths - n, 0.0), 1.0) for n, weight in enumerate(self.curve)) / 100.0

    def minutes(self, t: datetime) -> float:
        """Return the working minutes before an instant."""
        return sum(working_minutes(self.calendar, begin, min(end, t)) for begin, end in self.stretches)


def working_minutes(calendar: Calendar | None, begin: datetime, end: datetime) -> float:
    """Return the working minutes between two instants, all minutes without a calendar; 0 in reverse order."""
    if calendar is None:
        return max((end - begin) / timedelta(minutes=1), 0.0)
    return calendar.minutes_between(begin, end)


@dataclass(frozen=True)
class Place:
    """Where a line lies: its stretches in order of time, and what is counted in them."""

    stretches: tuple[Stretch, ...]
    calendar: Calendar | None
    days: float
    """Working days."""
    now: datetime = datetime.min
    """When it is still to come: after this."""

    @property
    def calendar_days(self) -> float:
        """Days of 24 hours from its begin to its end."""
        return max((self.end - self.begin) / timedelta(days=1), 0.0)

    @property
    def begin(self) -> datetime:
        return self.stretches[0][0]

    @property
    def end(self) -> datetime:
        return self.stretches[-1][1]

    def joined(self, rest: Place) -> Place:
        """Return this place and what follows it; waiting between them is no pause."""
        ahead = rest.stretches if rest.begin < rest.end else ()
        until = rest.begin if ahead else rest.end
        return replace(rest, stretches=((self.begin, until), *ahead), days=self.days + rest.days)

    def flow(self, spread: Spread = Spread.LINEAR) -> Flow:
        """Return money spread over the place; without working time it is all at the end, if not at the start."""
        even = Over(self.stretches, self.calendar, CURVES[Spread.LINEAR])
        if spread is Spread.START:
            return AtStart(self.begin)
        if self.end <= self.begin or even.minutes(self.end) == 0.0 or spread is Spread.END:
            return due(self.end, self.now)
        return replace(even, curve=CURVES[spread])


def due(at: datetime, now: datetime) -> Flow:
    """Return money at a finish; what is still to come at the data date belongs to the time after it."""
    return AtFinish(at) if at > now else AtStart(now)


def stretch_place(begin: datetime, end: datetime, calendar: Calendar, day: float, now: datetime) -> Place:
    """Return the place from one instant to another on a calendar whose days have ``day`` minutes."""
    return Place(((begin, end),), calendar, calendar.minutes_between(begin, end) / day, now)


def window(flow: Flow, *bounds: Sequence[datetime]) -> float:
    """Return the share that lies in all of some (begin, end)."""
    begin, end = max(b for b, _ in bounds), min(e for _, e in bounds)
    return flow.before(end) - flow.before(begin) if begin < end else 0.0
