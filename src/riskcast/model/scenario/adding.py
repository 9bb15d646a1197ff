"""Adding entities."""

from __future__ import annotations

from typing import Any

from riskcast.model.program import Project
from riskcast.model.scenario.changes import Add
from riskcast.model.scenario.collections import COLLECTIONS, key_of, singular
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.scenario.find import is_known
from riskcast.model.scenario.merge import laid_over
from riskcast.model.scenario.setting import undotted
from riskcast.model.scenario.task_fields import constraints, project_of, relink, reprice, sorted_fields
from riskcast.model.task import Task


def make_add(draft: Draft, change: Add, remarks: Remarks) -> None:
    """Add one entity at the end of its list."""
    if not is_known(change.collection, remarks):
        return
    fields = undotted(change.fields)
    if change.collection == "tasks":
        _add_task(draft, fields, remarks)
        return
    if isinstance(kind := fields.get("type"), str):
        fields["type"] = kind.upper()
    new = laid_over(COLLECTIONS[change.collection], None, fields, remarks)
    if new is None:
        return
    if any(key_of(old) == key_of(new) for old in draft.rows(change.collection) if hasattr(new, "id")):
        _say_twice(change.collection, key_of(new), remarks)
        return
    draft.append(change.collection, new)


def _add_task(draft: Draft, fields: dict[str, Any], remarks: Remarks) -> None:
    parts = sorted_fields(fields)
    own = parts.own
    if own.get("project") is None:
        projects = [project.id for project in draft.rows("projects") if isinstance(project, Project)]
        own["project"] = project_of(str(own.get("id", "")), projects) or ""
        if not own["project"]:
            remarks.say("RC011", "the project is missing", f"write project: {projects[0]}", "project")
            return
    if parts.dates:
        own["constraints"] = constraints((), parts.dates, remarks)
    task = laid_over(Task, None, own, remarks)
    if task is None:
        return
    if any(isinstance(old, Task) and old.id == task.id for old in draft.rows("tasks")):
        _say_twice("tasks", task.id, remarks)
        return
    draft.append("tasks", task)
    if parts.relinks:
        relink(draft, task.id, parts.predecessors, remarks)
    if parts.costs:
        reprice(draft, task.id, parts.costs, remarks)


def _say_twice(collection: str, key: str, remarks: Remarks) -> None:
    text = f"there is a {singular(collection)} {key!r} already"
    remarks.say("RC101", text, f"choose another id, or change it: set: {key}, in: {collection}", "id")
