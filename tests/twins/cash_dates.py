"""Where money lies in one iteration: instants and stretches of tasks, spans, projects, from the dates of the rest."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from riskcast.model.calendar import Calendar
from riskcast.model.cost import CostLine
from riskcast.model.resolve import duration_minutes
from riskcast.model.task import Task, TaskKind
from riskcast.network.nodes import Status, is_elapsed, status_of, whole_minutes, worked_minutes
from twins.axis import TICKS
from twins.cash_flow import AtFinish, Flow, Place, Stretch, due, stretch_place
from twins.cash_rest import Rests
from twins.future import Fate
from twins.simulation import to_ticks

DAY = timedelta(days=1)


def midnight(day: date) -> datetime:
    """Return the first instant of a day."""
    return datetime.combine(day, time())


class Dated:
    """One iteration with its dates as local times."""

    def __init__(self, rests: Rests, fate: Fate) -> None:
        self.rests, self.fate, self.rest = rests, fate, rests.rest
        self.program = rests.whole
        self.tasks = self.rest.tasks

    def start(self, name: str) -> datetime:
        task, at = self.tasks[name], self.fate.dates[name]
        return task.actual_start or task.actual_finish or self.rests.twin.moment(at.starts)

    def finish(self, name: str) -> datetime:
        task, at = self.tasks[name], self.fate.dates[name]
        return task.actual_finish or self.rests.twin.moment(at.finishes)

    def now(self, project: str) -> datetime:
        """Return the data date of a project, or of the program."""
        if project:
            return self.program.status_date(self.rest.projects[project])
        return self.program.data_date or self.program.start

    def behind(self, name: str) -> Place | None:
        """Return what has been done of a task that has begun."""
        task, calendar = self.tasks[name], self._calendar(name)
        if status_of(task) is Status.PLANNED:
            return None
        end = task.actual_finish or self.now(task.project)
        begin, own = task.actual_start or end, self._own(task)
        minutes = worked_minutes(task, own, end) if task.actual_start is not None else whole_minutes(task, own)
        return Place(((begin, end),), calendar, minutes / self._day(name))

    def left(self, name: str) -> Place | None:
        """Return what is still to be done of a task; None when it is finished."""
        task, at = self.tasks[name], self.fate.dates[name]
        if task.actual_finish is not None:
            return None
        days = self._work(name) / TICKS / self._day(name)
        moments = (self.rests.twin.moment(at.starts), self.rests.twin.moment(at.finishes))
        places = tuple(self._stretches(name)) or (moments,)
        return Place(places, self._calendar(name), days, self.now(task.project))

    def _stretches(self, name: str) -> list[Stretch]:
        """Return the remaining work without its pauses, on the clock."""
        axis, moment = self.rests.twin.axes[name], self.rests.twin.moment
        own, here, done, found = self._own(self.tasks[name]), self.fate.dates[name].start, 0, []
        work = self._work(name)
        pauses = [(duration_minutes(s.after, own), duration_minutes(s.pause, own)) for s in self._splits(name)]
        for after, pause in [(to_ticks(a), to_ticks(p)) for a, p in pauses if to_ticks(a) < work] + [(work, 0)]:
            if after > done:
                found.append((moment(axis.start(here)), moment(axis.finish(here + after - done))))
            here, done = here + after - done + pause, after
        return found

    def _work(self, name: str) -> int:
        """Return the remaining work in ticks."""
        work = self.rests._worked(self.rests.twin.tasks[name], self.fate)
        return int(work)

    def _splits(self, name: str) -> tuple:  # type: ignore[type-arg]
        task = self.rests.twin.tasks[name]
        return () if task.kind is TaskKind.LEVEL_OF_EFFORT else task.splits

    def _own(self, task: Task) -> Calendar:
        return self.rests.twin.calendar(task)

    def _calendar(self, name: str) -> Calendar | None:
        return None if is_elapsed(self.tasks[name]) else self._own(self.tasks[name])

    def _day(self, name: str) -> float:
        """Return the minutes of a day of a task."""
        return self.rests._day(self.tasks[name]) / TICKS

    def hours_per_day(self, name: str) -> float:
        return self._day(name) / 60.0

    def span(self, line: CostLine) -> Place:
        """Return the place of a line without a task."""
        mine, now = (
            [t.id for t in self.program.tasks if line.project in (None, t.project)],
            self.now(line.project or ""),
        )
        if line.begin is not None:
            begin = (
                self._begin(line.begin, now) if line.begin in self.tasks else midnight(date.fromisoformat(line.begin))
            )
        else:
            begin = min(self.start(name) for name in mine)
        if line.end is not None:
            end = self.finish(line.end) if line.end in self.tasks else midnight(date.fromisoformat(line.end)) + DAY
        else:
            end = self._last_finish(line.project)
        return self.between(begin, end, line.project, datetime.min if self.is_behind(line, now) else now)

    def _begin(self, name: str, now: datetime) -> datetime:
        """Return when a task begins; an open one after the data date."""
        task = self.tasks[name]
        begun = task.actual_start is not None or task.actual_finish is not None
        return self.start(name) if begun else max(self.start(name), now)

    def due(self, name: str, now: datetime) -> Flow:
        """Return money at the finish of a task: a fact, or after the data date."""
        return AtFinish(self.finish(name)) if self.tasks[name].actual_finish else due(self.finish(name), now)

    def is_behind(self, line: CostLine, now: datetime) -> bool:
        """Return whether the end of a line without a task is a fact."""
        if line.end is not None and line.end not in self.tasks:
            return midnight(date.fromisoformat(line.end)) + DAY <= now
        ends = [task for task in self.program.tasks if line.project in (None, task.project)]
        ends = [self.tasks[line.end]] if line.end is not None else ends
        return all(task.actual_finish is not None for task in ends)

    def between(self, begin: datetime, end: datetime, project: str | None, now: datetime = datetime.min) -> Place:
        """Return a stretch on the calendar of a project, or of the program; what is to come lies after ``now``."""
        own = self.rest.projects[project].calendar if project else None
        calendar = self.rest.calendars[own or self.program.calendar]
        return stretch_place(begin, end, calendar, 60.0 * calendar.hours_per_day, now)

    def until_finish(self, project: str | None) -> Place:
        """Return the time from the data date to the finish of a project or the program."""
        return self.between(self.now(project or ""), self._last_finish(project), project)

    def _last_finish(self, project: str | None) -> datetime:
        """Return the finish of a project, or of the program."""
        mine = [t for t in self.program.tasks if project in (None, t.project)]
        return max(self.finish(task.id) for task in mine if task.kind is not TaskKind.LEVEL_OF_EFFORT)
