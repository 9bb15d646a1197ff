"""Paths and merges of one iteration from the definitions: plain dictionaries, one task after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riskcast.model.task import Dependency
from twins.schedule import TO_FINISH, Dates, Twin


def driver(twin: Twin, name: str, dates: Mapping[str, Dates]) -> Dependency | None:
    """Return the first dependency, in the order of the program, whose bound is the start (or finish) of a task."""
    for link in twin.into[name]:
        bound = bound_of(twin, link, dates)
        if bound == (dates[name].finish if link.type in TO_FINISH else dates[name].start):
            return link
    return None


def bound_of(twin: Twin, link: Dependency, dates: Mapping[str, Dates]) -> int:
    """Return the bound of a dependency in ticks of its successor."""
    return twin.axes[link.successor].count(twin._moved(link, dates[link.predecessor]))


def path_to(twin: Twin, name: str, dates: Mapping[str, Dates]) -> list[str]:
    """Return the tasks that drive a task, from the first to itself."""
    link = driver(twin, name, dates)
    return [*(path_to(twin, link.predecessor, dates) if link is not None else ()), name]


def last_of(twin: Twin, dates: Mapping[str, Dates], order: Sequence[str], project: str = "") -> str:
    """Return the task that ends last, of several the last in a topological order."""
    mine = [name for name in order if project in ("", twin.tasks[name].project)]
    latest = max(dates[name].finishes for name in mine)
    return [name for name in mine if dates[name].finishes == latest][-1]


def merge_delay(twin: Twin, name: str, dates: Mapping[str, Dates], planned: Dependency | None) -> int:
    """Return by how many ticks of the clock a task starts later than its dates and one dependency ask for."""
    at = dates[name]
    length = at.finish - at.start
    starts, finishes = [*twin._start_floors(name)], [*twin._finish_floors(name)]
    if planned is not None:
        (finishes if planned.type in TO_FINISH else starts).append(bound_of(twin, planned, dates))
    start = max([0, *starts, *(finish - length for finish in finishes)])
    return twin.axes[name].start(at.start) - twin.axes[name].start(min(start, at.start))
