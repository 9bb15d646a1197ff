"""The raw program to the program, with every finding about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from riskcast.errors import InvalidInput, only_errors
from riskcast.formats.loaded import Loaded
from riskcast.formats.raw import SECTIONS, Raw, Row, Value
from riskcast.formats.shape.branches import shape_branches, shape_conditions, shape_reworks
from riskcast.formats.shape.calendars import shape_calendars
from riskcast.formats.shape.checks import shape_checks
from riskcast.formats.shape.costs import shape_costs
from riskcast.formats.shape.drivers import shape_bands, shape_correlations, shape_drivers
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.fiscal import finance_fields, fiscal_fields
from riskcast.formats.shape.links import shape_links
from riskcast.formats.shape.money import shape_money
from riskcast.formats.shape.observed import with_observed
from riskcast.formats.shape.projects import shape_projects, shape_targets
from riskcast.formats.shape.report import Report
from riskcast.formats.shape.report_block import shape_report
from riskcast.formats.shape.resources import shape_assignments, shape_resources
from riskcast.formats.shape.risks import shape_risks
from riskcast.formats.shape.seasons import shape_lost_time, shape_seasons
from riskcast.formats.shape.tasks import shape_tasks
from riskcast.model.calendar import Calendar
from riskcast.model.check import check_program
from riskcast.model.program import FORMAT_VERSION, Dialect, Program, Progress, Project

_MAPPINGS = ("targets", "report", "checks", "fiscal", "finance")
_SINGLE = tuple(name for name in Program.model_fields if name not in ("riskcast", *_MAPPINGS, *SECTIONS))
_NEEDED = {
    "id": "add id: and a short name without blanks",
    "start": "add start: 2027-01-04",
    "calendar": "add calendar: with the id of the default calendar",
}
_BEFORE, _AFTER = datetime(1950, 1, 1), datetime(2199, 12, 31)
"""Stand-ins for unknown dates of the program, far enough away to keep the checks quiet."""


def shape_program(raw: Raw) -> Loaded:
    """Return the program with its warnings.

    Raises
    ------
    InvalidInput
        With every finding about fields and everything that the checks find in what could be read.
    """
    report = Report(raw)
    calendars = shape_calendars(report, _rows(raw, report, "calendars"))
    projects = shape_projects(report, _rows(raw, report, "projects"))
    if not calendars:
        calendars = [Calendar.model_validate({"id": "calendar", "week": {"mon-fri": "08:00-16:00"}})]
    if not projects:
        projects = [Project(id="project")]
    shaped = shape_tasks(report, _rows(raw, report, "tasks"), [p.id for p in projects])
    parts = {
        "calendars": tuple(calendars),
        "projects": tuple(projects),
        "tasks": tuple(shaped.tasks),
        "dependencies": tuple(shape_links(report, shaped.tasks, shaped.entries, _rows(raw, report, "dependencies"))),
        "resources": tuple(shape_resources(report, _rows(raw, report, "resources"))),
        "assignments": tuple(shape_assignments(report, _rows(raw, report, "assignments"))),
        "costs": tuple(shape_costs(report, shaped.tasks, shaped.entries, _rows(raw, report, "costs"))),
        **shape_money(raw, report),
        "risks": tuple(shape_risks(report, _rows(raw, report, "risks"), _rows(raw, report, "responses"))),
        "drivers": tuple(shape_drivers(report, _rows(raw, report, "drivers"))),
        "bands": tuple(shape_bands(report, _rows(raw, report, "bands"))),
        "correlations": tuple(shape_correlations(report, _rows(raw, report, "correlations"))),
        "branches": tuple(shape_branches(report, _rows(raw, report, "branches"))),
        "conditions": tuple(shape_conditions(report, _rows(raw, report, "conditions"))),
        "reworks": tuple(shape_reworks(report, _rows(raw, report, "reworks"))),
        "lost_time": tuple(shape_lost_time(report, _rows(raw, report, "lost_time"))),
        "seasons": tuple(shape_seasons(report, _rows(raw, report, "seasons"))),
    }
    program = with_observed(_program(raw, report, parts), report, raw.base)
    report.checked(check_program(program))
    findings = report.in_order()
    if only_errors(findings):
        raise InvalidInput(findings)
    return Loaded(program, tuple(findings))


_EXAMPLES = {
    "calendars": 'add for example calendars: {office: {week: {mon-fri: "08:00-12:00, 13:00-17:00"}}}',
    "projects": "add for example projects: {CORE: {name: Core finance}}",
}


def _rows(raw: Raw, report: Report, section: str) -> list[Row]:
    """Return the rows of a section; complain when one is absent that no program can do without."""
    rows = raw.sections.get(section, [])
    if not rows and section in ("calendars", "projects"):
        if section not in report.unreadable:
            entry = Entry(report, "", 0, {}, raw.place)
            entry.complain("RC011", f"the program has no {section}", _EXAMPLES[section], section)
        report.unreadable.add(section)
    return rows


def _program(raw: Raw, report: Report, parts: dict[str, Any]) -> Program:
    entry = Entry(report, "", 0, raw.fields, raw.place)
    entry.label = ""
    if "program" in raw.unreadable:
        entry.data = {}
    else:
        entry.known_fields(("riskcast", *_SINGLE, *_MAPPINGS, "ledger", *SECTIONS))
        _version(entry)
        entry.lowered("dialect", Dialect)
        entry.lowered("progress", Progress)
        for name, remedy in _NEEDED.items():
            if not entry.data.get(name) and name not in entry.misspelt:
                entry.complain("RC011", f"{name!r} is missing", remedy, name)
    values: dict[str, Any] = {k: entry.data[k] for k in _SINGLE if entry.data.get(k, "") != ""}
    if "combine" in values:
        values["combine"] = _combine(entry)
    values |= {**parts, "targets": shape_targets(entry), "checks": shape_checks(entry)}
    values |= {"fiscal": fiscal_fields(entry), "finance": finance_fields(entry)}
    values["report"] = shape_report(entry, raw.base)
    fallback = {"id": "program", "start": _BEFORE, "calendar": parts["calendars"][0].id, "data_date": _AFTER}
    given = {k: v for k, v in fallback.items() if k not in values and k != "data_date"}
    if "start" in given and "data_date" not in values:
        given["data_date"] = _AFTER
    program = entry.build(Program, {**given, **values}, fallback)
    if program is None:
        raise InvalidInput(report.in_order())
    return program


def _combine(entry: Entry) -> dict[str, Value]:
    fields = entry.mapping("combine", "{delays: max, factors: product}")
    return {k: v.strip().lower() if isinstance(v, str) else v for k, v in fields.items() if v is not None}


def _version(entry: Entry) -> None:
    version = entry.text("riskcast")
    if version is None and "riskcast" not in (*entry.data, *entry.misspelt):
        text = "the version of the file format is missing"
        entry.complain("RC005", text, f"add the line riskcast: {FORMAT_VERSION}", "riskcast")
    elif version is not None and version != str(FORMAT_VERSION):
        text = f"the file is in format {version!r}, and this riskcast reads format {FORMAT_VERSION}"
        entry.complain("RC005", text, "use a newer riskcast, or correct the version", "riskcast")
