"""What places a task besides logic: typed-in dates, levelling delays and pauses."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.amount import Amount
from riskcast.model.check.index import Index, remark
from riskcast.model.program import Dialect
from riskcast.model.resolve import duration_minutes
from riskcast.model.resource import Assignment
from riskcast.model.split import Splits
from riskcast.model.task import Task, TaskKind


def check_placing(index: Index) -> Iterator[Finding]:
    """Yield findings about manual dates, levelling delays, and constraints that are to be honoured."""
    program = index.program
    if program.honour_constraints and program.dialect is not Dialect.MSPROJECT:
        text = f"honour_constraints has no effect by the rules of {program.dialect.value}"
        remedy = "delete it, or set dialect: msproject"
        yield Finding("RC119", text, remedy, "warning", ("honour_constraints",), "honour_constraints")
    for row, task in enumerate(program.tasks):
        if task.manual_finish is not None:
            yield from _manual(row, task)
        delay = task.levelling_delay
        if delay is not None and delay.value < 0.0:
            text = f"{delay} is negative"
            yield remark("RC122", "tasks", row, task, "levelling_delay", text, "levelling only delays")
        if delay is not None and not delay.is_elapsed:
            text = f"a levelling delay runs round the clock, but {delay} is working time"
            yield remark("RC124", "tasks", row, task, "levelling_delay", text, _elapsed(delay))


def _manual(row: int, task: Task) -> Iterator[Finding]:
    start, finish = task.manual_start, task.manual_finish
    if start is None:
        text = "manual_finish stands without manual_start"
        remedy = "add manual_start, or use finish_no_earlier_than"
        yield remark("RC135", "tasks", row, task, "manual_finish", text, remedy)
    elif finish is not None and finish < start:
        text = f"manual_finish {finish:%Y-%m-%d %H:%M} lies before manual_start {start:%Y-%m-%d %H:%M}"
        yield remark("RC135", "tasks", row, task, "manual_finish", text, "correct one of the dates")


def _elapsed(delay: Amount) -> str:
    return f"write it with emin, eh, ed or ew, for example {Amount(delay.value, 'e' + delay.unit)}"


def check_pauses(index: Index) -> Iterator[Finding]:
    """Yield findings about pauses of tasks and assignments that cannot be kept."""
    for row, task in enumerate(index.program.tasks):
        if not task.splits or task.kind in (TaskKind.SUMMARY, TaskKind.LEVEL_OF_EFFORT):
            continue
        what = "a milestone" if task.is_milestone else "an elapsed task" if _runs_round_the_clock(task) else ""
        if what:
            text = f"{what} has no work that could pause"
            remedy = "delete the pauses" if task.is_milestone else "write the duration in working time, or delete them"
            yield remark("RC127", "tasks", row, task, "splits", text, remedy)
        else:
            yield from _pauses(index, "tasks", row, task, task, task.splits, task.duration)
    for row, assignment in enumerate(index.program.assignments):
        owner = index.tasks.get(assignment.task)
        if owner is not None and assignment.splits and not _runs_round_the_clock(owner):
            planned = assignment.duration or owner.duration
            yield from _pauses(index, "assignments", row, assignment, owner, assignment.splits, planned)


def _runs_round_the_clock(task: Task) -> bool:
    return task.duration is not None and task.duration.is_elapsed


def _pauses(
    index: Index, section: str, row: int, entity: Task | Assignment, task: Task, splits: Splits, planned: Amount | None
) -> Iterator[Finding]:
    """Yield findings about pauses on the calendar of ``task``, on which they are measured."""
    calendar = index.calendar_of(task)
    if calendar is None:
        return
    work = [duration_minutes(split.after, calendar) for split in splits]
    if work != sorted(set(work)):
        text = f"the pauses are not in the order of the work done before them on calendar {calendar.id!r}"
        remedy = "write the earliest first; days and weeks are those of the calendar"
        yield remark("RC129", section, row, entity, "splits", text, remedy)
    if planned is None or planned.is_elapsed:
        return
    late = next((s for s, done in zip(splits, work, strict=True) if done >= duration_minutes(planned, calendar)), None)
    if late is not None:
        text = f"the pause {str(late)!r} does not begin before the {planned} of work are done, so it has no effect"
        yield remark("RC128", section, row, entity, "splits", text, "correct the pauses or the duration", "warning")
