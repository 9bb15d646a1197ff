"""Activities of P6: the TASK table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from riskcast.formats.schedules.ids import clean_id, unique
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.p6.baselines import Baselines
from riskcast.formats.schedules.p6.constraints import is_as_late_as_possible, read_constraints
from riskcast.formats.schedules.p6.options import Options
from riskcast.formats.schedules.p6.progress import Progress, read_progress
from riskcast.formats.schedules.p6.projects import P6Project
from riskcast.formats.schedules.validated import validated
from riskcast.formats.schedules.values import working
from riskcast.formats.schedules.xer_tables import Row, Tables
from riskcast.model.amount import Amount
from riskcast.model.task import StoredDates, Task, TaskKind

_KINDS = {
    "TT_TASK": TaskKind.TASK,
    "TT_RSRC": TaskKind.TASK,
    "TT_MILE": TaskKind.START_MILESTONE,
    "TT_FINMILE": TaskKind.MILESTONE,
    "TT_LOE": TaskKind.LEVEL_OF_EFFORT,
    "TT_WBS": TaskKind.SUMMARY,
}
_MILESTONES = (TaskKind.MILESTONE, TaskKind.START_MILESTONE)
_RENAMED = Topic(
    "RC053",
    "info",
    "1 activity code cannot be an id as it stands",
    "{n} activity codes cannot be ids as they stand",
    "commas, semicolons and repeated codes are replaced; the field code keeps the original",
)
_NO_CALENDAR = Topic(
    "RC054",
    "warning",
    "1 task names a calendar that is not in the file; it works on the calendar of its project",
    "{n} tasks name calendars that are not in the file; they work on the calendars of their projects",
)


@dataclass(slots=True)
class Activities:
    """The tasks in file order, with where they stand and how the links of the file call them."""

    tasks: list[Task] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    by_key: dict[str, Task] = field(default_factory=dict)
    """By ``task_id``."""


def read_activities(
    tables: Tables,
    projects: Mapping[str, P6Project],
    paths: Mapping[str, str],
    baselines: Baselines,
    calendars: set[str],
    options: Mapping[str, Options],
    notes: Notes,
) -> Activities:
    """Return the activities of the given projects.

    ``paths`` are WBS paths, ``calendars`` the known ids, ``options`` the scheduling options of the projects.
    """
    rows = [row for row in tables.rows("TASK") if row.text("proj_id") in projects]
    for row in tables.rows("TASK"):
        if not row.text("proj_id"):
            row.fault("RC053", "proj_id", "the activity belongs to no project")
    activities = Activities()
    for row, name in zip(rows, _ids(rows, projects, notes), strict=True):
        key = row.text("proj_id")
        task = _task(row, name, projects[key], paths, baselines, calendars, options[key])
        if task is not None:
            activities.tasks.append(task)
            activities.lines.append(row.line)
            activities.by_key[row.text("task_id")] = task
    return activities


def _ids(rows: list[Row], projects: Mapping[str, P6Project], notes: Notes) -> list[str]:
    """Return one id per row: the activity code, with the project in front where codes collide."""
    owners: dict[str, set[str]] = {}
    for row in rows:
        owners.setdefault(row.text("task_code"), set()).add(row.text("proj_id"))
    wanted = []
    for row in rows:
        code = row.text("task_code")
        if not code:
            row.fault("RC053", "task_code", "the activity has no code", "give it an activity ID in P6")
        prefix = f"{projects[row.text('proj_id')].id}:" if len(owners[code]) > 1 else ""
        wanted.append(prefix + code)
    ids = unique(clean_id(name) or row.text("task_id") or "task" for name, row in zip(wanted, rows, strict=True))
    for name, want in zip(ids, wanted, strict=True):
        if name != want:
            notes.add(_RENAMED, f"{want!r} -> {name!r}")
    return ids


def _task(
    row: Row,
    name: str,
    project: P6Project,
    paths: Mapping[str, str],
    baselines: Baselines,
    calendars: set[str],
    options: Options,
) -> Task | None:
    kind = _kind(row)
    summary = kind is TaskKind.SUMMARY
    progress = read_progress(row, name, kind)
    baseline_start, baseline_finish = baselines.get((project.key, row.text("task_code")), (None, None))
    return validated(
        Task,
        row.notes,
        row.line,
        row.table,
        id=name,
        project=project.id,
        name=row.text("task_name"),
        kind=kind,
        code=row.text("task_code"),
        wbs=paths.get(row.text("wbs_id"), ""),
        calendar=_calendar(row, name, calendars),
        duration=_duration(row, name, kind, progress),
        constraints=() if summary else read_constraints(row, name, external=not options.alone),
        as_late_as_possible=kind is TaskKind.TASK and is_as_late_as_possible(row),
        actual_start=progress.start,
        actual_finish=progress.finish,
        remaining=progress.remaining,
        resume=row.time("resume_date") if progress.start is not None and progress.finish is None else None,
        expected_finish=_expected(row, kind, progress, options),
        on_resource_calendars=row.text("task_type").upper() == "TT_RSRC",
        stored=_stored(row),
        baseline_start=baseline_start,
        baseline_finish=baseline_finish,
    )


def _kind(row: Row) -> TaskKind:
    text = row.text("task_type")
    kind = _KINDS.get(text.upper())
    if kind is None:
        row.fault("RC053", "task_type", f"unknown activity type {text!r}", f"known: {', '.join(_KINDS)}")
        return TaskKind.TASK
    return kind


def _expected(row: Row, kind: TaskKind, progress: Progress, options: Options) -> datetime | None:
    """Return the expected finish where the options of the project make it count."""
    open_work = kind is TaskKind.TASK and progress.finish is None
    return row.time("expect_end_date") if open_work and options.expected_finishes else None


def _stored(row: Row) -> StoredDates | None:
    """Return the dates that P6 computed."""
    columns = {"early_start": "early_start_date", "early_finish": "early_end_date"}
    columns |= {"late_start": "late_start_date", "late_finish": "late_end_date"}
    dates = {name: row.time(column) for name, column in columns.items()}
    return StoredDates.model_validate(dates) if any(dates.values()) else None


def _calendar(row: Row, name: str, calendars: set[str]) -> str | None:
    uid = clean_id(row.text("clndr_id"))
    if uid and uid not in calendars:
        row.notes.add(_NO_CALENDAR, name)
    return uid if uid in calendars else None


def _duration(row: Row, name: str, kind: TaskKind, progress: Progress) -> Amount | None:
    if kind in _MILESTONES or kind is TaskKind.SUMMARY:
        return None
    planned = row.minutes("target_drtn_hr_cnt")
    if progress.unstarted is not None and progress.unstarted != planned:
        planned = progress.unstarted
    missing = kind is TaskKind.TASK and progress.finish is None and not row.text("target_drtn_hr_cnt")
    if planned is None and missing:
        row.fault("RC053", "target_drtn_hr_cnt", f"activity {name!r} has no planned duration")
    return None if planned is None else working(planned)
