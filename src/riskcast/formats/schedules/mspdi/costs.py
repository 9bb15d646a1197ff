"""Planned cost of Microsoft Project: assignments and fixed cost; all sums are in hundredths."""

from __future__ import annotations

from riskcast.formats.schedules.costs import PlannedCosts
from riskcast.formats.schedules.mspdi.tasks import Tasks
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.xml_tree import Node
from riskcast.model.cost import CostLine

_ACTUAL = Topic(
    "RC058",
    "info",
    "1 task has actual cost, which is not carried apart from its planned cost",
    "{n} tasks have actual costs, which are not carried apart from their planned costs",
)
_HUNDREDTHS = 100.0


def read_costs(root: Node, tasks: Tasks, notes: Notes) -> list[CostLine]:
    """Return one fixed cost line per task that has cost; a summary counts with its own fixed cost only."""
    costs = PlannedCosts()
    known = tasks.by_uid()
    for task, node in zip(tasks.tasks, tasks.nodes, strict=True):
        costs.add(task.id, (node.number("FixedCost") or 0.0) / _HUNDREDTHS)
        if node.number("ActualCost") and not node.flag("Summary"):
            notes.add(_ACTUAL, task.id)
    for item in root.all("Assignments", "Assignment"):
        uid = item.text("TaskUID")
        item.subject = f"Assignment {item.text('UID')}"
        if uid in known:
            costs.add(uid, (item.number("Cost") or 0.0) / _HUNDREDTHS)
    return costs.lines()
