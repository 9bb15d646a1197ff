"""Which tasks a line of the program means: one task, or all that share a property."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from riskcast.model.task import Task, TaskKind

ALL = "all"
KINDS = ("tag", "project", "wbs", "under")
"""Words before the colon of a selector."""


@dataclass(frozen=True)
class Selector:
    """What a selector means, and how special it is.

    ``tag:phase=build`` or ``tag:phase`` (any value), ``project:FIN``, ``wbs:1.2`` (and everything below),
    ``under:SUMMARY`` (the tasks below a summary), ``all``; several joined by ``&`` must all hold. Anything else is the
    id of a task; an id that looks like a selector means the task.
    """

    text: str
    specificity: int
    """An id beats wbs and under, which beat tags, which beat projects, which beat all; parts joined by & add up."""
    matches: Callable[[Task], bool]


class Selection:
    """Looks up the tasks that selectors mean."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = tuple(tasks)
        self._known = {task.id: task for task in self._tasks}
        self._above = _ancestors(self._known)
        self._found: dict[str, tuple[str, ...]] = {}

    def parse(self, text: str) -> Selector:
        """Read a selector.

        Raises
        ------
        ValueError
            When it is neither the id of a task nor a selector.
        """
        if text in self._known:
            return Selector(text, 1000, lambda task: task.id == text)
        parts = [self._part(part.strip()) for part in text.split("&")]
        return Selector(text, sum(part.specificity for part in parts), lambda task: all(p.matches(task) for p in parts))

    def tasks(self, text: str) -> tuple[str, ...]:
        """Return the ids of the tasks that a selector means, in file order; milestones and the like only by their id.

        Raises
        ------
        ValueError
            When it is neither the id of a task nor a selector.
        """
        if text not in self._found:
            selector = self.parse(text)
            single = text in self._known
            found = (t.id for t in self._tasks if t.kind is TaskKind.TASK and selector.matches(t))
            self._found[text] = (text,) if single else tuple(found)
        return self._found[text]

    def every(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the ids that several selectors mean, each once, in the order in which they are first meant."""
        return tuple(dict.fromkeys(id_ for text in texts for id_ in self.tasks(text)))

    def _part(self, text: str) -> Selector:
        if text == ALL:
            return Selector(text, 0, lambda task: True)
        kind, colon, value = text.partition(":")
        value = value.strip()
        if not colon or kind not in KINDS or not value:
            raise ValueError(f"{text!r} is no task; a selector is tag:name=value, project:ID, wbs:1.2, under:ID or all")
        if kind == "project":
            return Selector(text, 1, lambda task: task.project == value)
        if kind == "tag":
            name, equals, wanted = value.partition("=")
            name, wanted = name.strip(), wanted.strip()
            if not equals:
                return Selector(text, 10, lambda task: name in task.tags)
            return Selector(text, 11, lambda task: task.tags.get(name) == wanted)
        depth = 100 + value.count(".")
        if kind == "wbs":
            return Selector(text, depth, lambda task: task.wbs == value or task.wbs.startswith(value + "."))
        return Selector(text, 100 + len(self._above.get(value, ())), lambda task: value in self._above.get(task.id, ()))


def _ancestors(tasks: Mapping[str, Task]) -> dict[str, tuple[str, ...]]:
    """Return the parents of each task, nearest first."""
    above: dict[str, tuple[str, ...]] = {}
    for id_, task in tasks.items():
        found: list[str] = []
        parent: str | None = task.parent
        while parent is not None and parent in tasks and parent not in found:
            found.append(parent)
            parent = tasks[parent].parent
        above[id_] = tuple(found)
    return above
