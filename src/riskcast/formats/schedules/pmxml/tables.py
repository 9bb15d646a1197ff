"""From the objects of a P6 XML file to the tables that the builder of P6 reads."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.formats.schedules.pmxml.objects import Objects
from riskcast.formats.schedules.pmxml.options import read_options
from riskcast.formats.schedules.pmxml.row import XmlRow, xml_row
from riskcast.formats.schedules.pmxml.words import (
    ACTIVITY_TYPES,
    CONSTRAINTS,
    LINK_TYPES,
    STATUSES,
    code,
    known_code,
)
from riskcast.formats.schedules.xer_tables import Row, Tables
from riskcast.formats.schedules.xml_tree import Node

PROJECT = {
    "proj_id": "ObjectId",
    "proj_short_name": "Id",
    "clndr_id": "ActivityDefaultCalendarObjectId",
    "plan_start_date": "PlannedStartDate",
    "last_recalc_date": "DataDate",
    "plan_end_date": "MustFinishByDate",
    "name_sep_char": "WBSCodeSeparator",
    "sum_base_proj_id": "CurrentBaselineProjectObjectId",
}
BASELINE = {"proj_id": "ObjectId", "proj_short_name": "Id", "orig_proj_id": "OriginalProjectObjectId"}
BASELINE_ACTIVITY = {
    "proj_id": "ProjectObjectId",
    "task_code": "Id",
    "target_start_date": "PlannedStartDate",
    "target_end_date": "PlannedFinishDate",
}
WBS = {
    "wbs_id": "ObjectId",
    "proj_id": "ProjectObjectId",
    "parent_wbs_id": "ParentObjectId",
    "wbs_short_name": "Code",
    "wbs_name": "Name",
    "proj_node_flag": "",
}
CALENDAR = {"clndr_id": "ObjectId", "clndr_name": "Name", "default_flag": "IsDefault"}
ACTIVITY = {
    "task_id": "ObjectId",
    "proj_id": "ProjectObjectId",
    "wbs_id": "WBSObjectId",
    "clndr_id": "CalendarObjectId",
    "task_type": "Type",
    "task_code": "Id",
    "task_name": "Name",
    "status_code": "Status",
    "target_drtn_hr_cnt": "PlannedDuration",
    "remain_drtn_hr_cnt": "RemainingDuration",
    "act_start_date": "ActualStartDate",
    "act_end_date": "ActualFinishDate",
    "cstr_type": "PrimaryConstraintType",
    "cstr_date": "PrimaryConstraintDate",
    "cstr_type2": "SecondaryConstraintType",
    "cstr_date2": "SecondaryConstraintDate",
    "suspend_date": "SuspendDate",
    "resume_date": "ResumeDate",
    "expect_end_date": "ExpectedFinishDate",
    "external_early_start_date": "ExternalEarlyStartDate",
    "external_late_end_date": "ExternalLateFinishDate",
    "early_start_date": "RemainingEarlyStartDate",
    "early_end_date": "RemainingEarlyFinishDate",
    "late_start_date": "RemainingLateStartDate",
    "late_end_date": "RemainingLateFinishDate",
}
RESOURCE = {
    "rsrc_id": "ObjectId",
    "rsrc_short_name": "Id",
    "rsrc_name": "Name",
    "rsrc_type": "ResourceType",
    "clndr_id": "CalendarObjectId",
}
RELATIONSHIP = {
    "proj_id": "SuccessorProjectObjectId",
    "task_id": "SuccessorActivityObjectId",
    "pred_task_id": "PredecessorActivityObjectId",
    "pred_type": "Type",
    "lag_hr_cnt": "Lag",
}
ROLE = {"role_id": "ObjectId", "role_short_name": "Id", "role_name": "Name"}
ASSIGNMENT = {
    "task_id": "ActivityObjectId",
    "rsrc_id": "ResourceObjectId",
    "role_id": "RoleObjectId",
    "target_qty_per_hr": "PlannedUnitsPerTime",
    "target_lag_drtn_hr_cnt": "PlannedLag",
    "target_cost": "PlannedCost",
    "act_reg_cost": "ActualRegularCost",
    "act_ot_cost": "ActualOvertimeCost",
}
EXPENSE = {"task_id": "ActivityObjectId", "target_cost": "PlannedCost", "act_cost": "ActualCost"}

_UNNAMED = "CUR"
"""What P6 calls a currency that nobody has named yet."""


def read_tables(objects: Objects) -> Tables:
    """Return the tables of P6 under their names in XER files; words become codes, unknown ones are noted as errors."""
    roots = {project.text("ObjectId"): _root_key(project) for project in objects.projects}
    tables: dict[str, list[Row]] = {
        "PROJECT": [*map(_project, objects.projects), *(xml_row(node, BASELINE) for node in objects.baselines)],
        "PROJWBS": [*_root_elements(objects), *_elements(objects, roots)],
        "CALENDAR": [_calendar(node) for node, _ in objects.all("Calendar")],
        "SCHEDOPTIONS": read_options(objects),
        "TASK": [
            *(_activity(node, owner, roots.get(owner, "")) for node, owner in objects.all("Activity")),
            *_baseline_activities(objects),
        ],
        "TASKPRED": list(_relationships(objects)),
        "RSRC": list(map(_resource, objects.root.all("Resource"))),
        "ROLES": [xml_row(node, ROLE) for node in objects.root.all("Role")],
        "TASKRSRC": [xml_row(node, ASSIGNMENT) for node, _ in objects.all("ResourceAssignment")],
        "PROJCOST": [xml_row(node, EXPENSE) for node, _ in objects.all("ActivityExpense")],
    }
    return Tables((_currency(objects.root),), tables)


def _currency(root: Node) -> str:
    """Return the currency in which the file was written, else the base currency (P6 gives it ``ObjectId`` 1 and the
    rate 1), else the only one it knows."""
    shown = [node.text("Id") for node in root.all("DisplayCurrency", "Currency")]
    named = [node for node in root.all("Currency") if node.text("Id") != _UNNAMED]
    base = [node.text("Id") for node in named if node.text("ObjectId") == "1" and node.number("ExchangeRate") == 1.0]
    known = [node.text("Id") for node in named]
    return (shown or base or (known if len(known) == 1 else [""]))[0]


def _project(node: Node) -> XmlRow:
    if not node.text("ObjectId"):
        node.fault("RC053", "ObjectId", "the project has no ObjectId")
    return xml_row(node, PROJECT)


def _root_key(project: Node) -> str:
    """The root of the breakdown stands for the project itself and, in files of P6, has no element of its own."""
    top = _top(project)
    return project.text("WBSObjectId") or (top.text("ObjectId") if top else f"root of {project.text('ObjectId')}")


def _top(project: Node) -> Node | None:
    """Return the element that other tools write for the root, under the name of the project."""
    tops = [node for node in project.all("WBS") if not node.text("ParentObjectId")]
    named = len(tops) == 1 and tops[0].text("Name") == project.text("Name") != ""
    return tops[0] if named and not project.text("WBSObjectId") else None


def _root_elements(objects: Objects) -> Iterator[XmlRow]:
    for node in objects.projects:
        key, owner, top = _root_key(node), node.text("ObjectId"), _top(node)
        yield xml_row(
            node,
            WBS,
            wbs_id=key,
            proj_id=owner,
            parent_wbs_id="",
            wbs_short_name=top.text("Code") if top else node.text("Id"),
            wbs_name=node.text("Name"),
            proj_node_flag="Y",
        )


def _elements(objects: Objects, roots: dict[str, str]) -> Iterator[XmlRow]:
    for node, owner in objects.all("WBS"):
        if node.text("ObjectId") != roots.get(owner):
            parent = node.text("ParentObjectId") or roots.get(owner, "")
            yield xml_row(node, WBS, proj_id=owner, parent_wbs_id=parent)


def _calendar(node: Node) -> XmlRow:
    return xml_row(node, CALENDAR, default_flag="Y" if node.flag("IsDefault") else "N")


def _resource(node: Node) -> XmlRow:
    return xml_row(node, RESOURCE, rsrc_type="RT_Mat" if node.text("ResourceType") == "Material" else "RT_Labor")


def _activity(node: Node, owner: str, root: str) -> XmlRow:
    if not node.text("ObjectId"):
        node.fault("RC053", "ObjectId", "the activity has no ObjectId")
    given = {
        "proj_id": owner,
        "wbs_id": node.text("WBSObjectId") or root,
        "task_type": known_code(node, "Type", ACTIVITY_TYPES, "activity type") or "TT_TASK",
        "status_code": code(STATUSES, node.text("Status")),
    }
    for column in ("cstr_type", "cstr_type2"):
        text = node.text(ACTIVITY[column])
        given[column] = code(CONSTRAINTS, text) or text
    return xml_row(node, ACTIVITY, **given)


def _baseline_activities(objects: Objects) -> Iterator[XmlRow]:
    for project in objects.baselines:
        for node in project.all("Activity"):
            node.subject = f"BaselineProject {project.text('Id')} Activity {node.text('Id')}"
            yield xml_row(node, BASELINE_ACTIVITY, proj_id=project.text("ObjectId"))


def _relationships(objects: Objects) -> Iterator[XmlRow]:
    """Yield the relationships; one between two projects may stand in both, and is taken once."""
    seen: set[str] = set()
    for node, owner in objects.all("Relationship"):
        key = node.text("ObjectId")
        kind = known_code(node, "Type", LINK_TYPES, "relationship type")
        if kind and key not in seen:
            yield xml_row(node, RELATIONSHIP, pred_type=kind, proj_id=node.text("SuccessorProjectObjectId") or owner)
        seen.update({key} - {""})
