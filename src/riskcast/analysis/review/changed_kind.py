"""To which group a change of a program belongs, in the words of the field."""

from __future__ import annotations

from typing import Final

from riskcast.model.program import Program
from riskcast.model.risk import Response, ResponseState
from riskcast.model.scenario.changes import PROGRAM
from riskcast.model.scenario.diff import FieldChange

DATA_DATE: Final = "data date moved"
CLOSED: Final = "risks closed"
TARGETS: Final = "targets changed"
SETTINGS: Final = "program settings changed"
ORDER: Final = (
    *(DATA_DATE, TARGETS, "budget changes added", "budget changes changed", "tasks finished"),
    *("tasks started", "tasks reopened", "actual dates corrected", "tasks added", "tasks removed"),
    *("durations changed", "ranges changed", "task details changed", "links added", "links removed", "links changed"),
    *("risks added", "risks removed", CLOSED, "risks switched on", "risk probabilities changed", "risks changed"),
    *("responses decided", "responses changed", "drivers added", "drivers removed", "drivers changed"),
    *("cost lines added", "cost lines removed", "cost lines changed", "bookings added", "orders added"),
)
"""The groups that come first; others follow by name."""
_WORDLESS = frozenset(
    ("name", "note", "description", "owner", "manager", "code", "cause", "stored", "report", "checks", "supplier")
)
"""Fields on which no number of a forecast depends."""
_SECTIONS = {
    "risks": "risks",
    "drivers": "drivers",
    "costs": "cost lines",
    "dependencies": "links",
    "calendars": "calendars",
    "projects": "projects",
    "changes": "budget changes",
    "actuals": "bookings",
    "commitments": "orders",
}
"""What sections are called; all others are put together."""


def kind_of_change(change: FieldChange, after: Program) -> str:
    """Return the group of a change, such as ``tasks finished``; empty for what does not count or is part of another."""
    field = change.field.split(".")[0]
    if field in _WORDLESS or (change.collection == PROGRAM and field in ("id", "riskcast")):
        return ""
    if field in ("targets", "target"):
        return TARGETS
    if field == "data_date":
        return DATA_DATE
    if change.collection == PROGRAM:
        return SETTINGS
    if change.collection == "tasks":
        return _task(change, field, after)
    if change.collection == "bands":
        return "ranges changed"
    section = _SECTIONS.get(change.collection, "other entries")
    if not change.field:
        return f"{section} {'added' if change.before is None else 'removed'}"
    return _risk(change, field) if section == "risks" else f"{section} changed"


def _task(change: FieldChange, field: str, after: Program) -> str:
    """Return the group of a change to a task; what its status brings with it is part of the status."""
    if not change.field:
        return f"tasks {'added' if change.before is None else 'removed'}"
    if field in ("actual_start", "actual_finish") and change.before is not None and change.after is not None:
        return "actual dates corrected"
    if field == "actual_finish":
        return "tasks finished" if change.before is None else "tasks reopened"
    finished = next(task.actual_finish is not None for task in after.tasks if task.id == change.id)
    if field == "actual_start":
        return "tasks started" if change.before is None and not finished else ""
    if field == "probability" and change.after == 0.0:
        return "tasks removed"
    if (finished and field in ("remaining", "duration", "estimate", "resume")) or (
        field == "remaining" and change.before is None
    ):
        return ""
    kinds = {"duration": "durations changed", "remaining": "durations changed", "estimate": "ranges changed"}
    return kinds.get(field, "task details changed")


def _risk(change: FieldChange, field: str) -> str:
    if field == "enabled":
        return "risks switched on" if change.after else ""
    if field == "response":
        before, after = (_state(value) for value in (change.before, change.after))
        decided = before in (None, ResponseState.PLANNED) and after in (ResponseState.ACTIVE, ResponseState.DONE)
        return "responses decided" if decided else "responses changed"
    return "risk probabilities changed" if field == "probability" else "risks changed"


def _state(value: object) -> object:
    return value.state if isinstance(value, Response) else value
