"""Positions in the work breakdown structure of P6: the PROJWBS table."""

from __future__ import annotations

from collections.abc import Mapping

from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.p6.projects import P6Project
from riskcast.formats.schedules.xer_tables import Row, Tables

_DEEPEST = 100
_CUT = Topic(
    "RC053",
    "warning",
    "1 WBS element lies deeper than 100 levels; its path is cut at the top",
    "{n} WBS elements lie deeper than 100 levels; their paths are cut at the top",
)
_NAMES = Topic(
    "RC058",
    "info",
    "the name of 1 WBS element is not carried, only its code",
    "the names of {n} WBS elements are not carried, only their codes",
)


def read_paths(tables: Tables, projects: Mapping[str, P6Project], notes: Notes) -> dict[str, str]:
    """Return the path of each WBS element (``wbs_id`` -> ``PROJECT.phase.part``), the project's code first."""
    rows = {row.text("wbs_id"): row for row in tables.rows("PROJWBS") if row.text("proj_id") in projects}
    paths: dict[str, str] = {}
    for key, row in rows.items():
        separator = projects[row.text("proj_id")].separator
        codes = _codes(rows, key)
        if len(codes) > _DEEPEST:
            notes.add(_CUT, row.text("wbs_short_name"))
        paths[key] = separator.join(reversed(codes[:_DEEPEST]))
        if row.text("wbs_name") and not row.flag("proj_node_flag"):
            notes.add(_NAMES, paths[key])
    return paths


def _codes(rows: Mapping[str, Row], key: str) -> list[str]:
    codes: list[str] = []
    seen: set[str] = set()
    while key in rows and key not in seen and len(codes) <= _DEEPEST:
        seen.add(key)
        codes.append(rows[key].text("wbs_short_name"))
        key = "" if rows[key].flag("proj_node_flag") else rows[key].text("parent_wbs_id")
    return codes
