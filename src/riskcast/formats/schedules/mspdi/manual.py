"""Manually scheduled tasks of Microsoft Project."""

from __future__ import annotations

from datetime import datetime, timedelta

from riskcast.formats.schedules.xml_tree import Node
from riskcast.model.calendar import Calendar
from riskcast.model.task import Task, TaskKind


def manual_dates(node: Node, kind: TaskKind, begun: bool) -> dict[str, datetime | None]:
    """Return the typed dates of a task that has not begun; a manual task without a start is placed by the logic."""
    if not node.flag("Manual") or kind is TaskKind.SUMMARY or begun:
        return {}
    start = node.time("ManualStart") or node.time("Start")
    finish = node.time("ManualFinish") or node.time("Finish")
    return {"manual_start": start, "manual_finish": finish if start and finish and finish >= start else None}


def without_echo(task: Task, clock: Calendar) -> Task:
    """Return the task without a typed finish that its start and duration give anyway."""
    start, finish = task.manual_start, task.manual_finish
    if start is None or finish is None:
        return task
    elapsed = task.duration is not None and task.duration.is_elapsed
    planned = task.duration.minutes() if task.duration is not None else 0.0
    if elapsed or planned == 0.0:
        echo = finish <= start + timedelta(minutes=planned)
    else:
        at_work = clock.minutes_between(finish - timedelta(minutes=1), finish) > 0.0
        echo = at_work and clock.minutes_between(start, finish) <= planned
    return task.model_copy(update={"manual_finish": None}) if echo else task
