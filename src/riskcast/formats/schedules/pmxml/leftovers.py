"""Objects and fields of a P6 XML file that have no place in a program, listed with their numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from riskcast.formats.schedules.fields import remark_fields
from riskcast.formats.schedules.notes import Notes
from riskcast.formats.schedules.pmxml.objects import Objects
from riskcast.formats.schedules.pmxml.tables import ACTIVITY
from riskcast.formats.schedules.xml_tree import Node

_READ = {
    "Project", "BaselineProject", "Calendar", "Currency", "DisplayCurrency", "WBS", "Activity", "Relationship",
    "ActivityExpense", "ScheduleOptions", "Resource", "Role", "ResourceAssignment",
}  # fmt: skip
_OWNERS = ("WBS", "Activity", "ResourceAssignment", "ActivityExpense")
_SHARED = {"Code", "UDF"}
"""Names that objects of many kinds use for their parts."""
_DERIVED = re.compile(
    r"(Actual|ActualThisPeriod|AtCompletion|Planned|Remaining|RemainingEarly|RemainingLate)"
    r"\w*(Cost|Units|Duration|Start|Finish|StartDate|FinishDate)"
)
_COMPUTED = {
    "StartDate", "FinishDate", "GUID", "CreateDate", "CreateUser", "LastUpdateDate", "LastUpdateUser",
    "PercentComplete", "DurationPercentComplete", "UnitsPercentComplete", "NonLaborUnitsPercentComplete",
    "ScopePercentComplete", "IsNewFeedback", "AutoComputeActuals", "EarlyStartDate", "EarlyFinishDate",
    "LateStartDate", "LateFinishDate", "TotalFloat", "FreeFloat", "IsCritical", "IsLongestPath",
}  # fmt: skip
"""Elements of an activity that P6 computes, or uses to keep its books."""


def remark_leftovers(objects: Objects, notes: Notes) -> None:
    """Note every kind of object that is not carried with its number, and the fields of activities."""
    counts = Counter(_left(objects))
    listed = [f"{name} ({number})" for name, number in counts.items()]
    if listed:
        notes.remark("RC058", "info", "elements that are not carried, with their numbers: " + ", ".join(listed))
    cells = (cell for node, _ in objects.all("Activity") for cell in _cells(node))
    remark_fields(cells, "elements of activities", notes)


def _left(objects: Objects) -> Iterator[str]:
    """Yield the name of every object that is not carried."""
    yield from (node.tag for node in objects.root.children if node.tag not in _READ)
    for project in objects.projects:
        yield from _parts(project)
    for tag in _OWNERS:
        for node, _ in objects.all(tag):
            yield from _parts(node)


def _parts(node: Node) -> Iterator[str]:
    for child in node.children:
        if child.children and child.tag not in _READ:
            yield f"{node.tag}/{child.tag}" if child.tag in _SHARED else child.tag


def _cells(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the elements of an activity that are neither carried nor computed, with their texts."""
    carried = ACTIVITY.values()
    for child in node.children:
        tag = child.tag
        if not child.children and tag not in carried and tag not in _COMPUTED and not _DERIVED.fullmatch(tag):
            yield tag, child.own
