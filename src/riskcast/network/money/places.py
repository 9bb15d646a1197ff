"""Where a line lies in time, whatever says so: its task, two instants, its project, or the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from riskcast.model.cost import CostLine
from riskcast.model.moment import parse_day
from riskcast.model.program import Program
from riskcast.model.task import Task, TaskKind
from riskcast.network.money.anchors import AnchorBook


@dataclass(frozen=True)
class Stretch:
    """From one anchor to another, on the calendar of a project."""

    begin: int
    end: int
    calendar: str
    is_over: bool
    """Whether the end is behind the data date."""


class Places:
    """Finds the stretches of lines that hang on no single task."""

    def __init__(self, program: Program, anchors: AnchorBook, facts_count: bool) -> None:
        self._program = program
        self._anchors = anchors
        self._facts_count = facts_count
        self._tasks = {task.id: task for task in program.tasks}
        self._projects = {project.id: p for p, project in enumerate(program.projects)}

    def project_of(self, line: CostLine) -> int:
        """Return the project that pays for a line."""
        owner = line.project
        if owner is None:
            named = line.task or next((name for name in (line.begin, line.end) if name in self._tasks), None)
            owner = self._tasks[named].project if named in self._tasks and named is not None else None
        return self._projects.get(owner or "", 0)

    def now(self, line: CostLine) -> datetime:
        """Return the data date that counts for a line."""
        return self._program.status_date(self._program.projects[self.project_of(line)])

    def stretch(self, line: CostLine) -> Stretch:
        """Return from when to when a line runs; what lies before the data date is left out when facts are known."""
        now = self.now(line)
        if line.begin is not None and line.end is not None:
            begin, begun = self._begin(line.begin, now)
            end, over = self._end(line.end, now)
        else:
            begin, begun, end, over = self._whole(line.project, now)
        if begun and self._facts_count:
            begin = self._anchors.date(now)
        project = self._program.projects[self.project_of(line)] if line.project is not None else None
        own = project.calendar if project is not None else None
        return Stretch(begin, end, own or self._program.calendar, over)

    def _begin(self, name: str, now: datetime) -> tuple[int, bool]:
        """Return the anchor of the beginning, and whether that is behind."""
        if name not in self._tasks:
            moment = datetime.combine(parse_day(name), time())
            return self._anchors.date(moment), moment <= now
        task = self._tasks[name]
        if task.is_milestone:
            return self._anchors.ahead_of(self._anchors.finish(name), now), task.actual_finish is not None
        return self._anchors.start(name), task.actual_start is not None or task.actual_finish is not None

    def _end(self, name: str, now: datetime) -> tuple[int, bool]:
        if name not in self._tasks:
            moment = datetime.combine(parse_day(name) + timedelta(days=1), time())
            return self._anchors.date(moment), moment <= now
        return self._anchors.ahead_of(self._anchors.finish(name), now), self._tasks[name].actual_finish is not None

    def _whole(self, owner: str | None, now: datetime) -> tuple[int, bool, int, bool]:
        """Return the anchors of a project, or of the program, and whether its begin and its end are behind."""
        tasks = self._own(owner)
        begun = [task.actual_start or task.actual_finish for task in tasks]
        known = [moment for moment in begun if moment is not None]
        over = bool(tasks) and all(task.actual_finish is not None for task in tasks)
        finish = self._anchors.project_finish(
            self._projects[owner] if owner is not None else len(self._program.projects)
        )
        if not over:
            finish = self._anchors.ahead_of(finish, now)
        if known:
            return self._anchors.date(min(known)), True, finish, over
        if not tasks:
            return self._anchors.date(now), True, finish, over
        return self._anchors.first_start([task.id for task in tasks]), False, finish, over

    def _own(self, owner: str | None) -> Sequence[Task]:
        return [
            task
            for task in self._program.tasks
            if owner in (None, task.project) and task.kind is not TaskKind.SUMMARY and task.id in self._anchors.rows
        ]
