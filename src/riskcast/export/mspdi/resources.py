"""Resources and their assignments: when each works, and with which pauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from riskcast.export.mspdi.element import line_of, period, put
from riskcast.export.mspdi.progress import wait_of, work_of
from riskcast.export.mspdi.sheet import Sheet
from riskcast.export.mspdi.worktime import shifted
from riskcast.model.calendar import Calendar
from riskcast.model.joint import joint_calendar
from riskcast.model.resolve import duration_minutes
from riskcast.model.resource import Assignment, ResourceKind
from riskcast.model.split import Split
from riskcast.model.task import Task, TaskKind

_NOBODY = -65535
_MATERIAL, _WORK = 0, 1
_REMAINING, _BY_DAYS = 1, 2


@dataclass(frozen=True, slots=True)
class _Job:
    """What one resource, or nobody, does on a task."""

    task: Task
    resource: int
    units: float
    clock: Calendar
    delay: float
    minutes: float
    splits: Sequence[Split]


def add_resources(root: Element, sheet: Sheet) -> None:
    """Add the resources, each with the calendar that was made for it."""
    parent = SubElement(root, "Resources")
    for row, resource in enumerate(sheet.program.resources, start=1):
        uid = sheet.resource_uids[resource.id]
        node = put(SubElement(parent, "Resource"), UID=uid, ID=row, Name=line_of(resource.name or resource.id))
        put(node, Type=_WORK if resource.kind is ResourceKind.WORK else _MATERIAL, IsNull=False)
        put(node, CalendarUID=sheet.own_calendars.get(resource.id), IsCostResource=resource.kind is ResourceKind.COST)


def add_assignments(root: Element, sheet: Sheet) -> None:
    """Add who works on what; a task with pauses and without resources is worked on by nobody, with pauses."""
    parent = SubElement(root, "Assignments")
    for uid, job in enumerate(_jobs(sheet), start=1):
        dates = sheet.dates(job.task)
        if dates is not None:
            _add(SubElement(parent, "Assignment"), uid, sheet, job, dates.start)


def _jobs(sheet: Sheet) -> Iterator[_Job]:
    tasks = {task.id: task for task in sheet.program.tasks if task.kind is TaskKind.TASK}
    resources = {resource.id: resource for resource in sheet.program.resources}
    for item in sheet.program.assignments:
        if item.task in tasks:
            task, calendar = tasks[item.task], resources[item.resource].calendar
            clock = _clock(sheet, task, None if calendar is None else sheet.calendars[calendar])
            yield _job(sheet, item, task, clock)
    for task in tasks.values():
        if not task.on_resource_calendars:
            work = work_of(sheet, task)
            wait = wait_of(sheet, task, work)
            splits = (wait,) if wait is not None else task.splits
            if splits:
                yield _Job(task, _NOBODY, 1.0, sheet.calendar_of(task), 0.0, work.duration, splits)


def _job(sheet: Sheet, item: Assignment, task: Task, clock: Calendar) -> _Job:
    own = sheet.calendar_of(task)
    delay = 0.0 if item.delay is None else duration_minutes(item.delay, own)
    minutes = work_of(sheet, task).duration if item.duration is None else duration_minutes(item.duration, own)
    uid = sheet.resource_uids[item.resource]
    return _Job(task, uid, item.units, clock, delay, minutes, item.splits or task.splits)


def _clock(sheet: Sheet, task: Task, theirs: Calendar | None) -> Calendar:
    """Return when an assignment is worked on: task and resource together where the task has its own calendar."""
    own = sheet.calendar_of(task)
    if theirs is None or not task.on_resource_calendars:
        return own
    return theirs if own.id == sheet.usual.id else joint_calendar(own, theirs)


def _add(node: Element, uid: int, sheet: Sheet, job: _Job, begin: datetime) -> None:
    pieces = list(_pieces(sheet, job, begin))
    put(node, UID=uid, TaskUID=sheet.uids[job.task.id], ResourceUID=job.resource, Finish=pieces[-1][1])
    put(node, Start=pieces[0][0], Units=f"{job.units:g}", Work=period(job.minutes * job.units))
    if len(pieces) == 1:
        return
    for start, finish, minutes in pieces:
        item = put(SubElement(node, "TimephasedData"), Type=_REMAINING, UID=uid, Start=start, Finish=finish)
        put(item, Unit=_BY_DAYS, Value=period(minutes * job.units))


def _pieces(sheet: Sheet, job: _Job, begin: datetime) -> Iterator[tuple[datetime, datetime, float]]:
    """Yield start, finish and minutes of each stretch of work between the pauses."""
    calendar = sheet.calendar_of(job.task)
    start = shifted(job.clock, begin, job.delay, as_finish=False) if job.delay else begin
    done = paused = 0.0
    for split in job.splits:
        after = min(duration_minutes(split.after, calendar), job.minutes)
        yield _piece(job, start, done + paused, after - done)
        done, paused = after, paused + duration_minutes(split.pause, calendar)
    yield _piece(job, start, done + paused, job.minutes - done)


def _piece(job: _Job, start: datetime, before: float, minutes: float) -> tuple[datetime, datetime, float]:
    begin = shifted(job.clock, start, before, as_finish=False) if before else start
    end = shifted(job.clock, start, before + minutes, as_finish=True) if minutes else begin
    return begin, end, minutes
