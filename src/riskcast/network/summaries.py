"""Summary tasks: what lies below them, and the constraints they hand down."""

from __future__ import annotations

from dataclasses import dataclass

from riskcast.model.program import Program
from riskcast.model.task import Constraint, Task, TaskKind


@dataclass(frozen=True)
class Summaries:
    """The outline of a program."""

    leaves: dict[str, tuple[str, ...]]
    """Tasks with dates of their own below each summary, at any depth, in file order."""
    inherited: dict[str, tuple[Constraint, ...]]
    """Constraints that reach a task from the summaries above it; absent when there are none."""


def read_outline(program: Program) -> Summaries:
    """Return the outline; a task whose parent is not a summary of the program stands at the top."""
    summaries = {task.id: task for task in program.tasks if task.kind is TaskKind.SUMMARY}
    leaves: dict[str, list[str]] = {id_: [] for id_ in summaries}
    inherited: dict[str, tuple[Constraint, ...]] = {}
    for task in program.tasks:
        if task.kind is TaskKind.SUMMARY:
            continue
        above = _above(task, summaries)
        if task.kind is not TaskKind.LEVEL_OF_EFFORT:
            for summary in above:
                leaves[summary.id].append(task.id)
        handed_down = tuple(constraint for summary in above for constraint in summary.constraints)
        if handed_down:
            inherited[task.id] = handed_down
    return Summaries({id_: tuple(ids) for id_, ids in leaves.items()}, inherited)


def _above(task: Task, summaries: dict[str, Task]) -> list[Task]:
    """Return the summaries above a task, nearest first; a loop among them, which the check names, ends the walk."""
    found: dict[str, Task] = {}
    parent = task.parent
    while parent in summaries and parent not in found:
        found[parent] = summaries[parent]
        parent = summaries[parent].parent
    return list(found.values())
