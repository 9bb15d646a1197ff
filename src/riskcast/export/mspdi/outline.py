"""The rows of the file in outline order: projects, summaries, tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riskcast.model.program import Program, Project
from riskcast.model.task import Task, TaskKind

_Path = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Branch:
    """A row with what lies below it: the program, a project, a task or an element of the breakdown structure."""

    name: str
    task: Task | None = None
    project: Project | None = None
    wbs: str = ""
    below: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A row at its place in the outline."""

    branch: Branch
    level: int
    number: str
    """Outline number such as ``2.1.3``; ``0`` for the program."""
    parent: int
    """Position of the row it lies under; -1 for the program."""


def make_outline(program: Program) -> list[Line]:
    """Return the rows; the first is the program, and the only project of a program has no row of its own."""
    root = Branch(program.label)
    single = len(program.projects) == 1
    for project in program.projects:
        top = root if single else Branch(project.label, project=project)
        if not single:
            root.below.append(top)
        _fill(top, [task for task in program.tasks if task.project == project.id])
    return _lines(root)


def _lines(root: Branch) -> list[Line]:
    lines: list[Line] = []
    stack = [Line(root, 0, "0", -1)]
    while stack:
        line = stack.pop()
        at = len(lines)
        lines.append(line)
        prefix = f"{line.number}." if line.level else ""
        below = [Line(b, line.level + 1, f"{prefix}{n}", at) for n, b in enumerate(line.branch.below, start=1)]
        stack.extend(reversed(below))
    return lines


def _fill(top: Branch, tasks: Sequence[Task]) -> None:
    """Hang each task under the summary it names, else where its position in the breakdown structure says."""
    branches = {task.id: Branch(task.label, task, wbs=task.wbs) for task in tasks}
    structure = _Structure(top, tasks, branches)
    for task in tasks:
        above = branches.get(task.parent) if task.parent is not None else structure.above(task)
        (above or top).below.append(branches[task.id])


class _Structure:
    """Positions such as ``1.2.3`` of the tasks of one project.

    Where no two tasks share a position it is their own, and they lie under the summary whose position it begins
    with. Otherwise it names the element that holds them, which gets a row.
    """

    def __init__(self, top: Branch, tasks: Sequence[Task], branches: dict[str, Branch]) -> None:
        self.top = top
        work = [_path(task) for task in tasks if task.wbs and task.kind is not TaskKind.SUMMARY]
        self.own = len(set(work)) == len(work)
        self.skipped = 0 if self.own else _common(work)
        self.known: dict[_Path, Branch] = {}
        for task in tasks:
            if task.kind is TaskKind.SUMMARY and task.wbs:
                self.known.setdefault(_path(task), branches[task.id])

    def above(self, task: Task) -> Branch:
        """Return the row that a task lies under."""
        if not task.wbs:
            return self.top
        path = _path(task)
        if self.own or task.kind is TaskKind.SUMMARY:
            known = (self.known.get(path[:n]) for n in range(len(path) - 1, 0, -1))
            return next((branch for branch in known if branch is not None), self.top)
        return self._element(path)

    def _element(self, path: _Path) -> Branch:
        here = self.top
        for n in range(self.skipped + 1, len(path) + 1):
            found = self.known.get(path[:n])
            if found is None:
                found = self.known[path[:n]] = Branch(path[n - 1], wbs=".".join(path[:n]))
                here.below.append(found)
            here = found
        return here


def _path(task: Task) -> _Path:
    return tuple(task.wbs.split("."))


def _common(paths: Iterable[_Path]) -> int:
    """Return 1 when all positions begin with the same element, which is then the project itself, else 0."""
    return 1 if len({path[0] for path in paths}) == 1 else 0
