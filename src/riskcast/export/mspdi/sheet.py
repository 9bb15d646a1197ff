"""Everything that the parts of a file share: rows, numbers, calendars, and what is to be remarked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from riskcast.export.levels import MEDIAN, confidence_level
from riskcast.export.mspdi.outline import Line, make_outline
from riskcast.export.mspdi.uids import numbers
from riskcast.formats.schedules.notes import Notes
from riskcast.kernels.types import I4
from riskcast.model.calendar import Calendar
from riskcast.model.program import Program, Project
from riskcast.model.task import ConstraintKind, Task
from riskcast.simulation.result import Result

MANDATORY = (ConstraintKind.MANDATORY_START, ConstraintKind.MANDATORY_FINISH)


@dataclass(frozen=True)
class Dates:
    """What was computed of one task."""

    start: datetime
    """Deterministic; the actual start of a started task."""
    finish: datetime
    late_finish: datetime
    total_float: float
    """Working minutes."""
    critical: bool
    """In the deterministic schedule."""
    criticality: float
    """Share of iterations, 0-1."""
    percentiles: dict[int, tuple[datetime, datetime]]
    """Start and finish at the median and at the confidence level."""


class Sheet:
    """A result, prepared for writing."""

    def __init__(self, result: Result, notes: Notes) -> None:
        self.result = result
        self.notes = notes
        self.program: Program = result.program
        self.level = confidence_level(result)
        self.lines: list[Line] = make_outline(self.program)
        self.calendars: dict[str, Calendar] = {calendar.id: calendar for calendar in self.program.calendars}
        owners = [r.id for r in self.program.resources if r.calendar is not None]
        uids = numbers([*self.calendars, *("" for _ in owners)])
        self.calendar_uids = dict(zip(self.calendars, uids, strict=False))
        self.own_calendars = dict(zip(owners, uids[len(self.calendars) :], strict=True))
        """UID of the calendar that is made for each resource with working time of its own."""
        resources = [r.id for r in self.program.resources]
        self.resource_uids = dict(zip(resources, numbers(resources), strict=True))
        self._place = {id_: i for i, id_ in enumerate(result.tasks.ids)}

    @cached_property
    def usual(self) -> Calendar:
        """The calendar of the file: that of its only project, else the program's."""
        projects = self.program.projects
        only = projects[0].calendar if len(projects) == 1 else None
        return self.calendars[only or self.program.calendar]

    @cached_property
    def data_date(self) -> datetime | None:
        """The latest data date that is stated."""
        stated = [project.data_date for project in self.program.projects] + [self.program.data_date]
        return max((moment for moment in stated if moment is not None), default=None)

    @cached_property
    def row_uids(self) -> list[int]:
        """UID of each row; 0 is the program."""
        codes = [line.branch.task.code if line.branch.task else "" for line in self.lines[1:]]
        return [0, *numbers(codes)]

    @cached_property
    def uids(self) -> dict[str, int]:
        """UID of each task by its id."""
        pairs = zip(self.lines, self.row_uids, strict=True)
        return {line.branch.task.id: uid for line, uid in pairs if line.branch.task is not None}

    @cached_property
    def projects(self) -> dict[str, Project]:
        """Projects by id."""
        return {project.id: project for project in self.program.projects}

    @cached_property
    def honours(self) -> bool:
        """Whether constraint dates must beat the logic: one option for the whole file."""
        kinds = {constraint.kind for task in self.program.tasks for constraint in task.constraints}
        return self.program.honour_constraints or not kinds.isdisjoint(MANDATORY)

    @cached_property
    def aloof(self) -> set[str]:
        """Tasks that do not heed the calendars of their resources."""
        crews = {item.task for item in self.program.assignments if item.resource in self.own_calendars}
        return crews - {task.id for task in self.program.tasks if task.on_resource_calendars}

    @cached_property
    def _ends(self) -> dict[int, I4]:
        return {p: self.result.task_percentile(p) for p in (MEDIAN, self.level)}

    def calendar_of(self, task: Task) -> Calendar:
        """Return the calendar that a task works on."""
        own = task.calendar or self.projects[task.project].calendar
        return self.calendars[own or self.program.calendar]

    def dates(self, task: Task) -> Dates | None:
        """Return what was computed of a task; None when it is not scheduled."""
        at = self._place.get(task.id)
        if at is None:
            return None
        result, tasks = self.result, self.result.tasks
        moment = result.moment
        return Dates(
            start=moment(tasks.planned_start[at]),
            finish=moment(tasks.planned_finish[at]),
            late_finish=moment(tasks.late_finish[at]),
            total_float=float(tasks.total_float[at]),
            critical=bool(tasks.on_critical_path[at]),
            criticality=float(tasks.criticality[at]),
            percentiles={p: (moment(ends[at, 0]), moment(ends[at, 1])) for p, ends in self._ends.items()},
        )
