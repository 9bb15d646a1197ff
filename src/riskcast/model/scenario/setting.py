"""Giving fields other values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from riskcast.model.program import Program
from riskcast.model.scenario.changes import PROGRAM, SetFields
from riskcast.model.scenario.collections import COLLECTIONS, singular
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.scenario.find import Found, found_in
from riskcast.model.scenario.merge import laid_over
from riskcast.model.scenario.task_fields import TASK_WORDS, constraints, relink, reprice, sorted_fields
from riskcast.model.task import Task

_PAST = frozenset(
    (
        *("duration", "estimate", "probability", "remaining", "calendar", "splits", "resume", "expected_finish"),
        *("actual_start", "actual_finish", "predecessors", *TASK_WORDS),
    )
) - {"fixed_cost", "cost_per_day"}
"""Fields of a finished task that say what has happened, or no longer have a meaning."""


def means_program(draft: Draft, target: tuple[str, ...], collection: str) -> bool:
    """Return whether a change is about the program's own fields."""
    if collection == PROGRAM:
        return True
    is_task = any(isinstance(task, Task) and task.id == PROGRAM for task in draft.rows("tasks"))
    return collection == "tasks" and target == (PROGRAM,) and not is_task


def make_set(draft: Draft, change: SetFields, remarks: Remarks) -> None:
    """Give fields of entities other values."""
    fields = undotted(change.fields)
    if not fields:
        remarks.say("RC402", "no field is given a value", "write for example duration: 36d", "set")
    if means_program(draft, change.target, change.collection):
        set_program(draft, fields, remarks)
        return
    found = found_in(draft, change.collection, change.target, remarks, "set")
    if "id" in fields:
        what = f"the id of a {singular(change.collection)} cannot change, because random numbers are keyed by it"
        remarks.say("RC402", what, "change its name, or remove it and add another", "id")
    elif change.collection == "tasks":
        _set_tasks(draft, found, fields, remarks)
    else:
        kind = COLLECTIONS.get(change.collection)
        for one in found:
            new = laid_over(kind, draft.rows(change.collection)[one.row], fields, remarks) if kind else None
            if new is None:
                return
            draft.put(change.collection, one.row, new)


def set_program(draft: Draft, fields: Mapping[str, Any], remarks: Remarks) -> None:
    """Give the program's own fields other values."""
    lists = [name for name in fields if name in COLLECTIONS]
    for name in lists:
        remarks.say("RC402", f"{name!r} is a list", f"change its entries: set: ID, in: {name}", name)
    for name in ("id", "riskcast"):
        if name in fields:
            remarks.say("RC402", f"the {name} of the program cannot change", "leave it out", name)
    own = {name: value for name, value in fields.items() if name not in (*lists, "id", "riskcast")}
    new = laid_over(Program, draft.before.model_copy(update=draft.own), own, remarks)
    if new is not None:
        draft.own |= {name: getattr(new, name) for name in own}


def _set_tasks(draft: Draft, found: list[Found], fields: Mapping[str, Any], remarks: Remarks) -> None:
    past = sorted(_PAST.intersection(fields))
    parts = sorted_fields(fields)
    before = len(remarks.findings)
    for row, named in found:
        task = cast("Task", draft.rows("tasks")[row])
        if past and task.actual_finish is not None:
            if named:
                say_finished(task, remarks, past[0])
            continue
        own = dict(parts.own)
        if parts.dates:
            own["constraints"] = constraints(task.constraints, parts.dates, remarks)
        new = laid_over(Task, task, own, remarks)
        if new is not None:
            draft.put("tasks", row, new)
        if parts.relinks:
            relink(draft, task.id, parts.predecessors, remarks)
        if parts.costs:
            reprice(draft, task.id, parts.costs, remarks)
        if len(remarks.findings) > before:
            return
    if found and past and not any(named for _, named in found) and _all_finished(draft, found):
        remarks.say("RC403", "every task that it means is finished, and what is past cannot change", _LATER, "set")


_LATER = "leave the change out: the program says what has happened"


def _all_finished(draft: Draft, found: list[Found]) -> bool:
    tasks = draft.rows("tasks")
    return all(getattr(tasks[row], "actual_finish", None) is not None for row, _ in found)


def say_finished(task: Task, remarks: Remarks, *steps: str) -> None:
    """File a finding about a change to what is past."""
    finished = f"{task.actual_finish:%Y-%m-%d}"
    text = f"task {task.id!r} was finished on {finished}, and what is past cannot change"
    remarks.say("RC403", text, _LATER, *steps)


def undotted(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with ``targets.budget: 1m`` as ``targets: {budget: 1m}``."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        first, dot, rest = name.partition(".")
        if not dot:
            found[name] = value
            continue
        part = found.setdefault(first, {})
        if isinstance(part, dict):
            part |= undotted({rest: value})
    return found
