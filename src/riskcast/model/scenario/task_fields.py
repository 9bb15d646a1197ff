"""Fields of tasks that files write in their own way: constraints, predecessors, costs, the project in the id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from riskcast.model.base import Entity
from riskcast.model.cost import CostLine
from riskcast.model.predecessors import parse_predecessors
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.scenario.merge import laid_over
from riskcast.model.task import Constraint, ConstraintKind, Dependency, Task
from riskcast.model.words import from_error, refused

_CONSTRAINTS = {kind.value.replace("-", "_"): kind for kind in ConstraintKind}
_COSTS = {"fixed_cost": "fixed", "cost_per_day": "per_day"}
TASK_WORDS = (*_CONSTRAINTS, *_COSTS, "predecessors")
"""Names that a task has in files but not in the model."""


class TaskFields(NamedTuple):
    """Fields of a task, sorted by where they go."""

    own: dict[str, Any]
    dates: dict[ConstraintKind, Any]
    costs: dict[str, Any]
    predecessors: Any = ""
    relinks: bool = False
    """Whether predecessors are given."""


def sorted_fields(fields: Mapping[str, Any]) -> TaskFields:
    """Return the fields of a task by where they go."""
    own = {name: value for name, value in fields.items() if name not in TASK_WORDS}
    dates = {_CONSTRAINTS[name]: value for name, value in fields.items() if name in _CONSTRAINTS}
    costs = {_COSTS[name]: value for name, value in fields.items() if name in _COSTS}
    return TaskFields(own, dates, costs, fields.get("predecessors"), "predecessors" in fields)


def constraints(old: Sequence[Constraint], dates: Mapping[ConstraintKind, Any], remarks: Remarks) -> list[Constraint]:
    """Return the constraints with other dates for some kinds; None takes one away."""
    found = {constraint.kind: constraint for constraint in old}
    for kind, value in dates.items():
        if value is None:
            found.pop(kind, None)
            continue
        try:
            found[kind] = Constraint(kind=kind, date=value)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                remarks.say(*refused(item), kind.value.replace("-", "_"))
    return list(found.values())


def project_of(task_id: str, projects: Sequence[str]) -> str | None:
    """Return the only project, or the one that the id starts with; None when there is none."""
    if len(projects) == 1:
        return projects[0]
    name = task_id
    while "." in name:
        name = name.rpartition(".")[0]
        if name in projects:
            return name
    return None


def relink(draft: Draft, task: str, written: Any, remarks: Remarks) -> None:
    """Give a task other predecessors: ``A; B SS+5d``, or none."""
    kept = [
        link for link in draft.rows("dependencies") if not (isinstance(link, Dependency) and link.successor == task)
    ]
    links: list[Entity] = []
    known = {entity.id for entity in draft.rows("tasks") if isinstance(entity, Task)}
    parts = written if isinstance(written, list | tuple) else [] if written is None else [written]
    for part in parts:
        if not isinstance(part, str):
            remarks.say("RC013", "a predecessor must be text", "write A; B SS+5d", "predecessors")
            continue
        for link in parse_predecessors(part, known):
            if isinstance(link, ValueError):
                _, message, remedy = from_error(link)
                remarks.say("RC016", message, remedy or "write for example B SS+5d", "predecessors")
                continue
            fields = {"predecessor": link.predecessor, "successor": task, "type": link.type, "lag": link.lag}
            made = laid_over(Dependency, None, fields, remarks)
            links += [] if made is None else [made]
    draft.replace("dependencies", [*kept, *links])


def reprice(draft: Draft, task: str, fields: Mapping[str, Any], remarks: Remarks) -> None:
    """Give the cost line that a task carries itself (its id is the task's) other sums; add it when there is none."""
    for row, line in enumerate(draft.rows("costs")):
        if isinstance(line, CostLine) and line.id == task:
            changed = laid_over(CostLine, line, fields, remarks)
            if changed is not None:
                draft.put("costs", row, changed)
            return
    added = laid_over(CostLine, None, {"id": task, "task": task, **fields}, remarks)
    if added is not None:
        draft.append("costs", added)
