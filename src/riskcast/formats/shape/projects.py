"""Rows to projects, and the targets of projects and of the program."""

from __future__ import annotations

from typing import Any

from riskcast.errors import did_you_mean
from riskcast.formats.raw import Row
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.report import Report
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.program import Project, Targets

_FIELDS = ("id", "name", "manager", "calendar", "start", "data_date", "treatment", "must_finish_by", "targets")


def shape_projects(report: Report, rows: list[Row]) -> list[Project]:
    """Return the projects of all rows."""
    projects: list[Project] = []
    for row in rows:
        entry = Entry.of(report, "projects", len(projects), row)
        entry.known_fields(_FIELDS)
        entry.lowered("treatment", (CAPEX, OPEX))
        values: dict[str, Any] = {k: v for k, v in entry.data.items() if v != "" and k != "targets"}
        project = entry.build(Project, {**values, "targets": shape_targets(entry)}, {})
        if project is None:
            report.bad.pop(("projects", len(projects)), None)
        else:
            projects.append(project)
    return projects


def shape_targets(entry: Entry) -> Targets:
    """Return the targets that stand in an entry."""
    values = {k: v for k, v in entry.mapping("targets", "{finish: 2028-03-31, budget: 4m}").items() if v is not None}
    known = tuple(Targets.model_fields)
    for name in [name for name in values if name not in known]:
        remedy = did_you_mean(name, known)
        entry.complain("RC010", f"unknown field {name!r}", remedy, "targets", name)
        del values[name]
    return entry.build(Targets, values, {}, "targets") or Targets()
