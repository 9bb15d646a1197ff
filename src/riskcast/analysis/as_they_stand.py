"""Which dates at midnight stand as they are, because no work ends there: beginnings and facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property, lru_cache

from riskcast.model.program import Program
from riskcast.model.task import Task


class AsTheyStand:
    """The milestones that begin something, and the finishes that somebody wrote down, of one program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    @cached_property
    def facts(self) -> dict[str, set[datetime]]:
        """Actual finishes by project; those of all projects under the empty id."""
        found: dict[str, set[datetime]] = {}
        for task in self._program.tasks:
            if task.actual_finish is not None:
                found.setdefault("", set()).add(task.actual_finish)
                found.setdefault(task.project, set()).add(task.actual_finish)
        return found

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Tasks by id."""
        return {task.id: task for task in self._program.tasks}

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Ids of the milestones that no work precedes; links of a summary count for all below it."""
        before: dict[str, list[str]] = {}
        for link in self._program.dependencies:
            before.setdefault(link.successor, []).append(link.predecessor)
        found = {id_ for id_, task in self.tasks.items() if task.is_milestone}
        while True:
            kept = {id_ for id_ in found if all(p in found for n in self._and_above(id_) for p in before.get(n, ()))}
            if len(kept) == len(found):
                return frozenset(found)
            found = kept

    def _and_above(self, id_: str) -> Iterable[str]:
        """Yield a task and the summaries that hold it."""
        seen: set[str] = set()
        at: str | None = id_
        while at is not None and at in self.tasks and at not in seen:
            seen.add(at)
            yield at
            at = self.tasks[at].parent


def as_they_stand(program: Program) -> AsTheyStand:
    """Return what stands as it is in a program; asked for every measure of a report, so it is looked up once."""
    return _known(_Itself(program))


class _Itself:
    """A program as a key by identity: to compare what programs hold takes longer than the look-up that it saves."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def __hash__(self) -> int:
        return id(self.program)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.program is self.program


@lru_cache(maxsize=4)
def _known(key: _Itself) -> AsTheyStand:
    return AsTheyStand(key.program)
