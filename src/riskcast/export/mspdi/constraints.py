"""Date constraints: Microsoft Project knows one per task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from riskcast.export.mspdi.sheet import MANDATORY, Dates, Sheet
from riskcast.formats.schedules.notes import Topic
from riskcast.model.program import Dialect
from riskcast.model.task import Constraint, ConstraintKind, Task

_AS_SOON, _AS_LATE, _NOT_BEFORE = 0, 1, 4
_CODES = {
    ConstraintKind.MANDATORY_START: 2,
    ConstraintKind.MANDATORY_FINISH: 3,
    ConstraintKind.START_ON: 2,
    ConstraintKind.FINISH_ON: 3,
    ConstraintKind.START_NO_EARLIER_THAN: 4,
    ConstraintKind.FINISH_NO_EARLIER_THAN: 6,
    ConstraintKind.FINISH_NO_LATER_THAN: 7,
    ConstraintKind.START_NO_LATER_THAN: 5,
}
"""In the order of how much they decide: of several the first is written."""
_FIRM = (*MANDATORY, ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_EARLIER_THAN)
_SEVERAL = Topic(
    "RC070",
    "warning",
    "1 date constraint is left out, because Microsoft Project knows one per task",
    "{n} date constraints are left out, because Microsoft Project knows one per task",
)
_FLOOR = Topic(
    "RC070",
    "info",
    "1 task is held at the data date or its project's start by a start-no-earlier-than constraint",
    "{n} tasks are held at the data date or their project's start by start-no-earlier-than constraints",
)
_BOTH = Topic(
    "RC070",
    "warning",
    "1 task may move to its constraint's date, because the file also holds mandatory dates",
    "{n} tasks may move to their constraints' dates, because the file also holds mandatory dates",
    "Microsoft Project honours all such dates or none",
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A constraint as Microsoft Project numbers it."""

    code: int = _AS_SOON
    date: datetime | None = None


def bound_of(sheet: Sheet, task: Task, dates: Dates | None, *, driven_back: bool) -> Bound:
    """Return the constraint to write for a task.

    ``driven_back`` says that a link could move the task before the start of its project, which Microsoft Project
    allows.
    """
    order = list(_CODES)
    stated = sorted(task.constraints, key=lambda c: order.index(c.kind))
    late = [f"{task.id} as late as possible"] if stated and task.as_late_as_possible else []
    for name in (*(f"{task.id} {c.kind.value} {c.date:%Y-%m-%d}" for c in stated[1:]), *late):
        sheet.notes.add(_SEVERAL, name)
    if stated:
        _remark_honoured(sheet, task, stated[0])
        return Bound(_CODES[stated[0].kind], stated[0].date)
    if task.as_late_as_possible:
        return Bound(_AS_LATE)
    return _held(sheet, task, dates, driven_back)


def _remark_honoured(sheet: Sheet, task: Task, constraint: Constraint) -> None:
    if sheet.honours and not sheet.program.honour_constraints and constraint.kind not in _FIRM:
        sheet.notes.add(_BOTH, task.id)


def _held(sheet: Sheet, task: Task, dates: Dates | None, driven_back: bool) -> Bound:
    """Return what holds a task that would begin earlier if only the file's start counted."""
    if dates is None or task.actual_start or task.actual_finish or task.manual_start:
        return Bound()
    program, project = sheet.program, sheet.projects[task.project]
    moments = [program.start, project.start or program.start]
    if program.dialect is not Dialect.MSPROJECT:
        moments.append(program.status_date(project))
    floor = max(moments)
    if dates.start < floor or (floor == program.start and not driven_back):
        return Bound()
    # On whose time a crew could have begun is not asked: the constraint does no harm where something else holds it.
    if not task.on_resource_calendars and sheet.calendar_of(task).minutes_between(floor, dates.start) > 0.0:
        return Bound()
    sheet.notes.add(_FLOOR, task.id)
    return Bound(_NOT_BEFORE, floor)
