"""The data date of a project, from files that may state none or contradict it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.model.task import Task

_LATER = Topic(
    "RC059",
    "warning",
    "1 task has an actual date after the data date",
    "{n} tasks have actual dates after the data date",
    "the data date of the project is moved to the latest of them, because only the past can be actual",
)


def data_date(stated: datetime | None, tasks: Iterable[Task], start: datetime, notes: Notes) -> datetime | None:
    """Return the stated data date, moved on to the latest actual date of ``tasks``; None when there is neither."""
    actuals = [(moment, task) for task in tasks for moment in (task.actual_start, task.actual_finish) if moment]
    limit = stated or start
    late = {task.id: None for moment, task in actuals if moment > limit}
    if not late:
        return stated
    reached = max(moment for moment, _ in actuals)
    if stated is None:
        message = f"the file states no status date; the latest actual date, {reached:%Y-%m-%d %H:%M}, is taken"
        notes.remark("RC059", "warning", message, "set the status date in the original tool if this is wrong")
    else:
        for name in late:
            notes.add(_LATER, name)
    return reached
