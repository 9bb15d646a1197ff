"""Which tasks lie below which summaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from riskcast.model.task import Task, TaskKind


class Tree:
    """The outline of a program, without parents that are unknown, no summaries, or in a circle."""

    def __init__(self, tasks: Mapping[str, Task]) -> None:
        self._tasks = tasks
        summaries = {name for name, task in tasks.items() if task.kind is TaskKind.SUMMARY}
        given = {name: task.parent for name, task in tasks.items() if task.parent in summaries and task.parent}
        self.circles = _circles(given)
        """Parents that lead back to themselves, each circle as a closed path."""
        loose = {name for circle in self.circles for name in circle}
        self.parents = {name: parent for name, parent in given.items() if name not in loose}
        """The summary right above each task that has one."""
        self.filled = self._filled()
        """Summaries with a task below them, at any depth, that drives others."""

    def above(self, name: str) -> Iterator[str]:
        """Yield the summaries above a task, from the nearest one up."""
        while name in self.parents:
            name = self.parents[name]
            yield name

    def is_below(self, name: str, summary: str) -> bool:
        """Return whether a task or summary lies below a summary, at any depth."""
        return summary in self.above(name)

    def _filled(self) -> set[str]:
        filled: set[str] = set()
        for name in self.parents:
            if self._tasks[name].kind not in (TaskKind.SUMMARY, TaskKind.LEVEL_OF_EFFORT):
                for summary in self.above(name):
                    if summary in filled:
                        break
                    filled.add(summary)
        return filled


def _circles(parents: Mapping[str, str]) -> list[list[str]]:
    """Return the circles among parents; every task has at most one, so no two circles meet."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for first in parents:
        path: dict[str, int] = {}
        name = first
        while name not in seen and name in parents:
            seen.add(name)
            path[name] = len(path)
            name = parents[name]
        if name in path:
            found.append([*list(path)[path[name] :], name])
    return found
