"""Links: each task lists its predecessors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from riskcast.export.mspdi.element import put, tenths, time_format
from riskcast.export.mspdi.sheet import Sheet
from riskcast.export.mspdi.worktime import shifted, work_between
from riskcast.formats.schedules.notes import Topic
from riskcast.model.calendar import Calendar
from riskcast.model.task import Dependency, DependencyType, LagCalendar, Task, TaskKind

_TYPES = {DependencyType.FF: 0, DependencyType.FS: 1, DependencyType.SF: 2, DependencyType.SS: 3}
_FROM_FINISH = (DependencyType.FS, DependencyType.FF)
_DAYS = 7
_CONVERTED = Topic(
    "RC070",
    "warning",
    "1 lag runs on another calendar than its successor's; its length is changed so that the planned dates are the same",
    "{n} lags run on other calendars than their successors'; their lengths are changed so that the planned dates are"
    " the same",
    "Microsoft Project counts lags on the successor's calendar",
)
_EFFORT = Topic(
    "RC070",
    "warning",
    "1 link from a level of effort is left out, because it would drive its successor",
    "{n} links from levels of effort are left out, because they would drive their successors",
)


class Links:
    """The dependencies by successor."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._tasks = {task.id: task for task in sheet.program.tasks}
        self._into: dict[str, list[Dependency]] = {}
        for link in sheet.program.dependencies:
            if self._tasks[link.predecessor].kind is TaskKind.LEVEL_OF_EFFORT:
                sheet.notes.add(_EFFORT, f"{link.predecessor} -> {link.successor} {link.type}")
            else:
                self._into.setdefault(link.successor, []).append(link)

    def into(self, task: Task) -> Sequence[Dependency]:
        """Return the links into a task."""
        return self._into.get(task.id, ())

    def drive_back(self, task: Task) -> bool:
        """Return whether a link could pull the task before the start of the project."""
        links = self.into(task)
        return any(link.type not in (DependencyType.FS, DependencyType.SS) or _leads(link) for link in links)

    def add_to(self, node: Element, task: Task) -> None:
        """Add the predecessors of a task."""
        for link in self.into(task):
            minutes, shown = self._lag(link, task)
            put(
                SubElement(node, "PredecessorLink"),
                PredecessorUID=self._sheet.uids[link.predecessor],
                Type=_TYPES[link.type],
                CrossProject=False,
                LinkLag=tenths(minutes),
                LagFormat=shown,
            )

    def _lag(self, link: Dependency, after: Task) -> tuple[float, int]:
        """Return the lag in minutes of the successor's working time (or round the clock), and how it is shown."""
        lag = link.lag
        if lag is None or lag.value == 0.0:
            return 0.0, _DAYS
        choice = link.lag_calendar or self._sheet.program.lag_calendar
        if lag.is_elapsed or choice is LagCalendar.ELAPSED:
            return lag.minutes(24.0, 7.0), time_format(f"e{lag.unit.removeprefix('e')}")
        before = self._tasks[link.predecessor]
        runs = self._calendar(choice, before, after)
        minutes = lag.minutes(runs.hours_per_day, runs.days_per_week)
        there = self._sheet.calendar_of(after)
        begun = self._instant(link, before)
        if _same_hours(runs, there) or begun is None:
            return minutes, time_format(lag.unit)
        reached = shifted(runs, begun, minutes, as_finish=link.type in _FROM_FINISH)
        converted = work_between(there, begun, reached)
        if converted != minutes:
            self._sheet.notes.add(_CONVERTED, f"{before.id} -> {after.id} {link.type} {lag}")
        return converted, time_format(lag.unit)

    def _calendar(self, choice: LagCalendar, before: Task, after: Task) -> Calendar:
        sheet = self._sheet
        if choice is LagCalendar.PROJECT:
            return sheet.calendars[sheet.projects[after.project].calendar or sheet.program.calendar]
        return sheet.calendar_of(before if choice is LagCalendar.PREDECESSOR else after)

    def _instant(self, link: Dependency, before: Task) -> datetime | None:
        """Return where the lag begins in the plan."""
        dates = self._sheet.dates(before)
        if dates is None:
            return None
        return dates.finish if link.type in _FROM_FINISH else dates.start


def _leads(link: Dependency) -> bool:
    return link.lag is not None and link.lag.value < 0.0


def _same_hours(one: Calendar, other: Calendar) -> bool:
    return one.id == other.id or (one.week, one.exceptions) == (other.week, other.exceptions)
