"""From the tables of P6, whichever format they came in, to a program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from riskcast.formats.schedules.currency import currency_code
from riskcast.formats.schedules.ids import clean_id, slug
from riskcast.formats.schedules.notes import Notes
from riskcast.formats.schedules.p6.activities import Activities, read_activities
from riskcast.formats.schedules.p6.baselines import read_baselines
from riskcast.formats.schedules.p6.calendars import DEFAULT_WEEK
from riskcast.formats.schedules.p6.costs import read_costs
from riskcast.formats.schedules.p6.links import read_links
from riskcast.formats.schedules.p6.options import Options, read_options, usual
from riskcast.formats.schedules.p6.projects import P6Project, read_projects
from riskcast.formats.schedules.p6.resources import read_crew
from riskcast.formats.schedules.p6.wbs import read_paths
from riskcast.formats.schedules.placed import Placed
from riskcast.formats.schedules.raw_calendar import RawCalendar, resolve, to_model
from riskcast.formats.schedules.status import data_date
from riskcast.formats.schedules.validated import validated
from riskcast.formats.schedules.xer_tables import Tables
from riskcast.model.calendar import Calendar
from riskcast.model.program import Dialect, Program, Project, Targets
from riskcast.model.task import LagCalendar

_NAME = 200


def build_p6(tables: Tables, raw: dict[str, RawCalendar], notes: Notes, stem: str) -> Placed:
    """Return the program of the tables and calendars; ``stem`` names it when the file holds several projects.

    Raises
    ------
    InvalidInput
        When something cannot be read, with every finding.
    """
    projects = read_projects(tables, notes)
    options = read_options(tables, {key: project.id for key, project in projects.items()}, notes)
    first = next(iter(options.values()), Options())
    usual_lag = usual((option.lag_calendar for option in options.values()), LagCalendar.PREDECESSOR)
    paths, baselines = read_paths(tables, projects, notes), read_baselines(tables, projects, notes)
    activities = read_activities(tables, projects, paths, baselines, set(raw), options, notes)
    links = read_links(tables, activities, options, usual_lag, notes)
    crew = read_crew(tables, activities, set(raw), notes)
    costs = read_costs(tables, activities, notes)
    default = _default_calendar(tables, raw, projects, notes)
    fields = {
        **_names(projects, stem),
        **_dates(projects, notes),
        "currency": currency_code(tables.header[-1] if tables.header else "", "", notes),
        "calendar": default,
        "dialect": Dialect.P6,
        "lag_calendar": usual_lag,
        "progress": first.progress,
        "start_lag": first.start_lag,
        "open_ends": "project" if first.own_finish else "program",
        "calendars": _calendars(raw, notes),
        "projects": tuple(_project(project, raw, default, activities, notes) for project in projects.values()),
        "tasks": tuple(activities.tasks),
        "dependencies": tuple(links.dependencies),
        "resources": tuple(crew.resources.values()),
        "assignments": tuple(crew.assignments),
        "costs": tuple(costs),
    }
    notes.raise_errors()
    program = Program(**fields)
    return Placed(program, {"tasks": activities.lines, "dependencies": links.lines, "assignments": crew.lines})


def _names(projects: Mapping[str, P6Project], stem: str) -> dict[str, str]:
    if len(projects) == 1:
        only = next(iter(projects.values()))
        return {"id": only.id, "name": only.name[:_NAME]}
    return {"id": slug(stem) or "program", "name": stem[:_NAME]}


def _dates(projects: Mapping[str, P6Project], notes: Notes) -> dict[str, Any]:
    starts = [start for project in projects.values() if (start := _start(project)) is not None]
    if not starts:
        for project in list(projects.values())[:1]:
            project.row.fault("RC053", "plan_start_date", "no project has a planned start or a data date")
        return {}
    return {"start": min(starts)}


def _start(project: P6Project) -> datetime | None:
    """P6 starts open work at the data date, even when the planned start is later."""
    return min((d for d in (project.planned_start, project.data_date) if d is not None), default=None)


def _default_calendar(
    tables: Tables, raw: dict[str, RawCalendar], projects: Mapping[str, P6Project], notes: Notes
) -> str:
    """Return the calendar of the first project, else the default one of the file, else a made one."""
    stated = [project.calendar for project in projects.values()]
    marked = [clean_id(row.text("clndr_id")) for row in tables.rows("CALENDAR") if row.flag("default_flag")]
    for uid in (*stated, *marked, *raw):
        if uid is not None and uid in raw:
            return uid
    notes.remark("RC054", "warning", "the file has no calendar; Monday to Friday 08:00-16:00 is used")
    raw["standard"] = RawCalendar("standard", "Standard", DEFAULT_WEEK)
    return "standard"


def _calendars(raw: Mapping[str, RawCalendar], notes: Notes) -> tuple[Calendar, ...]:
    hours = resolve(raw, DEFAULT_WEEK, notes)
    return tuple(to_model(calendar, hours[uid]) for uid, calendar in raw.items())


def _project(
    project: P6Project, raw: Mapping[str, RawCalendar], default: str, activities: Activities, notes: Notes
) -> Project | None:
    known = project.calendar in raw
    if not known and project.calendar:
        message = f"project {project.id} names a calendar that is not in the file; {default!r} is used"
        notes.remark("RC054", "warning", message)
    finish = project.must_finish_by.date() if project.must_finish_by else None
    return validated(
        Project,
        notes,
        project.row.line,
        project.row.table,
        id=project.id,
        name=project.name,
        calendar=project.calendar if known else None,
        data_date=_data_date(project, activities, notes),
        must_finish_by=project.must_finish_by,
        targets=Targets(finish=finish),
    )


def _data_date(project: P6Project, activities: Activities, notes: Notes) -> datetime | None:
    mine = [task for task in activities.tasks if task.project == project.id]
    start = _start(project)
    return project.data_date if start is None else data_date(project.data_date, mine, start, notes)
