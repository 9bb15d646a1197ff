"""Dependencies that run in a circle, each circle named as a path of ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riskcast.errors import Finding
from riskcast.model.check.graph import Graph, shortest_cycle, strong_components
from riskcast.model.check.index import Index, chain, remark
from riskcast.model.task import TaskKind


def check_cycles(index: Index) -> Iterator[Finding]:
    """Yield one finding per group of tasks that depend on each other, with its shortest circle.

    The circle starts at the group's first task in file order. A dependency of a summary counts for all tasks below
    it. Dependencies that bind nothing (of levels of effort, on itself, of unknown tasks) are left out.
    """
    if not index.program.dependencies:
        return
    flow = Flow(index)
    for members in strong_components(flow.graph):
        path = shortest_cycle(flow.graph, members)
        row = flow.row(path)
        steps, through = flow.steps(path)
        text = f"the dependencies run in a circle: {chain(steps)}"
        remedy = "delete or turn round one of these dependencies"
        if through:
            remedy += "; those of a summary count for all tasks in it"
        yield remark("RC107", "dependencies", row, index.program.dependencies[row], "", text, remedy)


class Flow:
    """What waits for what: tasks, and of every summary the point that its tasks lead to and the one they follow.

    So a dependency between two summaries is one arc, however many tasks lie below them.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._rows: dict[tuple[int, int], int] = {}
        self._names: list[str] = []
        self._is_point: list[bool] = []
        tasks = [name for name in dict.fromkeys(index.task_names.ids) if not index.not_scheduled(name)]
        self._leave = {name: self._add(name, False) for name in tasks}
        self._enter = dict(self._leave)
        for name in (name for name, task in index.tasks.items() if task.kind is TaskKind.SUMMARY):
            self._leave[name], self._enter[name] = self._add(name, True), self._add(name, True)
        self.graph: Graph = [[] for _ in self._names]
        for name, summary in index.tree.parents.items():
            if name in self._leave:
                self.graph[self._leave[name]].append(self._leave[summary])
                self.graph[self._enter[summary]].append(self._enter[name])
        self._link()

    def _add(self, name: str, is_point: bool) -> int:
        self._names.append(name)
        self._is_point.append(is_point)
        return len(self._names) - 1

    def _link(self) -> None:
        tree = self._index.tree
        for row, link in enumerate(self._index.program.dependencies):
            before, after = self._leave.get(link.predecessor), self._enter.get(link.successor)
            if before is None or after is None or link.predecessor == link.successor:
                continue
            if self._is_point[before] and tree.is_below(link.successor, link.predecessor):
                continue
            if self._is_point[after] and tree.is_below(link.predecessor, link.successor):
                continue
            if (before, after) not in self._rows:
                self._rows[before, after] = row
                self.graph[before].append(after)

    def add(self, name: str, after: Iterable[str]) -> None:
        """Let tasks wait for a task, besides the dependencies; unknown ones are passed over."""
        for follower in after:
            if name in self._leave and follower in self._enter:
                self.graph[self._leave[name]].append(self._enter[follower])

    def leads(self, name: str, goal: str) -> bool:
        """Return whether the second task waits, however indirectly, for the first."""
        if name not in self._leave or goal not in self._enter:
            return False
        seen, stack = set[int](), [self._leave[name]]
        while stack:
            node = stack.pop()
            for target in self.graph[node]:
                if target == self._enter[goal]:
                    return True
                if target not in seen:
                    seen.add(target)
                    stack.append(target)
        return False

    def row(self, path: list[int]) -> int:
        """Return the row of the last dependency of a path."""
        return next(self._rows[arc] for arc in zip(path[-2::-1], path[:0:-1], strict=True) if arc in self._rows)

    def steps(self, path: list[int]) -> tuple[list[str], bool]:
        """Return the tasks of a path, each with the linked summaries that stand for it; whether there are any."""
        steps: list[list[str]] = []
        waiting: list[str] = []
        for n, node in enumerate(path):
            name = self._names[node]
            if not self._is_point[node]:
                steps.append([name, *waiting])
                waiting = []
            elif (path[n - 1], node) in self._rows:
                waiting = [name]
            elif (node, path[n + 1]) in self._rows and name not in steps[-1]:
                steps[-1].append(name)
        steps[0] += [name for name in steps[-1][1:] if name not in steps[0]]
        steps[-1] = steps[0][:1]
        shown = [f"{name} (in {' and '.join(inside)})" if inside else name for name, *inside in steps]
        return shown, any(inside for _, *inside in steps)
