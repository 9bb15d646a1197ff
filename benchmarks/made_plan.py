"""A realistic plan of any size, the same on every machine, before it is written in the format of a tool."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

START = datetime(2025, 1, 6, 8)
DATA_DATE = datetime(2026, 3, 2, 8)
DAY = timedelta(days=1)
FINISHED, STARTED = 0.2, 0.3
"""Shares of the tasks, in the order of work, up to which they are finished and started."""

WEEKS = {
    "Office": ((8, 12), (13, 17)),
    "Site": ((7, 12), (12.5, 17.5)),
    "Two shifts": ((6, 14), (14, 22)),
    "Round the clock": ((0, 24),),
    "Night": ((20, 24),),
}
"""Working hours of a day by calendar; calendars with at most 16 hours rest on Sundays, the first on Saturdays too."""


@dataclass(frozen=True)
class Job:
    """One task; its number counts from 1, its hours are those of its calendar."""

    number: int
    calendar: int
    element: int
    hours: int
    kind: str
    """``task``, ``start`` or ``finish`` for milestones."""
    begun: datetime | None
    ended: datetime | None
    left: int
    constraint: tuple[str, datetime] | None
    """``SNET``, ``FNLT`` or ``ALAP`` with its date."""


@dataclass(frozen=True)
class Made:
    """Everything in the plan."""

    jobs: list[Job]
    links: list[tuple[int, int, str, int]]
    """Predecessor, successor, type, lag in hours."""
    assignments: list[tuple[int, int, int]]
    """Task, resource (from 1), hours."""
    elements: list[int]
    """Parent of each element of the work breakdown structure; the first is the root, its own parent."""
    resources: int = 200
    holidays: list[date] = field(default_factory=lambda: list(_holidays()))


def made_plan(tasks: int, seed: int = 1) -> Made:
    """Return ``tasks`` tasks in layers, with twice as many links and assignments."""
    rnd = random.Random(seed)
    elements = [0] + [max(0, n // 4) for n in range(tasks // 20)]
    jobs = [_job(rnd, n, tasks, len(elements)) for n in range(1, tasks + 1)]
    assignments = [(rnd.randint(1, tasks), rnd.randint(1, 200), rnd.randint(1, 80)) for _ in range(2 * tasks)]
    return Made(jobs, list(_links(rnd, tasks)), assignments, elements)


def _job(rnd: random.Random, number: int, tasks: int, elements: int) -> Job:
    place = number / tasks
    kind = rnd.choices(("task", "start", "finish"), (92, 4, 4))[0]
    hours = 0 if kind != "task" else 4 * rnd.randint(1, 40)
    begun = ended = None
    if place <= STARTED:
        begun = START + int(place / STARTED * 400) * DAY
    if begun and (place <= FINISHED or kind != "task"):
        ended = begun + (rnd.randint(1, 15) * DAY if kind == "task" else timedelta())
    left = 0 if ended else rnd.randint(1, hours) if begun else hours
    choice = rnd.random()
    words = "SNET" if choice < 0.04 else "FNLT" if choice < 0.06 else "ALAP" if choice < 0.07 else ""
    constraint = (words, DATA_DATE + rnd.randint(0, 700) * DAY) if words and not begun and hours else None
    calendar = rnd.choices(range(len(WEEKS)), (60, 20, 10, 8, 2))[0]
    return Job(number, calendar, rnd.randrange(elements), hours, kind, begun, ended, left, constraint)


def _links(rnd: random.Random, tasks: int) -> Iterator[tuple[int, int, str, int]]:
    width = max(2, round(tasks**0.5))
    seen: set[tuple[int, int]] = set()
    while len(seen) < 2 * tasks - 3:
        after = rnd.randint(2, tasks)
        before = max(1, after - rnd.randint(1, 2 * width))
        if (before, after) not in seen:
            seen.add((before, after))
            lag = rnd.choice((-16, 8, 16, 24, 40)) if rnd.random() < 0.3 else 0
            yield before, after, rnd.choices(("FS", "SS", "FF", "SF"), (75, 12, 11, 2))[0], lag


def _holidays() -> Iterator[date]:
    for year in range(2020, 2040):
        yield from (date(year, month, day) for month, day in ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26), (12, 31)))
        yield from (date(year, 8, 1) + n * DAY for n in range(14))
