"""Tasks: plan, forecast, criticality and float of every task."""

from __future__ import annotations

from riskcast.analysis.bars import Bar, bars
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.names import CONTROL, TASKS
from riskcast.model.calendar import Calendar
from riskcast.model.task import Task

NOTE = (
    "Local times. P-values of tasks are their own: they do not add up along a path. Criticality: in which share of "
    "iterations the task decides the finish. Float: working days by which it may slip as planned."
)
COLUMNS = (
    Column("id", "Task", "text"),
    Column("name", "Name", "text"),
    Column("project", "Project", "text"),
    Column("kind", "Kind", "text"),
    Column("start", "Planned start", "moment"),
    Column("finish", "Planned finish", "moment"),
    Column("p10", "Finish P10", "moment"),
    Column("p50", "Finish P50", "moment"),
    Column("p80", "Finish P80", "moment"),
    Column("p90", "Finish P90", "moment"),
    Column("criticality", "Criticality", "share"),
    Column("float", "Total float, working days", "number"),
    Column("actual_start", "Actual start", "moment"),
    Column("actual_finish", "Actual finish", "moment"),
    Column("target", "Target", "day"),
    Column("code", "Activity ID", "text"),
)


def write_tasks(book: Book) -> None:
    """Write the sheet."""
    sheet, program = book.sheets[TASKS], book.program
    sheet.begin("Tasks", CONTROL)
    sheet.section("Every task", NOTE)
    tasks = {task.id: task for task in program.tasks}
    calendars = {calendar.id: calendar for calendar in program.calendars}
    top = sheet.row + 1
    found = ((bar, tasks[bar.task]) for bar in bars(book.result).rows)
    rows = [_row(bar, task, calendars[program.calendar_of(task)]) for bar, task in found]
    write_block(sheet, COLUMNS, rows, table="tasks" if rows else "")
    sheet.freeze(top)


def _row(bar: Bar, task: Task, calendar: Calendar) -> Row:
    day = 24.0 if task.duration is not None and task.duration.is_elapsed else calendar.hours_per_day
    return [
        bar.task, bar.name, bar.project, task.kind.value, bar.start, bar.finish, bar.p10_finish, bar.p50_finish,
        bar.p80_finish, bar.p90_finish, bar.criticality, round(bar.total_float_min / 60.0 / day, 2),
        task.actual_start, task.actual_finish, task.target, task.code,
    ]  # fmt: skip
