"""What has happened to an activity of P6, and what about it cannot be carried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from riskcast.formats.schedules.notes import Topic
from riskcast.formats.schedules.values import working
from riskcast.formats.schedules.xer_tables import Row
from riskcast.model.amount import Amount
from riskcast.model.task import TaskKind

_REPLANNED = Topic(
    "RC058",
    "info",
    "1 task that has not started has a remaining duration other than its planned one; the remaining one is taken",
    "{n} tasks that have not started have a remaining duration other than their planned one; "
    "the remaining one is taken",
)
_UNSTARTED = Topic(
    "RC053",
    "warning",
    "1 task has an actual finish without an actual start; it counts as finished",
    "{n} tasks have an actual finish without an actual start; they count as finished",
)
_UNDATED = Topic(
    "RC053",
    "warning",
    "1 task is marked as started or completed without the actual date for it; the dates count",
    "{n} tasks are marked as started or completed without the actual dates for it; the dates count",
)
_SUSPENDED = Topic(
    "RC055",
    "warning",
    "1 started task is suspended without a date on which it resumes; it goes on at the data date",
    "{n} started tasks are suspended without a date on which they resume; they go on at the data date",
)


@dataclass(frozen=True, slots=True)
class Progress:
    """Actual dates and remaining duration of one activity."""

    start: datetime | None = None
    finish: datetime | None = None
    remaining: Amount | None = None
    unstarted: float | None = None
    """Remaining minutes of a task that has not started, when they differ from the planned ones."""


def read_progress(row: Row, name: str, kind: TaskKind) -> Progress:
    """Return the progress of a TASK row; ``name`` is how remarks call the task."""
    start, finish = row.time("act_start_date"), row.time("act_end_date")
    if start is not None and finish is None and row.text("suspend_date") and not row.text("resume_date"):
        row.notes.add(_SUSPENDED, name)
    if kind is not TaskKind.SUMMARY and finish is None and _undated(row.text("status_code"), start, kind):
        row.notes.add(_UNDATED, name)
    if kind in (TaskKind.MILESTONE, TaskKind.START_MILESTONE):
        return _milestone(start, finish)
    if kind is TaskKind.SUMMARY:
        return Progress()
    remaining = row.minutes("remain_drtn_hr_cnt")
    if finish is not None:
        if start is None:
            row.notes.add(_UNSTARTED, name)
        return Progress(start or finish, finish)
    if start is not None:
        return Progress(start, None, None if remaining is None else working(remaining))
    if kind is TaskKind.TASK and remaining is not None and _differs(remaining, row.minutes("target_drtn_hr_cnt")):
        row.notes.add(_REPLANNED, name)
        return Progress(unstarted=remaining)
    return Progress()


def _undated(status: str, start: datetime | None, kind: TaskKind) -> bool:
    """Return True when the status says more than the dates of a task without an actual finish."""
    if status == "TK_Complete":
        return start is None or kind is not TaskKind.START_MILESTONE
    return status == "TK_Active" and start is None


def _differs(remaining: float, planned: float | None) -> bool:
    return planned is not None and abs(remaining - planned) > 1e-6


def _milestone(start: datetime | None, finish: datetime | None) -> Progress:
    """A milestone that has one actual date has happened: P6 gives start milestones a start, others a finish."""
    moment = finish or start
    return Progress(start or moment, moment)
