"""Durations and their estimates."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.calendar import Calendar
from riskcast.model.check.index import Index, remark
from riskcast.model.estimate import Estimate
from riskcast.model.resolve import duration_minutes
from riskcast.model.task import Task, TaskKind


def check_durations(index: Index) -> Iterator[Finding]:
    """Yield findings about the duration, remaining duration and estimate of every task."""
    for row, task in enumerate(index.program.tasks):
        calendar = index.calendar_of(task)
        if task.is_milestone:
            yield from _milestone(row, task)
            continue
        if task.kind is TaskKind.TASK and task.duration is None and task.actual_finish is None:
            text = f"task {task.id!r} has no duration"
            remedy = "write the planned duration such as 20d, or make it a milestone"
            yield remark("RC120", "tasks", row, task, "duration", text, remedy)
        yield from _signs(row, task)
        yield from _remaining(row, task)
        if task.estimate is not None and calendar is not None:
            yield from _estimate(index, row, task, task.estimate, calendar)


def _milestone(row: int, task: Task) -> Iterator[Finding]:
    if task.duration is not None and task.duration.value != 0.0:
        text = f"a milestone has no duration, but {task.duration} is given"
        yield remark("RC121", "tasks", row, task, "duration", text, "leave it blank, or set kind to task")
    if task.estimate is not None:
        text = f"a milestone has no duration to estimate, but {task.estimate} is given"
        yield remark("RC121", "tasks", row, task, "estimate", text, "leave it blank, or set kind to task")


def _signs(row: int, task: Task) -> Iterator[Finding]:
    for field, amount in (("duration", task.duration), ("remaining", task.remaining)):
        if amount is not None and amount.value < 0.0:
            text = f"{amount} is negative"
            yield remark("RC122", "tasks", row, task, field, text, "durations start at 0; leads belong in a lag")


def _remaining(row: int, task: Task) -> Iterator[Finding]:
    """Yield findings about a remaining duration that does not fit the planned one, or has no start."""
    planned, left = task.duration, task.remaining
    if left is None or left.value == 0.0:
        return
    if planned is not None and planned.is_elapsed != left.is_elapsed:
        names = ("elapsed", "working") if planned.is_elapsed else ("working", "elapsed")
        text = f"the planned duration ({planned}) is {names[0]} time, but the remaining one ({left}) is {names[1]} time"
        yield remark("RC124", "tasks", row, task, "remaining", text, f"write both in {names[0]} time")
    elif task.actual_start is None and task.actual_finish is None and left != planned:
        text = f"{left} remain, but the task has not started, so the planned duration counts"
        remedy = "add actual_start, or leave remaining blank"
        yield remark("RC134", "tasks", row, task, "remaining", text, remedy, "warning")


def _estimate(index: Index, row: int, task: Task, estimate: Estimate, calendar: Calendar) -> Iterator[Finding]:
    if task.duration is None and any(a.is_percent for a in estimate.amounts()) and task.kind is TaskKind.TASK:
        return  # The missing duration has been reported already.
    resolved = index.duration(estimate, task.duration, calendar)
    for fault in resolved.faults:
        yield remark(fault.code, "tasks", row, task, "estimate", fault.message, fault.remedy)
    if resolved.distribution is None or resolved.faults or task.actual_start is not None:
        return
    if task.duration is None or task.duration.value == 0.0:
        return
    low, high = resolved.distribution.bounds
    planned = duration_minutes(task.duration, calendar)
    slack = 1e-9 * max(abs(planned), 1.0)
    if not low - slack <= planned <= high + slack:
        text = f"the planned duration {task.duration} lies outside its own estimate {estimate.brief()}"
        remedy = "the plan can never come true as it stands; check both"
        yield remark("RC126", "tasks", row, task, "estimate", text, remedy, "warning")
