"""Resources and assignments of Microsoft Project: which tasks they would schedule differently."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from riskcast.formats.schedules.ids import clean_id
from riskcast.formats.schedules.mspdi.tasks import Tasks
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.raw_calendar import Hours
from riskcast.formats.schedules.xml_tree import Node

_OTHER_HOURS = Topic(
    "RC054",
    "warning",
    "1 task has a resource whose calendar differs from the task's; resource calendars are not applied yet",
    "{n} tasks have resources whose calendars differ from the tasks'; resource calendars are not applied yet",
)
_SPLIT = Topic(
    "RC055",
    "warning",
    "1 task is split or its work pauses, which is not scheduled yet",
    "{n} tasks are split or their work pauses, which is not scheduled yet",
)
_REMAINING, _ACTUAL = "1", "2"


def remark_resources(root: Node, tasks: Tasks, hours: Mapping[str, Hours], usual: str, notes: Notes) -> None:
    """Note tasks whose resources work at other hours, and tasks whose work pauses.

    ``usual`` is the calendar of the project.
    """
    calendars = {n.text("UID"): clean_id(n.text("CalendarUID")) for n in root.all("Resources", "Resource")}
    ignoring = {t.id for t, n in zip(tasks.tasks, tasks.nodes, strict=True) if n.flag("IgnoreResourceCalendar")}
    by_uid = tasks.by_uid()
    found: dict[Topic, set[str]] = {_OTHER_HOURS: set(), _SPLIT: set()}
    for item in root.all("Assignments", "Assignment"):
        task = by_uid.get(item.text("TaskUID"))
        if task is None:
            continue
        item.subject = f"Assignment {item.text('UID')}"
        own = hours[task.calendar or usual]
        theirs = own if task.id in ignoring else hours.get(calendars.get(item.text("ResourceUID"), ""), own)
        if theirs != own:
            found[_OTHER_HOURS].add(task.id)
        if _pauses(item, (theirs, own) if task.calendar else (theirs,)):
            found[_SPLIT].add(task.id)
    for topic, names in found.items():
        for name in (task.id for task in tasks.tasks if task.id in names):
            notes.add(topic, name)


def _pauses(item: Node, clocks: tuple[Hours, ...]) -> bool:
    """Return True when nothing is done between stretches of work although all calendars have working time there."""
    spans = sorted(span for node in item.all("TimephasedData") if (span := _work(node)) is not None)
    return any(
        before[1] < after[0] and all(hours.work_between(before[1], after[0]) for hours in clocks)
        for before, after in pairwise(spans)
    )


def _work(node: Node) -> tuple[datetime, datetime] | None:
    """Return the span of one piece of timephased work, None when it is empty or something else."""
    node.subject = "TimephasedData"
    if node.text("Type") not in (_REMAINING, _ACTUAL) or not node.period("Value"):
        return None
    start, finish = node.time("Start"), node.time("Finish")
    return None if start is None or finish is None else (start, finish)
