"""Dates: constraints, what has happened, and what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.program import Targets
from riskcast.model.task import Task


def check_constraints(index: Index) -> Iterator[Finding]:
    """Yield a finding for every second constraint of the same kind."""
    for row, task in enumerate(index.program.tasks):
        kinds = [c.kind for c in task.constraints]
        for n, kind in enumerate(kinds):
            if kind in kinds[:n]:
                text = f"constraint {kind} is given twice"
                yield remark("RC133", "tasks", row, task, f"constraints.{n}", text, "keep one of them")


def check_actuals(index: Index) -> Iterator[Finding]:
    """Yield findings about actual starts, actual finishes and the remaining duration."""
    program = index.program
    for row, task in enumerate(program.tasks):
        project = index.projects.get(task.project)
        stated = (project.data_date if project else None) or program.data_date
        today = stated or program.start
        name = "data date" if stated else "program start, which is the data date"
        for field, moment in (("actual_start", task.actual_start), ("actual_finish", task.actual_finish)):
            if moment is not None and moment > today:
                text = f"{_words(moment)} lies after the {name} ({_words(today)})"
                remedy = "only the past is actual; correct the date or set data_date"
                yield remark("RC131", "tasks", row, task, field, text, remedy)
        yield from _finished(row, task)


def check_data_dates(index: Index) -> Iterator[Finding]:
    """Yield a warning for every data date that lies before the start although nothing has happened."""
    program = index.program
    begun = {t.project for t in program.tasks if t.actual_start is not None or t.actual_finish is not None}
    starts = [project.start or program.start for project in program.projects if project.data_date is None]
    if program.data_date is not None and starts and not begun and program.data_date < min(starts):
        text = _before(program.data_date, min(starts))
        yield Finding("RC151", text, _LATER, "warning", ("data_date",), "data_date")
    for row, project in enumerate(program.projects):
        start = project.start or program.start
        if project.data_date is not None and project.data_date < start and project.id not in begun:
            text = _before(project.data_date, start)
            yield remark("RC151", "projects", row, project, "data_date", text, _LATER, "warning")


_LATER = "leave it out until work has started, or correct the year"


def _before(data_date: datetime, start: datetime) -> str:
    return f"the data date {_words(data_date)} lies before the start {_words(start)}, and nothing has happened yet"


def _finished(row: int, task: Task) -> Iterator[Finding]:
    start, finish = task.actual_start, task.actual_finish
    if finish is None:
        return
    if start is not None and finish < start:
        text = f"the task finished on {_words(finish)}, before it started on {_words(start)}"
        yield remark("RC130", "tasks", row, task, "actual_finish", text, "correct one of the dates")
    if task.remaining is not None and task.remaining.value != 0.0:
        text = f"the task is finished, yet {task.remaining} remain"
        yield remark("RC132", "tasks", row, task, "remaining", text, "delete actual_finish or remaining")


def check_targets(index: Index) -> Iterator[Finding]:
    """Yield a warning for every promised date that lies before work can start."""
    program = index.program
    text = _early(program.targets, program.start)
    if text:
        yield Finding("RC150", text, _CHECK, "warning", ("targets", "finish"), "targets.finish")
    for row, project in enumerate(program.projects):
        text = _early(project.targets, project.start or program.start)
        if text:
            yield remark("RC150", "projects", row, project, "targets.finish", text, _CHECK, "warning")
    for row, task in enumerate(program.tasks):
        project_of = index.projects.get(task.project)
        start = task.actual_start or (project_of.start if project_of else None) or program.start
        if task.target is not None and task.target < start.date():
            text = f"the target {task.target} lies before the start {_words(start)}"
            yield remark("RC150", "tasks", row, task, "target", text, _CHECK, "warning")


_CHECK = "it cannot be met; check the year"


def _early(targets: Targets, start: datetime) -> str:
    if targets.finish is None or targets.finish >= start.date():
        return ""
    return f"the target {targets.finish} lies before the start {_words(start)}"


def _words(moment: date) -> str:
    if isinstance(moment, datetime) and moment.time() != datetime.min.time():
        return moment.isoformat(sep=" ", timespec="minutes")
    return moment.strftime("%Y-%m-%d")
