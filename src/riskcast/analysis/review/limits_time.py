"""What the forecast of dates does not know or count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from riskcast.analysis.review.limit import Limit, counted, of_all, of_names, verb
from riskcast.analysis.wording import say_date, say_percent
from riskcast.model.banding import is_open_work
from riskcast.model.calendar import Calendar
from riskcast.model.check.index import Index
from riskcast.model.correlation import CorrelationOf
from riskcast.model.driver import Driver
from riskcast.model.resolve import duration_minutes
from riskcast.model.resource import ResourceKind
from riskcast.model.task import Task
from riskcast.simulation.result import GRID, Result

_WHOLE_DAY = 1440.0
_NAMED = 3


def time_limits(result: Result, index: Index) -> Iterator[Limit]:
    """Yield what is true of the tasks, calendars and resources of the program."""
    yield from _certain_tasks(index)
    yield from _independent(index)
    yield from _unlevelled(index)
    yield from _holidays(result, index)
    yield from _reworks(index)


def _certain_tasks(index: Index) -> Iterator[Limit]:
    """Yield open tasks without a range that no driver and no risk changes."""
    work = {task.id: days for task in index.program.tasks if (days := _days_left(index, task)) > 0.0}
    moved = set(index.uncertain) - {task.id for task in index.program.tasks if task.expected_finish is not None}
    for driver in index.program.drivers:
        moved.update(index.meant(driver.tasks) if _moves_durations(driver) else ())
    for risk in index.counting.risks:
        for impact in risk.impacts if risk.probability > 0.0 or risk.given else ():
            moved.update(index.meant(impact.tasks) if impact.delay is not None or impact.factor is not None else ())
    certain = [id_ for id_ in work if id_ not in moved]
    if certain:
        share = sum(work[id_] for id_ in certain) / sum(work.values())
        text = (
            f"{of_all(certain, len(work), 'open task')} {verb(certain, 'has', 'have')} no range, driver or risk, and "
            f"{verb(certain, 'takes', 'take')} exactly the planned working time: {say_percent(share)} of the remaining "
            "working days of all tasks."
        )
        yield of_names("certain-tasks", text, certain)


def _days_left(index: Index, task: Task) -> float:
    """Return what is left of a task by plan, in days; 0 for what is finished or has no work."""
    calendar = index.calendar_of(task)
    if task.id not in index.open_tasks or not is_open_work(task) or calendar is None or task.probability == 0.0:
        return 0.0
    started = task.actual_start is not None and task.remaining is not None
    left = task.remaining if started else task.duration
    if left is None or not left.is_time:
        return 0.0
    day = _WHOLE_DAY if left.is_elapsed else 60.0 * calendar.hours_per_day
    return duration_minutes(left, calendar) / day


def _moves_durations(driver: Driver) -> bool:
    if not driver.enabled or driver.duration is None or driver.probability == 0.0:
        return False
    return driver.probability < 1.0 or driver.duration.family != "fixed"


def _independent(index: Index) -> Iterator[Limit]:
    """Yield that durations are independent, when nothing lets any of them vary together."""
    program, uncertain = index.program, sorted(index.uncertain)
    together = any(line.of is CorrelationOf.DURATION for line in program.correlations)
    together = together or any(_moves_durations(d) and len(index.meant(d.tasks)) > 1 for d in program.drivers)
    if len(uncertain) < 2 or together or program.default_correlation:
        return
    stated = "as the program states" if program.default_correlation == 0.0 else "nothing says otherwise"
    text = (
        f"The {len(uncertain):,} uncertain durations are independent of each other ({stated}): if they have common "
        "causes, dates spread wider than shown."
    )
    yield of_names("independent-durations", text, uncertain)


def _unlevelled(index: Index) -> Iterator[Limit]:
    """Yield that work resources are not levelled, when some are assigned to open tasks."""
    crews = {task: crew for task, crew in index.crews.items() if task in index.open_tasks}
    used = dict.fromkeys(resource.id for crew in crews.values() for resource in crew)
    people = [r.id for r in index.program.resources if r.kind is ResourceKind.WORK and r.id in used]
    if people:
        text = (
            f"Resources are not levelled: {counted(people, 'resource')} {verb(people, 'works', 'work')} on "
            f"{counted(crews, 'open task')}, and nothing checks whether one is needed in two places at once."
        )
        yield of_names("unlevelled-resources", text, people)


def _holidays(result: Result, index: Index) -> Iterator[Limit]:
    """Yield calendars without holidays, and those whose holidays end before the work on them does."""
    p = min(level for level in GRID if level >= result.program.confidence)
    ends = _ends(result, index, p)
    free = {id_: _days_off(index.calendars[id_]) for id_ in ends}
    none = [id_ for id_ in ends if not free[id_] and not _is_round_the_clock(index.calendars[id_])]
    if none:
        has = verb(none, "has", "have")
        text = f"{of_all(none, len(ends), 'calendar')} in use {has} no holidays: every working day of the week counts."
        yield of_names("no-holidays", text, none)
    early = {id_: max(days) for id_, days in free.items() if days and max(days) < ends[id_]}
    if early:
        several = [f"{id_} {say_date(last)}, work until {say_date(ends[id_])}" for id_, last in early.items()]
        more = f"; and {len(several) - _NAMED} more" if len(several) > _NAMED else ""
        text = (
            f"The holidays of {of_all(early, len(ends), 'calendar').lower()} end before P{p} of the work on "
            f"{verb(early, 'it', 'them')} ({'; '.join(several[:_NAMED])}{more}): later holidays are worked."
        )
        yield of_names("early-holidays", text, early)


def _ends(result: Result, index: Index, p: int) -> dict[str, date]:
    """Return the latest P-value of the finish of open tasks, by calendar."""
    finish = result.tasks.finish[:, GRID.index(p)]
    found: dict[str, int] = {}
    for id_, tick in zip(result.tasks.ids, finish.tolist(), strict=True):
        task = index.tasks.get(id_)
        if task is not None and id_ in index.open_tasks and is_open_work(task):
            name = result.program.calendar_of(task)
            found[name] = max(tick, found.get(name, np.iinfo(np.int32).min))
    return {name: result.moment(tick).date() for name, tick in found.items() if name in index.calendars}


def _days_off(calendar: Calendar) -> list[date]:
    """Return the holidays of a calendar; an exception with shifts is a day of work."""
    return [day for day, shifts in calendar.exceptions.items() if not shifts]


def _is_round_the_clock(calendar: Calendar) -> bool:
    return all(sum(end - start for start, end in shifts) == _WHOLE_DAY for shifts in calendar.week)


def _reworks(index: Index) -> Iterator[Limit]:
    """Yield loops of rework that are cut off after their most passes."""
    loops = [rework for rework in index.program.reworks if rework.probability > 0.0]
    if loops:
        chance = max(rework.probability ** (rework.at_most + 1) for rework in loops)
        text = (
            f"{counted(loops, 'loop')} of rework {verb(loops, 'is', 'are')} cut off after the most passes entered; the "
            f"chance that {verb(loops, 'it', 'one')} would go on is {verb(loops, '', 'at most ')}{say_percent(chance)}."
        )
        yield of_names("reworks", text, [rework.id for rework in loops])
