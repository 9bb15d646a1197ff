"""Contents of a Microsoft Project file that have no place in a program: listed with their numbers."""

from __future__ import annotations

from collections.abc import Callable

from riskcast.errors import Level
from riskcast.formats.schedules.fields import remark_fields
from riskcast.formats.schedules.mspdi.tasks import Tasks
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.xml_tree import Node

_Test = Callable[[Node], bool]


def _per_task(one: str, many: str, level: Level = "warning") -> Topic:
    return Topic("RC055" if level == "warning" else "RC058", level, one, many)


_RECURRING = _per_task(
    "1 recurring task is read without its rule of recurrence",
    "{n} recurring tasks are read without their rules of recurrence",
    "info",
)
_BASELINE = _per_task(
    "1 task has a baseline, of which only the dates are carried, and only those of baseline 0",
    "{n} tasks have baselines, of which only the dates are carried, and only those of baseline 0",
    "info",
)
_FIELDS = _per_task(
    "1 task has custom fields or outline codes, which are not carried",
    "{n} tasks have custom fields or outline codes, which are not carried",
    "info",
)
_PER_TASK: tuple[tuple[Topic, _Test], ...] = (
    (_RECURRING, lambda node: node.flag("Recurring")),
    (_BASELINE, lambda node: node.child("Baseline") is not None),
    (_FIELDS, lambda node: node.child("ExtendedAttribute") is not None or node.child("OutlineCode") is not None),
)
_CARRIED = {
    "UID", "ID", "Name", "Active", "Manual", "IsNull", "WBS", "OutlineNumber", "OutlineLevel", "Duration",
    "DurationFormat", "Summary", "Milestone", "IsSubproject", "ExternalTask", "ActualStart", "ActualFinish",
    "RemainingDuration", "FixedCost", "ConstraintType", "ConstraintDate", "CalendarUID", "LevelingDelay",
    "LevelingDelayFormat", "IgnoreResourceCalendar", "Deadline", "PredecessorLink", "Notes", "Recurring", "Baseline",
    "ExtendedAttribute", "OutlineCode", "ActualCost",
}  # fmt: skip
"""Elements of a task that are carried, or remarked on their own."""
_COMPUTED = {
    "GUID", "CreateDate", "Start", "Finish", "EarlyStart", "EarlyFinish", "LateStart", "LateFinish", "StartVariance",
    "FinishVariance", "WorkVariance", "CV", "SV", "VAC", "BCWS", "BCWP", "ACWP", "FreeSlack", "StartSlack",
    "FinishSlack", "TotalSlack", "Critical", "OverAllocated", "Cost", "RemainingCost", "Stop", "Resume", "ResumeValid",
    "PreLeveledStart", "PreLeveledFinish", "HideBar", "Rollup", "DisplayAsSummary", "IsPublished", "TimephasedData",
    "ActualDuration", "PercentComplete", "PercentWorkComplete", "Estimated", "FixedCostAccrual", "EarnedValueMethod",
    "LevelAssignments", "LevelingCanSplit", "CommitmentType", "ManualStart", "ManualFinish", "ManualDuration",
}  # fmt: skip
"""Elements of a task that Microsoft Project computes, shows, or uses to keep its books."""


def remark_leftovers(root: Node, tasks: Tasks, notes: Notes) -> None:
    """Note everything of the tasks and the file that is not carried."""
    for topic, test in _PER_TASK:
        for task, node in zip(tasks.tasks, tasks.nodes, strict=True):
            if test(node):
                notes.add(topic, task.id)
    cells = ((child.tag, child.own) for node in tasks.nodes for child in node.children)
    others = ((tag, value) for tag, value in cells if tag not in _CARRIED and tag not in _COMPUTED)
    remark_fields(others, "elements of tasks", notes)
    _remark_counts(root, notes)
    _remark_options(root, tasks, notes)


def _remark_counts(root: Node, notes: Notes) -> None:
    fields = sum(1 for _ in root.all("ExtendedAttributes", "ExtendedAttribute"))
    codes = sum(1 for _ in root.all("OutlineCodes", "OutlineCode"))
    if fields or codes:
        notes.remark("RC058", "info", f"{fields} custom field and {codes} outline code definitions are not carried")


def _remark_options(root: Node, tasks: Tasks, notes: Notes) -> None:
    if root.text("ScheduleFromStart") == "0":
        message = "the project is scheduled back from its finish; riskcast schedules it forward from its start"
        notes.remark("RC059", "warning", message)
    if any(root.flag(tag) for tag in _MOVES):
        message = "the options that move started work to the status date are not honoured"
        notes.remark("RC059", "warning", message)


_MOVES = ("MoveCompletedEndsBack", "MoveCompletedEndsForward", "MoveRemainingStartsBack", "MoveRemainingStartsForward")
