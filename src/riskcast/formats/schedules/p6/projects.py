"""Projects of P6: the PROJECT table, named by the root of each work breakdown structure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from riskcast.formats.schedules.ids import clean_id, unique
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.xer_tables import Row, Tables

BASELINES = Topic("RC058", "info", "1 baseline project is left out", "{n} baseline projects are left out")
_PARTIAL = Topic(
    "RC058",
    "info",
    "1 project is in the file only as far as others are linked to it",
    "{n} projects are in the file only as far as others are linked to them",
)


@dataclass(frozen=True, slots=True)
class P6Project:
    """One PROJECT row."""

    key: str
    """``proj_id``, by which other tables refer to it."""
    id: str
    name: str
    row: Row
    calendar: str | None
    planned_start: datetime | None
    data_date: datetime | None
    must_finish_by: datetime | None
    separator: str
    """What joins the codes of a WBS path."""


def read_projects(tables: Tables, notes: Notes) -> dict[str, P6Project]:
    """Return the projects by ``proj_id``, baselines of projects in the same file left out;
    those that are only there because others link to them come last."""
    rows = tables.rows("PROJECT")
    keys = {row.text("proj_id") for row in rows}
    kept = []
    for row in rows:
        if row.text("orig_proj_id") not in keys - {"", row.text("proj_id")}:
            kept.append(row)
    if not kept:
        notes.error("RC053", "the file contains no project", remedy="export a project from P6, not only its resources")
    kept.sort(key=lambda row: row.text("export_flag").upper() == "N")
    ids = unique(clean_id(row.text("proj_short_name")) or row.text("proj_id") or "project" for row in kept)
    names = _names(tables)
    return {row.text("proj_id"): _project(row, name, names, notes) for row, name in zip(kept, ids, strict=True)}


def _names(tables: Tables) -> Mapping[str, str]:
    return {r.text("proj_id"): r.text("wbs_name") for r in tables.rows("PROJWBS") if r.flag("proj_node_flag")}


def _project(row: Row, name: str, names: Mapping[str, str], notes: Notes) -> P6Project:
    key = row.text("proj_id")
    if row.text("export_flag").upper() == "N":
        notes.add(_PARTIAL, name)
    return P6Project(
        key=key,
        id=name,
        name=names.get(key, ""),
        row=row,
        calendar=clean_id(row.text("clndr_id")) or None,
        planned_start=row.time("plan_start_date"),
        data_date=row.time("last_recalc_date"),
        must_finish_by=row.time("plan_end_date"),
        separator=row.text("name_sep_char") or ".",
    )
