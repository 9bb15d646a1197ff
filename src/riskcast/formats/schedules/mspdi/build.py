"""From the elements of a Microsoft Project file to a program."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from riskcast.formats.schedules.currency import currency_code
from riskcast.formats.schedules.ids import clean_id, slug
from riskcast.formats.schedules.mspdi.assignments import read_assignments, with_crews
from riskcast.formats.schedules.mspdi.calendars import DEFAULT_WEEK, NO_CALENDAR, read_calendars
from riskcast.formats.schedules.mspdi.costs import read_costs
from riskcast.formats.schedules.mspdi.leftovers import remark_leftovers
from riskcast.formats.schedules.mspdi.links import read_links
from riskcast.formats.schedules.mspdi.manual import without_echo
from riskcast.formats.schedules.mspdi.resources import read_resources
from riskcast.formats.schedules.mspdi.tasks import Tasks, read_tasks
from riskcast.formats.schedules.notes import Notes
from riskcast.formats.schedules.placed import Placed
from riskcast.formats.schedules.raw_calendar import RawCalendar, resolve, to_model
from riskcast.formats.schedules.status import data_date
from riskcast.formats.schedules.validated import validated
from riskcast.formats.schedules.xml_tree import Node
from riskcast.model.program import Dialect, Program, Project
from riskcast.model.task import LagCalendar


def build_mspdi(root: Node, notes: Notes, stem: str) -> Placed:
    """Return the program of a Microsoft Project file, which is one project.

    Raises
    ------
    InvalidInput
        When something cannot be read, with every finding.
    """
    raw = read_calendars(root)
    usual = _usual_calendar(root, raw, notes)
    hours = resolve(raw, DEFAULT_WEEK, notes)
    name = _name(root, stem)
    key = slug(name) or "project"
    tasks = read_tasks(root, key, set(raw))
    links = read_links(tasks, notes)
    costs = read_costs(root, tasks, notes)
    remark_leftovers(root, tasks, notes)
    calendars = {uid: to_model(calendar, hours[uid]) for uid, calendar in raw.items()}
    resources = read_resources(root, calendars)
    assigned = read_assignments(root, tasks, resources, calendars, usual)
    crewed = [without_echo(task, calendars[task.calendar or usual]) for task in with_crews(tasks.tasks, assigned)]
    fields = {
        **_dates(root, tasks, notes),
        "id": key,
        "name": name,
        "currency": currency_code(root.text("CurrencyCode"), root.text("CurrencySymbol"), notes),
        "calendar": usual,
        "dialect": Dialect.MSPROJECT,
        "honour_constraints": root.flag("HonorConstraints"),
        "lag_calendar": LagCalendar.SUCCESSOR,
        "open_ends": "project",
        "calendars": tuple(calendars.values()),
        "projects": (_project(root, key, name, usual, notes),),
        "tasks": tuple(crewed),
        "dependencies": tuple(links.dependencies),
        "resources": tuple(resources.values()),
        "assignments": tuple(assigned.assignments),
        "costs": tuple(costs),
    }
    notes.raise_errors()
    program = Program.model_validate(fields)
    return Placed(program, {"tasks": tasks.lines, "dependencies": links.lines, "assignments": assigned.lines})


def _dates(root: Node, tasks: Tasks, notes: Notes) -> dict[str, datetime | None]:
    start, status = _start(root, notes), root.time("StatusDate")
    if start is None:
        return {}
    return {"start": start, "data_date": data_date(status, tasks.tasks, start, notes)}


def _project(root: Node, key: str, name: str, calendar: str, notes: Notes) -> Project | None:
    manager = root.text("Manager")
    return validated(Project, notes, root.line, "Project", id=key, name=name, manager=manager, calendar=calendar)


def _name(root: Node, stem: str) -> str:
    """Return the title; untitled projects carry the name of their file."""
    return (root.text("Title") or PurePath(root.text("Name")).stem or stem)[:200].strip()


def _usual_calendar(root: Node, raw: dict[str, RawCalendar], notes: Notes) -> str:
    """Return the calendar of the project, else the first one, else a made one."""
    wanted = clean_id(root.text("CalendarUID"))
    if wanted in raw:
        return wanted
    uid = next(iter(raw), None)
    if uid is None:
        raw["standard"] = RawCalendar("standard", "Standard", DEFAULT_WEEK)
        uid = "standard"
    said = "no calendar" if wanted in NO_CALENDAR else f"the calendar {wanted!r}, which is not in the file"
    used = raw[uid].name or uid
    notes.remark("RC054", "warning", f"the project names {said}; {used!r} is used")
    return uid


def _start(root: Node, notes: Notes) -> datetime | None:
    start = root.time("StartDate")
    if start is None and not root.text("StartDate"):
        starts = [moment for node in root.all("Tasks", "Task") if (moment := node.time("Start")) is not None]
        start = min(starts, default=None)
        if start is None:
            root.fault("RC053", "StartDate", "the project has no start date")
    return start
