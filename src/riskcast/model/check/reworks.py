"""Reworks: chains of open tasks that follow each other in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from riskcast.errors import Finding
from riskcast.model.branch import Rework
from riskcast.model.check.index import Index, listed, remark
from riskcast.model.task import DependencyType


def check_reworks(index: Index) -> Iterator[Finding]:
    """Yield findings about reworks whose tasks are no chain, are finished, or belong to another rework too."""
    if not index.program.reworks:
        return
    follows = {(d.predecessor, d.successor) for d in index.program.dependencies if d.type is DependencyType.FS}
    owner: dict[str, str] = {}
    for row, rework in enumerate(index.program.reworks):
        yield from _tasks(index, row, rework)
        for before, after in pairwise(rework.tasks):
            if before in index.tasks and after in index.tasks and (before, after) not in follows:
                text = f"the tasks are no chain: no FS dependency leads from {before!r} to {after!r}"
                yield _wrong(row, rework, text, "name tasks that follow each other, in their order")
        for name in dict.fromkeys(rework.tasks):
            if name in owner:
                text = f"task {name!r} is part of rework {owner[name]!r} as well"
                yield _wrong(row, rework, text, "let reworks have no task in common")
            owner.setdefault(name, rework.id)


def _tasks(index: Index, row: int, rework: Rework) -> Iterator[Finding]:
    idle = [name for name in rework.tasks if index.not_scheduled(name)]
    if idle:
        text = f"{listed(idle)}: {index.not_scheduled(idle[0])} has no work of its own to do again"
        yield _wrong(row, rework, text, "name tasks that do the work")
    done = [name for name in rework.tasks if name in index.tasks and index.tasks[name].actual_finish is not None]
    if done:
        yield _wrong(row, rework, f"{listed(done)}: already finished", "name the tasks that may still be done again")
    twice = [name for n, name in enumerate(rework.tasks) if name in rework.tasks[:n]]
    if twice:
        yield _wrong(row, rework, f"task {twice[0]!r} stands twice in the chain", "name each task once")


def _wrong(row: int, rework: Rework, text: str, remedy: str) -> Finding:
    return remark("RC167", "reworks", row, rework, "tasks", text, remedy)
