"""How long a task takes, and how much of that is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from riskcast.export.mspdi.sheet import Sheet
from riskcast.export.mspdi.worktime import shifted
from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.program import Dialect
from riskcast.model.resolve import duration_minutes
from riskcast.model.split import Split
from riskcast.model.task import Task, TaskKind

_NEGLIGIBLE = 0.05
"""Minutes that are an error of rounding."""


@dataclass(frozen=True, slots=True)
class Work:
    """Durations in minutes on the task's working time, or round the clock."""

    duration: float
    done: float
    remaining: float

    @property
    def percent(self) -> int:
        """Whole percent of the duration that is done."""
        if self.remaining == 0.0:
            return 100 if self.done > 0.0 else 0
        return int(100.0 * self.done / self.duration)


def work_of(sheet: Sheet, task: Task) -> Work:
    """Return the durations of a task.

    What is done follows from the dates: a finished task took the time between its actual dates, and a started one
    has worked from its actual start to the data date, whatever was planned. A plan that follows Microsoft Project's
    rules keeps the durations it states.
    """
    calendar = sheet.calendar_of(task)
    planned = _planned(sheet, task, calendar)
    start, finish = task.actual_start, task.actual_finish
    if start is not None and sheet.program.dialect is Dialect.MSPROJECT:
        left = 0.0 if finish else planned if task.remaining is None else duration_minutes(task.remaining, calendar)
        return Work(max(planned, left), max(planned - left, 0.0), left)
    if finish is not None:
        spent = 0.0 if task.is_milestone else _spent(task, calendar, start or finish, finish)
        return Work(spent, spent, 0.0)
    if start is None:
        return Work(planned, 0.0, planned)
    spent = _spent(task, calendar, start, sheet.program.status_date(sheet.projects[task.project]))
    left = max(planned - spent, 0.0) if task.remaining is None else duration_minutes(task.remaining, calendar)
    return Work(spent + left, spent, left)


def wait_of(sheet: Sheet, task: Task, work: Work) -> Split | None:
    """Return the pause of a started task whose remaining work waits for others at the data date."""
    dates, calendar = sheet.dates(task), sheet.calendar_of(task)
    begun = task.actual_start is not None and task.actual_finish is None and work.done > 0.0
    plain = task.duration is not None and not task.duration.is_elapsed
    if dates is None or not begun or not plain or sheet.program.dialect is Dialect.MSPROJECT:
        return None
    resumed = shifted(calendar, dates.finish, -work.remaining, as_finish=False)
    wait = calendar.minutes_between(sheet.program.status_date(sheet.projects[task.project]), resumed)
    if wait < _NEGLIGIBLE or work.remaining == 0.0:
        return None
    return Split(after=Amount(work.done, "min"), pause=Amount(wait, "min"))


def _planned(sheet: Sheet, task: Task, calendar: Calendar) -> float:
    """Return the planned duration: of a level of effort the span, of a task that the plan skips none."""
    dates = sheet.dates(task)
    if dates is not None and task.kind is TaskKind.LEVEL_OF_EFFORT:
        return calendar.minutes_between(dates.start, dates.finish)
    if dates is not None and dates.finish <= dates.start:
        return 0.0  # What the plan skips takes no time there either.
    return 0.0 if task.duration is None else duration_minutes(task.duration, calendar)


def _spent(task: Task, calendar: Calendar, start: datetime, end: datetime) -> float:
    if task.duration is not None and task.duration.is_elapsed:
        return max((end - start).total_seconds() / 60.0, 0.0)
    return calendar.minutes_between(start, end)
