"""The program looked up by id, for all checks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from riskcast.errors import Finding, did_you_mean
from riskcast.model.base import Entity
from riskcast.model.calendar import Calendar
from riskcast.model.program import Program, Project
from riskcast.model.task import Dependency, Task, TaskKind

_PATIENCE = 20_000
"""Comparisons of names after which no more suggestions are looked for."""


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

    def calendar_of(self, task: Task) -> Calendar | None:
        """Return the calendar that a task works on, or None when it is unknown."""
        project = self.projects.get(task.project)
        name = task.calendar or (project.calendar if project else None) or self.program.calendar
        return self.calendars.get(name)

    def not_scheduled(self, task_id: str) -> str:
        """Return ``a summary`` or ``a level of effort`` when the id names one (neither drives), else nothing."""
        task = self.tasks.get(task_id)
        return _NOT_SCHEDULED.get(task.kind, "") if task is not None else ""


def remark(
    code: str, section: str, row: int, entity: Entity, field: str, message: str, remedy: str = "", level: str = "error"
) -> Finding:
    """Return a finding about a field of an entity; ``field`` may be empty or dotted (``impacts.0.delay``)."""
    steps = tuple(int(s) if s.isdigit() else s for s in field.split(".")) if field else ()
    subject = ".".join(filter(None, (section, label(entity), field)))
    return Finding(code, message, remedy, "error" if level == "error" else "warning", (section, row, *steps), subject)


def label(entity: Entity) -> str:
    """Return how findings name an entity: its id, or both ends of a dependency."""
    if isinstance(entity, Dependency):
        return f"{entity.predecessor} -> {entity.successor}"
    return str(getattr(entity, "id", ""))
