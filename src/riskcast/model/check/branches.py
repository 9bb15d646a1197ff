"""Branches and conditions: what is done in some iterations only, decided once and before it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from riskcast.errors import Finding
from riskcast.model.base import Entity
from riskcast.model.branch import Condition
from riskcast.model.check.cycles import Flow
from riskcast.model.check.index import Index, listed, remark

_W: Final = "warning"


def check_branches(index: Index) -> Iterator[Finding]:
    """Yield findings about branches and conditions, each for itself and together."""
    for row, branch in enumerate(index.program.branches):
        total = sum(option.probability for option in branch.options)
        if total > 1.0 + 1e-9:
            text = f"the probabilities of the options add up to {total:g}"
            yield remark("RC148", "branches", row, branch, "options", text, "at most one is taken: lower them")
    for row, condition in enumerate(index.program.conditions):
        yield from _condition(index, row, condition)
    yield from _twice(index)
    yield from _circles(index)


def _condition(index: Index, row: int, condition: Condition) -> Iterator[Finding]:
    if (condition.later_than is None) is (condition.longer_than is None):
        given = "neither later_than nor longer_than" if condition.later_than is None else "later_than and longer_than"
        text = f"the condition has {given}"
        yield remark("RC166", "conditions", row, condition, "", text, "write one of them: later_than: 2028-03-31")
    if what := index.not_scheduled(condition.task):
        text = f"the condition looks at {condition.task!r}, which is {what} without work of its own"
        yield remark("RC166", "conditions", row, condition, "task", text, "name a task or milestone")
    if not condition.then and not condition.otherwise:
        text = "the condition names tasks neither under then nor under otherwise, so it changes nothing"
        yield remark("RC156", "conditions", row, condition, "", text, "name the tasks that depend on it", _W)
    task = index.tasks.get(condition.task)
    if task is not None and task.actual_finish is not None:
        text = f"task {condition.task!r} is finished, so the condition is decided"
        remedy = "delete it and the tasks that are not done"
        yield remark("RC158", "conditions", row, condition, "task", text, remedy, _W)


def _twice(index: Index) -> Iterator[Finding]:
    """Yield a finding for tasks of two options, and for tasks that have begun and cannot be skipped any more."""
    owner: dict[str, str] = {}
    for section, row, entity, field, name, texts in _ways(index):
        meant = [task for task in index.meant(texts) if not index.not_scheduled(task)]
        taken = [task for task in meant if task in owner]
        if taken:
            text = f"{listed(taken)}: already part of {owner[taken[0]]}, and here again"
            remedy = "let each task depend on one decision; put one decision behind the other with milestones"
            yield remark("RC164", section, row, entity, field, text, remedy)
        begun = [task for task in meant if index.tasks[task].actual_start or index.tasks[task].actual_finish]
        if begun:
            text = f"{listed(begun)}: already begun, so there is nothing left to decide"
            yield remark("RC158", section, row, entity, field, text, "take what has begun out of it", _W)
        owner.update((task, name) for task in meant if task not in owner)


def _ways(index: Index) -> Iterator[tuple[str, int, Entity, str, str, Sequence[str]]]:
    """Yield section, row, entity, field, name and tasks of everything that may be done or skipped."""
    for row, branch in enumerate(index.program.branches):
        for n, option in enumerate(branch.options):
            name = f"branch {branch.id!r}, option {option.name or n + 1}"
            yield "branches", row, branch, f"options.{n}.tasks", name, option.tasks
    for row, condition in enumerate(index.program.conditions):
        for field, texts in (("then", condition.then), ("otherwise", condition.otherwise)):
            yield "conditions", row, condition, field, f"condition {condition.id!r}, {field}", texts


def _circles(index: Index) -> Iterator[Finding]:
    """Yield a finding for every condition whose task waits for what the condition decides."""
    conditions = index.program.conditions
    if not conditions:
        return
    flow = Flow(index)
    decided = [index.meant((*condition.then, *condition.otherwise)) for condition in conditions]
    for condition, tasks in zip(conditions, decided, strict=True):
        flow.add(condition.task, tasks)
    for row, (condition, tasks) in enumerate(zip(conditions, decided, strict=True)):
        waited = [task for task in tasks if task == condition.task or flow.leads(task, condition.task)]
        if waited:
            text = f"the condition looks at {condition.task!r}, which waits for {listed(waited)}, which it decides on"
            remedy = "let it look at a task that is finished before"
            yield remark("RC165", "conditions", row, condition, "task", text, remedy)
