"""Scheduling options of a project in P6 XML."""

from __future__ import annotations

from riskcast.formats.schedules.pmxml.objects import Objects
from riskcast.formats.schedules.pmxml.row import XmlRow, xml_row
from riskcast.formats.schedules.pmxml.words import LAG_CALENDARS, known_code
from riskcast.formats.schedules.xer_tables import Row
from riskcast.formats.schedules.xml_tree import Node

_LAG = "RelationshipLagCalendar"
_OPTIONS = {
    "proj_id": "ProjectObjectId",
    "sched_calendar_on_relationship_lag": _LAG,
    "sched_progress_override": "OutOfSequenceScheduleType",
    "sched_retained_logic": "OutOfSequenceScheduleType",
    "sched_lag_early_start_flag": "StartToStartLagCalculationType",
    "sched_outer_depend_type": "IgnoreOtherProjectRelationships",
    "sched_use_project_end_date_for_float": "CalculateFloatBasedOnFinishDate",
    "sched_open_critical_flag": "MakeOpenEndedActivitiesCritical",
    "sched_use_expect_end_flag": "UseExpectedFinishDates",
}


_FLAGS = (
    "sched_lag_early_start_flag",
    "sched_use_project_end_date_for_float",
    "sched_open_critical_flag",
    "sched_use_expect_end_flag",
)


def read_options(objects: Objects) -> list[Row]:
    """Return the rows of SCHEDOPTIONS; a project without options of its own may state a lag calendar itself."""
    rows: list[Row] = [_options(node, owner) for node, owner in objects.all("ScheduleOptions")]
    known = {row.text("proj_id") for row in rows}
    for project in objects.projects:
        if project.text("ObjectId") not in known and project.text(_LAG):
            rows.append(_options(project, project.text("ObjectId")))
    return rows


def _options(node: Node, owner: str) -> XmlRow:
    lag = known_code(node, _LAG, LAG_CALENDARS, "lag calendar") if node.text(_LAG) else ""
    sequence = node.text("OutOfSequenceScheduleType").lower()
    given = {
        "sched_calendar_on_relationship_lag": lag,
        "sched_progress_override": "Y" if sequence == "progress override" else "N",
        "sched_retained_logic": "Y" if sequence in ("", "retained logic", "progress override") else "N",
        "sched_outer_depend_type": "SD_None" if node.flag("IgnoreOtherProjectRelationships") else "",
    }
    for column in _FLAGS:
        given[column] = _yes_or_no(node, _OPTIONS[column])
    return xml_row(node, _OPTIONS, proj_id=node.text("ProjectObjectId") or owner, **given)


def _yes_or_no(node: Node, tag: str) -> str:
    if not node.text(tag):
        return ""
    return "Y" if node.flag(tag) else "N"
