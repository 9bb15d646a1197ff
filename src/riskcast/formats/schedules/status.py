"""The one data date of a program, from files that may have several or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.model.task import Task

_LATER = Topic(
    "RC059",
    "warning",
    "1 task has an actual date after the data date",
    "{n} tasks have actual dates after the data date",
    "the data date of the program is moved to the latest of them, because only the past can be actual",
)


def data_date(stated: Sequence[datetime], tasks: Sequence[Task], start: datetime, notes: Notes) -> datetime | None:
    """Return the latest stated data date, moved on to the latest actual date; None when the file has neither."""
    latest = max(stated, default=None)
    if len(set(stated)) > 1 and latest is not None:
        message = "the projects have different data dates; the program has one and takes the latest"
        remedy = "reschedule the projects to one data date in the original tool"
        notes.remark("RC059", "warning", f"{message}, {latest:%Y-%m-%d %H:%M}", remedy)
    actuals = [(moment, task) for task in tasks for moment in (task.actual_start, task.actual_finish) if moment]
    limit = latest or start
    late = {task.id: None for moment, task in actuals if moment > limit}
    if not late:
        return latest
    reached = max(moment for moment, _ in actuals)
    if latest is None:
        message = f"the file states no status date; the latest actual date, {reached:%Y-%m-%d %H:%M}, is taken"
        notes.remark("RC059", "warning", message, "set the status date in the original tool if this is wrong")
    else:
        for name in late:
            notes.add(_LATER, name)
    return reached
