"""Date constraints of Microsoft Project."""

from __future__ import annotations

from riskcast.formats.schedules.notes import Topic
from riskcast.formats.schedules.xml_tree import Node
from riskcast.model.task import Constraint, ConstraintKind

_AS_SOON, _AS_LATE = 0, 1
_KINDS = {
    2: ConstraintKind.START_ON,
    3: ConstraintKind.FINISH_ON,
    4: ConstraintKind.START_NO_EARLIER_THAN,
    5: ConstraintKind.START_NO_LATER_THAN,
    6: ConstraintKind.FINISH_NO_EARLIER_THAN,
    7: ConstraintKind.FINISH_NO_LATER_THAN,
}
_UNKNOWN = Topic(
    "RC055",
    "warning",
    "1 constraint is of an unknown kind and is left out",
    "{n} constraints are of unknown kinds and are left out",
)
_NO_DATE = Topic(
    "RC055",
    "warning",
    "1 constraint has no date and is left out",
    "{n} constraints have no date and are left out",
)


def read_constraints(node: Node, name: str) -> tuple[tuple[Constraint, ...], bool]:
    """Return the constraint of a task, if it has one, and whether it is as late as possible.

    ``name`` is how remarks call the task.
    """
    code = node.integer("ConstraintType")
    if code in (None, _AS_SOON, _AS_LATE):
        return (), code == _AS_LATE
    found = _KINDS.get(code or 0)
    if found is None:
        node.notes.add(_UNKNOWN, f"{name} ({code})")
        return (), False
    date = node.time("ConstraintDate")
    if not node.text("ConstraintDate"):
        node.notes.add(_NO_DATE, name)
    return (() if date is None else (Constraint(kind=found, date=date),)), False
