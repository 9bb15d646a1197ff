"""Tasks: one element per row."""

from __future__ import annotations

from datetime import date, datetime, time
from xml.etree.ElementTree import Element, SubElement

from riskcast.export.mspdi.constraints import Bound, bound_of
from riskcast.export.mspdi.element import line_of, period, put, tenths, time_format
from riskcast.export.mspdi.fields import add_goal_fields, add_task_fields
from riskcast.export.mspdi.links import Links
from riskcast.export.mspdi.outline import Line
from riskcast.export.mspdi.progress import Work, work_of
from riskcast.export.mspdi.sheet import Dates, Sheet
from riskcast.export.mspdi.spans import Span, spans
from riskcast.model.task import Task, TaskKind

_FIXED_DURATION = 1
_DAYS = 7
_NO_CALENDAR = -1
_END_OF_DAY = time(23, 59)
_USUAL_PRIORITY = 500


def add_tasks(root: Element, sheet: Sheet) -> None:
    """Add the program, its projects, summaries and tasks in outline order."""
    parent = SubElement(root, "Tasks")
    links = Links(sheet)
    for row, (line, span) in enumerate(zip(sheet.lines, spans(sheet), strict=True)):
        node = SubElement(parent, "Task")
        task = line.branch.task
        if task is None or task.kind is TaskKind.SUMMARY:
            _add_summary(node, sheet, line, row, span, links)
        else:
            _add_task(node, sheet, line, row, task, links)


def _add_summary(node: Element, sheet: Sheet, line: Line, row: int, span: Span | None, links: Links) -> None:
    task = line.branch.task
    _add_head(node, sheet, line, row, manual=False)
    length = sheet.usual.minutes_between(span.start, span.finish) if span else 0.0
    if span:
        put(node, Start=span.start, Finish=span.finish)
    put(node, Duration=period(length), DurationFormat=_DAYS, Estimated=False, Milestone=False, Summary=True)
    put(node, Critical=span.critical if span else False, IsSubproject=False, ExternalTask=False)
    bound = bound_of(sheet, task, None, driven_back=False) if task else Bound()
    _add_bound(node, bound, _NO_CALENDAR, task.target if task else None)
    put(node, Notes=task.note or None if task else None)
    if task is not None:
        links.add_to(node, task)
        add_task_fields(node, task, None, sheet.level)
    elif line.branch.project is not None or not line.level:
        add_goal_fields(node, sheet, line.branch)


def _add_task(node: Element, sheet: Sheet, line: Line, row: int, task: Task, links: Links) -> None:
    dates, work = sheet.dates(task), work_of(sheet, task)
    manual = task.manual_start is not None
    _add_head(node, sheet, line, row, manual=manual)
    if dates is not None:
        put(node, Start=dates.start, Finish=dates.finish)
    put(node, Duration=period(work.duration))
    if manual and dates is not None:
        put(node, ManualStart=dates.start, ManualFinish=dates.finish, ManualDuration=period(work.duration))
    shown = time_format(task.duration.unit) if task.duration is not None else _DAYS
    put(node, DurationFormat=shown, Estimated=False, Milestone=task.is_milestone, Summary=False)
    put(node, Critical=dates.critical if dates else False, IsSubproject=False, ExternalTask=False)
    if dates is not None:
        _add_computed(node, dates)
    _add_progress(node, task, work)
    bound = bound_of(sheet, task, dates, driven_back=links.drive_back(task))
    calendar = sheet.calendar_of(task)
    aloof = task.id in sheet.aloof
    named = aloof or calendar.id != sheet.usual.id
    _add_bound(node, bound, sheet.calendar_uids[calendar.id] if named else _NO_CALENDAR, task.target)
    _add_delay(node, task)
    put(node, IgnoreResourceCalendar=aloof)
    put(node, Notes=task.note or None)
    links.add_to(node, task)
    add_task_fields(node, task, dates, sheet.level)


def _add_head(node: Element, sheet: Sheet, line: Line, row: int, *, manual: bool) -> None:
    put(
        node,
        UID=sheet.row_uids[row],
        ID=row,
        Name=line_of(line.branch.name),
        Active=True,
        Manual=manual,
        Type=_FIXED_DURATION,
        IsNull=False,
        WBS=line.branch.wbs or line.number,
        OutlineNumber=line.number,
        OutlineLevel=line.level,
        Priority=_USUAL_PRIORITY,
    )


def _add_computed(node: Element, dates: Dates) -> None:
    put(node, EarlyStart=dates.start, EarlyFinish=dates.finish, LateFinish=dates.late_finish)
    put(node, TotalSlack=tenths(dates.total_float))


def _add_progress(node: Element, task: Task, work: Work) -> None:
    finished = task.actual_finish is not None
    start = task.actual_start or task.actual_finish
    put(node, PercentComplete=100 if finished else work.percent, ActualStart=start, ActualFinish=task.actual_finish)
    put(node, ActualDuration=period(work.done), RemainingDuration=period(work.remaining))


def _add_bound(node: Element, bound: Bound, calendar: int, target: date | None) -> None:
    deadline = None if target is None else datetime.combine(target, _END_OF_DAY)
    put(node, ConstraintType=bound.code, CalendarUID=calendar, ConstraintDate=bound.date, Deadline=deadline)


def _add_delay(node: Element, task: Task) -> None:
    delay = task.levelling_delay
    if delay is not None:
        shown = time_format(f"e{delay.unit.removeprefix('e')}")
        put(node, LevelingDelay=tenths(delay.minutes(24.0, 7.0)), LevelingDelayFormat=shown)
