"""Baseline dates of activities, from the baseline projects that a P6 file may hold beside the projects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.p6.projects import BASELINES, P6Project
from riskcast.formats.schedules.xer_tables import Row, Tables

Dates = tuple[datetime | None, datetime | None]
Baselines = Mapping[tuple[str, str], Dates]
"""Baseline start and finish by ``proj_id`` of the project and activity code."""
_TAKEN = Topic(
    "RC058",
    "info",
    "1 baseline project is read only for the planned dates of its activities",
    "{n} baseline projects are read only for the planned dates of their activities",
)


def read_baselines(tables: Tables, projects: Mapping[str, P6Project], notes: Notes) -> Baselines:
    """Return the baseline dates of the activities of ``projects``.

    They are the planned dates in the baseline project, which P6 compares with unless told otherwise. Of several
    baseline projects the one counts that the project names as its own; when it names none, no dates are taken.
    """
    left_out = [row for row in tables.rows("PROJECT") if row.text("proj_id") not in projects]
    owners = {}
    for key, project in projects.items():
        mine = {row.text("proj_id") for row in left_out if row.text("orig_proj_id") == key}
        named = project.row.text("sum_base_proj_id")
        own = {named} & mine if named else mine
        if len(own) == 1:
            owners[own.pop()] = key
    for row in left_out:
        name = row.text("proj_short_name") or row.text("proj_id")
        notes.add(_TAKEN if row.text("proj_id") in owners else BASELINES, name)
    rows = (row for row in tables.rows("TASK") if row.text("proj_id") in owners)
    return {(owners[row.text("proj_id")], row.text("task_code")): _dates(row) for row in rows}


def _dates(row: Row) -> Dates:
    return row.time("target_start_date"), row.time("target_end_date")
