"""What a program holds and the file does not."""

from __future__ import annotations

from riskcast.export.mspdi.sheet import Sheet
from riskcast.formats.schedules.notes import Topic
from riskcast.model.task import Task, TaskKind

_BEGINS = Topic(
    "RC070",
    "warning",
    "1 start milestone may be shown at the end of the day before",
    "{n} start milestones may be shown at the end of the day before",
    "Microsoft Project leaves a milestone at the finish of its predecessor",
)
_EFFORT = Topic(
    "RC070",
    "warning",
    "1 level of effort is written as a task of fixed length",
    "{n} levels of effort are written as tasks of fixed length",
)


def remark_leftovers(sheet: Sheet) -> None:
    """Remark what was left out; ranges, risks and costs stay in the program."""
    for task in sheet.program.tasks:
        for topic in _topics(task):
            sheet.notes.add(topic, task.id)
    _remark_level(sheet)
    dates = {sheet.program.status_date(project) for project in sheet.program.projects}
    if len(dates) > 1:
        message = "the projects have different data dates; the latest is written"
        sheet.notes.remark("RC070", "info", message)


def _topics(task: Task) -> list[Topic]:
    found = {
        _BEGINS: task.kind is TaskKind.START_MILESTONE and task.actual_finish is None,
        _EFFORT: task.kind is TaskKind.LEVEL_OF_EFFORT,
    }
    return [topic for topic, true in found.items() if true]


def _remark_level(sheet: Sheet) -> None:
    asked = sheet.program.confidence
    if sheet.level != asked:
        message = f"dates of tasks are not kept at P{asked}; P{sheet.level} is written in its place"
        sheet.notes.remark("RC070", "info", message)
