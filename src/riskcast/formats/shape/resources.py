"""Rows to resources and their assignments to tasks."""

from __future__ import annotations

from typing import Any

from riskcast.formats.columns import COLUMNS
from riskcast.formats.raw import Row
from riskcast.formats.shape.costs import parse_cost
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.family import TREATMENT, Family, shape_family
from riskcast.formats.shape.report import Report
from riskcast.model.resource import Assignment, Resource, ResourceKind
from riskcast.model.split import parse_splits

_RESOURCES = Family(
    "resources",
    Resource,
    {"per_hour": parse_cost, "per_unit": parse_cost},
    words={**TREATMENT, "kind": tuple(ResourceKind)},
)


def shape_resources(report: Report, rows: list[Row]) -> list[Resource]:
    """Return the resources of all rows."""
    return shape_family(report, rows, _RESOURCES)


def shape_assignments(report: Report, rows: list[Row]) -> list[Assignment]:
    """Return the assignments of all rows."""
    assignments: list[Assignment] = []
    for row in rows:
        entry = Entry.of(report, "assignments", len(assignments), row)
        entry.label = f"{row.data.get('resource', '')} on {row.data.get('task', '')}"
        entry.known_fields(COLUMNS["assignments"])
        splits = entry.parsed("splits", parse_splits) or ()
        assignment = entry.build(Assignment, {**_given(entry), "splits": splits}, {})
        if assignment is None:
            report.bad.pop(("assignments", len(assignments)), None)
        else:
            assignments.append(assignment)
    return assignments


def _given(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.data.items() if value != ""}
