"""Correlation is never zero without a word: what many independent durations understate.

Independent durations cancel each other out along a path, and a plan of many small tasks looks almost certain. With the
standard deviations ``s_i`` of the durations on the longest path, independence gives the spread ``sqrt(sum s_i^2)``, and
one correlation ``rho`` between any two of them ``sqrt((1 - rho) sum s_i^2 + rho (sum s_i)^2)``. The first is too small
by the factor

    sqrt(1 + (n - 1) rho),    n = (sum s_i)^2 / sum s_i^2,

where ``n`` is the effective number of uncertain durations (equal ones: their number). ``rho`` is taken as 0.3 and the
path as the longest one through the finish-to-start dependencies by mean durations, whatever their calendars' holidays.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Mapping

from riskcast.errors import Finding
from riskcast.model.banding import is_open_work
from riskcast.model.calendar import Calendar
from riskcast.model.check.index import Index
from riskcast.model.correlation import CorrelationOf
from riskcast.model.resolve import duration_minutes
from riskcast.model.task import DependencyType, Task

MANY = 20
"""Uncertain durations from which independence is worth a warning."""
USUAL = 0.3
"""Correlation between durations of one program when nothing is known."""
_WEEK = 7 * 24 * 60.0

_Law = tuple[float, float]
"""Mean and standard deviation of a duration in elapsed minutes."""


def check_spread(index: Index) -> Iterator[Finding]:
    """Yield a warning when many durations are uncertain and nothing lets any of them vary together."""
    program = index.program
    together = any(driver.duration is not None and driver.enabled for driver in program.drivers) or any(
        correlation.of is CorrelationOf.DURATION for correlation in program.correlations
    )
    if together or program.default_correlation is not None or len(index.uncertain) < MANY:
        return
    laws = {name: law for name, task in index.tasks.items() if (law := _law(index, task)) is not None}
    spreads = [laws[name][1] for name in longest_path(index, laws) if laws[name][1] > 0.0]
    factor = understatement(spreads)
    count = len(index.uncertain)
    text = f"{count} uncertain durations are independent of each other: no driver, correlation or default_correlation"
    if factor > 1.0:
        text += (
            f"; along the longest path ({len(spreads)} of them) the spread is likely understated by a factor of"
            f" {factor:.1f}, if they correlate by {USUAL}"
        )
    remedy = "add drivers for common causes, or default_correlation: 0.3; 0 says that independence is meant"
    path = ("default_correlation",)
    yield Finding("RC169", text, remedy, "warning", path, "default_correlation")


def understatement(spreads: list[float], rho: float = USUAL) -> float:
    """Return how many times larger the spread of a sum is when its parts correlate by ``rho``; 1 for none or one."""
    squares = sum(s * s for s in spreads)
    if squares == 0.0:
        return 1.0
    effective = sum(spreads) ** 2 / squares
    return math.sqrt(1.0 + (effective - 1.0) * rho)


def longest_path(index: Index, laws: Mapping[str, _Law]) -> list[str]:
    """Return the tasks on the longest path through finish-to-start dependencies by mean duration, first to last.

    Tasks without a law are left out with their dependencies; so are tasks that depend on each other in a circle.
    """
    follows: dict[str, list[str]] = {}
    waits = dict.fromkeys(laws, 0)
    for link in index.program.dependencies:
        if link.type is DependencyType.FS and link.predecessor in laws and link.successor in laws:
            follows.setdefault(link.predecessor, []).append(link.successor)
            waits[link.successor] += 1
    end = {name: law[0] for name, law in laws.items()}
    came: dict[str, str] = {}
    ready = deque(name for name, count in waits.items() if count == 0)
    last = next(iter(ready), "")
    while ready:
        name = ready.popleft()
        last = name if end[name] > end[last] else last
        for after in follows.get(name, ()):
            if end[name] + laws[after][0] > end[after]:
                end[after], came[after] = end[name] + laws[after][0], name
            waits[after] -= 1
            if waits[after] == 0:
                ready.append(after)
    path = [last] if last else []
    while path and path[-1] in came:
        path.append(came[path[-1]])
    return path[::-1]


def _law(index: Index, task: Task) -> _Law | None:
    """Return mean and standard deviation of what a task still takes; None for summaries and levels of effort."""
    if index.not_scheduled(task.id):
        return None
    calendar = index.calendar_of(task)
    if not is_open_work(task) or task.duration is None or calendar is None:
        return 0.0, 0.0
    left = task.remaining if task.actual_start is not None and task.remaining is not None else task.duration
    if not (task.duration.is_time and left.is_time):
        return 0.0, 0.0
    scale = 1.0 if task.duration.is_elapsed else _stretch(calendar)
    planned = duration_minutes(left, calendar) * scale
    ranged = index.ranges.get(task.id) if task.expected_finish is None else None
    law = index.duration(ranged.estimate, left, calendar).distribution if ranged is not None else None
    if law is None or not (math.isfinite(law.mean) and math.isfinite(law.sd)):
        return planned, 0.0
    return law.mean * scale, law.sd * scale


def _stretch(calendar: Calendar) -> float:
    """Return elapsed minutes per working minute of a calendar, over a usual week."""
    worked = sum(end - start for day in calendar.week for start, end in day)
    return _WEEK / worked if worked > 0.0 else 1.0
