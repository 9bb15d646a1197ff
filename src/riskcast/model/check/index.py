"""The program looked up by id, for all checks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from riskcast.errors import Finding, Level, did_you_mean
from riskcast.model.base import Entity
from riskcast.model.calendar import Calendar
from riskcast.model.check.tree import Tree
from riskcast.model.program import Program, Project
from riskcast.model.resource import Assignment, Resource, ResourceKind
from riskcast.model.task import Dependency, Task, TaskKind

_PATIENCE = 20_000
"""Comparisons of names after which no more suggestions are looked for."""
_SHOWN = 24
"""Ids of a long chain that are shown."""


class Names:
    """The known ids of one section; suggests the nearest one, within reason for long lists."""

    def __init__(self, ids: list[str]) -> None:
        self.ids = ids
        self._set = frozenset(ids)
        self._asked: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._set

    def suggest(self, wrong: str) -> str:
        """Return ``did you mean 'x'?``; gives up after some questions about a long list, which are slow."""
        if wrong not in self._asked:
            tired = len(self._asked) * len(self.ids) > _PATIENCE
            self._asked[wrong] = "" if tired else did_you_mean(wrong, self.ids)
        return self._asked[wrong]


_NOT_SCHEDULED = {TaskKind.SUMMARY: "a summary", TaskKind.LEVEL_OF_EFFORT: "a level of effort"}


@dataclass(frozen=True)
class Index:
    """A program with its entities by id; of entities that share an id, the first counts."""

    program: Program

    @cached_property
    def projects(self) -> dict[str, Project]:
        """Projects by id."""
        return {p.id: p for p in reversed(self.program.projects)}

    @cached_property
    def calendars(self) -> dict[str, Calendar]:
        """Calendars by id."""
        return {c.id: c for c in reversed(self.program.calendars)}

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Tasks by id."""
        return {t.id: t for t in reversed(self.program.tasks)}

    @cached_property
    def crews(self) -> dict[str, list[Resource]]:
        """Work resources by the id of the task that they are assigned to."""
        resources = {r.id: r for r in reversed(self.program.resources) if r.kind is ResourceKind.WORK}
        crews: dict[str, list[Resource]] = {}
        for assignment in self.program.assignments:
            if assignment.resource in resources:
                crews.setdefault(assignment.task, []).append(resources[assignment.resource])
        return crews

    @cached_property
    def tree(self) -> Tree:
        """What lies below which summary."""
        return Tree(self.tasks)

    @cached_property
    def project_names(self) -> Names:
        """Known project ids."""
        return Names([p.id for p in self.program.projects])

    @cached_property
    def calendar_names(self) -> Names:
        """Known calendar ids."""
        return Names([c.id for c in self.program.calendars])

    @cached_property
    def task_names(self) -> Names:
        """Known task ids."""
        return Names([t.id for t in self.program.tasks])

    @cached_property
    def resource_names(self) -> Names:
        """Known resource ids."""
        return Names([r.id for r in self.program.resources])

    @cached_property
    def _idle(self) -> dict[str, str]:
        return {name: _NOT_SCHEDULED[task.kind] for name, task in self.tasks.items() if task.kind in _NOT_SCHEDULED}

    def calendar_of(self, task: Task) -> Calendar | None:
        """Return the calendar that a task works on, or None when it is unknown."""
        project = self.projects.get(task.project)
        name = task.calendar or (project.calendar if project else None) or self.program.calendar
        return self.calendars.get(name)

    def not_scheduled(self, task_id: str) -> str:
        """Return ``a summary`` or ``a level of effort`` when the id names one (neither drives), else nothing."""
        return self._idle.get(task_id, "")


def remark(
    code: str,
    section: str,
    row: int,
    entity: Entity,
    field: str,
    message: str,
    remedy: str = "",
    level: Level = "error",
) -> Finding:
    """Return a finding about a field of an entity; ``field`` may be empty or dotted (``impacts.0.delay``)."""
    steps = tuple(int(s) if s.isdigit() else s for s in field.split(".")) if field else ()
    subject = ".".join(filter(None, (section, label(entity), field)))
    return Finding(code, message, remedy, level, (section, row, *steps), subject)


def label(entity: Entity) -> str:
    """Return how findings name an entity: its id, both ends of a dependency, or who works on what."""
    if isinstance(entity, Dependency):
        return f"{entity.predecessor} -> {entity.successor}"
    if isinstance(entity, Assignment):
        return f"{entity.resource} on {entity.task}"
    return str(getattr(entity, "id", ""))


def chain(path: list[str]) -> str:
    """Return ids with arrows between them, without the middle of a long chain."""
    if len(path) > _SHOWN:
        path = [*path[: _SHOWN - 2], f"({len(path) - _SHOWN} more)", *path[-2:]]
    return " -> ".join(path)
