"""The schedule of a program from the definition: plain dictionaries, one task after the other.

Dates are ticks from an origin midnight well before the program; work is ticks of a calendar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from riskcast.model.calendar import Calendar
from riskcast.model.program import Program
from riskcast.model.task import ConstraintKind, Dependency, DependencyType, LagCalendar, Task, TaskKind
from twins.axis import TICKS, Axis, Clock, axis_of, moment_of, tick_of

BEFORE = 40
"""Days of calendar before the program starts, for leads."""

FROM_FINISH = (DependencyType.FS, DependencyType.FF)
TO_FINISH = (DependencyType.FF, DependencyType.SF)
START_FLOORS = (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.START_ON)
FINISH_FLOORS = (ConstraintKind.FINISH_NO_EARLIER_THAN, ConstraintKind.FINISH_ON)


@dataclass(frozen=True)
class Dates:
    """When a task works, on its own axis and on the clock, in ticks."""

    start: int
    finish: int
    starts: int
    finishes: int


class Twin:
    """A program being scheduled.

    Parameters
    ----------
    program
        Not started work only: tasks without actual dates.
    days
        How many days after the start the schedule may reach.
    before
        How many days before the start leads may reach.
    """

    def __init__(self, program: Program, days: int = 300, before: int = BEFORE) -> None:
        self.program = program
        self.first: date = program.start.date() - timedelta(days=before)
        self.days = days + before
        self.tasks = {task.id: task for task in program.tasks}
        self.calendars = {calendar.id: calendar for calendar in program.calendars}
        self.clock = Clock()
        self.axes = {task.id: self._axis_of(task) for task in program.tasks}
        self.into: dict[str, list[Dependency]] = {task.id: [] for task in program.tasks}
        for link in program.dependencies:
            self.into[link.successor].append(link)
        self.order = list(self._order())

    def planned(self) -> dict[str, int]:
        """Return the planned durations in ticks."""
        found = {}
        for task in self.program.tasks:
            calendar = self.calendar(task)
            hours, days = calendar.hours_per_day, calendar.days_per_week
            minutes = task.duration.minutes(hours, days) if task.duration else 0.0
            found[task.id] = int(minutes * TICKS + 0.5)
        return found

    def forward(self, durations: Mapping[str, int], slips: Mapping[str, int] | None = None) -> dict[str, Dates]:
        """Return the earliest dates; ``slips`` moves some tasks later than they need, in ticks of their work."""
        dates: dict[str, Dates] = {}
        for name in self.order:
            axis, duration = self.axes[name], durations[name]
            start = max([*self._start_floors(name), *self.start_bounds(name, dates)])
            finish = max([start + duration, *self._finish_floors(name), *self.finish_bounds(name, dates)])
            finish += (slips or {}).get(name, 0)
            start = finish - duration
            starts = axis.start(start)
            rolls = self.tasks[name].kind is TaskKind.START_MILESTONE
            dates[name] = Dates(start, finish, starts, starts if rolls else axis.finish(finish))
        return dates

    def bounds(self, name: str, dates: Mapping[str, Dates], to_finish: bool) -> Iterator[tuple[str, int]]:
        """Yield each predecessor with the bound it sets on a start or finish, in ticks of the task's work."""
        for link in self.into[name]:
            if (link.type in TO_FINISH) is to_finish:
                yield link.predecessor, self.axes[name].count(self._moved(link, dates[link.predecessor]))

    def start_bounds(self, name: str, dates: Mapping[str, Dates]) -> list[int]:
        return [bound for _, bound in self.bounds(name, dates, to_finish=False)]

    def finish_bounds(self, name: str, dates: Mapping[str, Dates]) -> list[int]:
        return [bound for _, bound in self.bounds(name, dates, to_finish=True)]

    def critical(self, dates: Mapping[str, Dates]) -> set[str]:
        """Return the tasks from which a chain of tight dependencies leads to a task that ends the program."""
        last = self.program_finish(dates)
        found = {name for name in dates if dates[name].finishes == last}
        for name in reversed(self.order):
            if name in found:
                for to_finish, own in ((False, dates[name].start), (True, dates[name].finish)):
                    found |= {p for p, bound in self.bounds(name, dates, to_finish) if bound == own}
        return found

    def program_finish(self, dates: Mapping[str, Dates]) -> int:
        return max(d.finishes for d in dates.values())

    def project_finish(self, project: str, dates: Mapping[str, Dates]) -> int:
        return max(d.finishes for name, d in dates.items() if self.tasks[name].project == project)

    def moment(self, tick: int) -> datetime:
        return moment_of(tick, self.first)

    def calendar(self, task: Task) -> Calendar:
        return self.calendars[self.program.calendar_of(task)]

    def is_on_the_clock(self, task: Task) -> bool:
        """Return whether a task may begin and end in free time: instants and elapsed durations."""
        if task.kind is TaskKind.MILESTONE:
            return True
        if task.kind is TaskKind.START_MILESTONE or task.duration is None:
            return False
        return task.duration.is_elapsed or (task.duration.value == 0.0 and task.estimate is None)

    def _axis_of(self, task: Task) -> Clock:
        return self.clock if self.is_on_the_clock(task) else self._working(self.calendar(task))

    def _working(self, calendar: Calendar) -> Axis:
        return axis_of(calendar, self.first, self.days)

    def _order(self) -> Iterator[str]:
        done: set[str] = set()
        while len(done) < len(self.tasks):
            ready = [n for n in self.tasks if n not in done and all(k.predecessor in done for k in self.into[n])]
            yield from ready
            done.update(ready)

    def _start_floors(self, name: str) -> list[int]:
        task, program = self.tasks[name], self.program
        project = next(p for p in program.projects if p.id == task.project)
        moments = [program.start, project.start, program.data_date]
        moments += [c.date for c in task.constraints if c.kind in START_FLOORS]
        return [self.axes[name].count(tick_of(m, self.first)) for m in moments if m is not None]

    def _finish_floors(self, name: str) -> list[int]:
        moments = [c.date for c in self.tasks[name].constraints if c.kind in FINISH_FLOORS]
        return [self.axes[name].count(tick_of(m, self.first)) for m in moments]

    def _moved(self, link: Dependency, predecessor: Dates) -> int:
        """Return the predecessor's start or finish on the clock, moved by the lag.

        A moved finish is an end of work, a moved start (or anything of a start milestone) a beginning of work.
        """
        begins = self.tasks[link.predecessor].kind is TaskKind.START_MILESTONE
        ends = link.type in FROM_FINISH and not begins
        instant = predecessor.finishes if ends else predecessor.starts
        if link.lag is None or link.lag.value == 0.0:
            return instant
        axis, minutes = self._lag(link)
        work = axis.count(instant) + int(minutes * TICKS + 0.5 * (1 if minutes > 0 else -1))
        return axis.finish(work) if ends else axis.start(work)

    def _lag(self, link: Dependency) -> tuple[Clock, float]:
        assert link.lag is not None
        way = link.lag_calendar or self.program.lag_calendar
        if link.lag.is_elapsed:
            return self.clock, link.lag.minutes()
        if way is LagCalendar.ELAPSED:
            return self.clock, link.lag.minutes(24.0, 7.0)
        calendar = self._lag_calendar(link, way)
        return self._working(calendar), link.lag.minutes(calendar.hours_per_day, calendar.days_per_week)

    def _lag_calendar(self, link: Dependency, way: LagCalendar) -> Calendar:
        if way is LagCalendar.SUCCESSOR:
            return self.calendar(self.tasks[link.successor])
        if way is LagCalendar.PREDECESSOR:
            return self.calendar(self.tasks[link.predecessor])
        projects = {p.id: p.calendar for p in self.program.projects}
        own = projects[self.tasks[link.successor].project]
        return self.calendars[own or self.program.calendar]
