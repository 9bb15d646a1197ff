"""Tasks and the summaries that hold them."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.check.index import Index, chain, remark
from riskcast.model.task import TaskKind


def check_outline(index: Index) -> Iterator[Finding]:
    """Yield findings about parents that are no summaries, lead back to themselves, or belong to another project."""
    rows = {name: row for row, name in reversed(list(enumerate(index.task_names.ids)))}
    for circle in index.tree.circles:
        text = f"the parents run in a circle: {chain(circle)}"
        task = index.tasks[circle[0]]
        yield remark("RC114", "tasks", rows[task.id], task, "parent", text, "take one of these tasks out of the other")
    for row, task in enumerate(index.program.tasks):
        parent = index.tasks.get(task.parent) if task.parent is not None else None
        if parent is None:
            continue
        if parent.kind is not TaskKind.SUMMARY:
            text = f"the parent {parent.id!r} is no summary, but a {parent.kind.value.replace('-', ' ')}"
            remedy = f"set the kind of {parent.id!r} to summary, or name another parent"
            yield remark("RC113", "tasks", row, task, "parent", text, remedy)
        elif parent.project != task.project:
            text = f"the task belongs to project {task.project!r}, but its parent {parent.id!r} to {parent.project!r}"
            yield remark("RC115", "tasks", row, task, "parent", text, "is that meant? correct the project", "warning")
