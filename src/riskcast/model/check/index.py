"""The program looked up by id, for all checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from riskcast.errors import Finding, Level, did_you_mean
from riskcast.model.amount import Amount
from riskcast.model.band import Band
from riskcast.model.base import Entity
from riskcast.model.calendar import Calendar
from riskcast.model.check.tree import Tree
from riskcast.model.check.values import Resolved, resolve_duration
from riskcast.model.correlation import Correlation
from riskcast.model.effective import CountingRisks, Ranged, effective_estimates, effective_risks
from riskcast.model.estimate import Estimate
from riskcast.model.fiscal import YearBudget
from riskcast.model.ledger import Actual
from riskcast.model.program import Program, Project
from riskcast.model.resource import Assignment, Resource, ResourceKind
from riskcast.model.risk import Risk
from riskcast.model.selector import Selection
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
    def risks(self) -> dict[str, Risk]:
        """Risks by id, as written."""
        return {r.id: r for r in reversed(self.program.risks)}

    @cached_property
    def risk_names(self) -> Names:
        """Known risk ids."""
        return Names([r.id for r in self.program.risks])

    @cached_property
    def cost_names(self) -> Names:
        """Known ids of cost lines."""
        return Names([line.id for line in self.program.costs])

    @cached_property
    def selection(self) -> Selection:
        """Which tasks selectors mean."""
        return Selection(self.program.tasks)

    @cached_property
    def counting(self) -> CountingRisks:
        """The risks as they count now."""
        return effective_risks(self.program, self.selection)

    @cached_property
    def ranges(self) -> dict[str, Ranged]:
        """The estimate that counts for each task that has one, by id."""
        return effective_estimates(self.program, self.selection)

    @cached_property
    def open_tasks(self) -> frozenset[str]:
        """Ids of unfinished tasks that are scheduled for themselves."""
        done = (name for name, task in self.tasks.items() if task.actual_finish is not None)
        return frozenset(self.tasks) - frozenset(done) - frozenset(self._idle)

    @cached_property
    def uncertain(self) -> frozenset[str]:
        """Ids of unfinished tasks with a range, whether of their own or from a band."""
        ranged = (name for name, (estimate, _) in self.ranges.items() if estimate.family != "fixed")
        return self.open_tasks.intersection(ranged)

    @cached_property
    def _meant(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {}

    def meant(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the tasks that selectors mean, each once; unknown ids and selectors mean none."""
        key = tuple(texts)
        if key not in self._meant:
            self._meant[key] = self.selection.every(filter(self.is_readable, key))
        return self._meant[key]

    @cached_property
    def _alike(self) -> dict[tuple[str, ...], tuple[tuple[Task, Calendar, int], ...]]:
        return {}

    def alike(self, texts: Iterable[str]) -> tuple[tuple[Task, Calendar, int], ...]:
        """Return of the scheduled tasks that selectors mean one for each calendar and duration, and how many these are.

        Tasks whose calendar is unknown are left out.
        """
        key = tuple(texts)
        if key not in self._alike:
            groups: dict[tuple[str, Amount | None, bool], tuple[Task, Calendar, int]] = {}
            for name in self.meant(key):
                task = self.tasks[name]
                calendar = self.calendar_of(task)
                if calendar is not None and not self.not_scheduled(name):
                    group = (calendar.id, task.duration, task.is_milestone)
                    first, _, count = groups.get(group, (task, calendar, 0))
                    groups[group] = (first, calendar, count + 1)
            self._alike[key] = tuple(groups.values())
        return self._alike[key]

    def is_readable(self, text: str) -> bool:
        """Return whether a text is the id of a task or a selector."""
        try:
            self.selection.parse(text)
        except ValueError:
            return False
        return True

    @cached_property
    def _resolved(self) -> dict[tuple[Estimate, Amount | None, str], Resolved]:
        return {}

    def duration(self, estimate: Estimate, planned: Amount | None, calendar: Calendar) -> Resolved:
        """Return the distribution of a duration in minutes with its faults; each is worked out once."""
        key = (estimate, planned, calendar.id)
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = resolve_duration(estimate, planned, calendar)
        return found

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
    """Return how findings name an entity: its id, both ends of a dependency, or what it is about."""
    if isinstance(entity, Dependency):
        return f"{entity.predecessor} -> {entity.successor}"
    if isinstance(entity, Assignment):
        return f"{entity.resource} on {entity.task}"
    if isinstance(entity, Band):
        return entity.where
    if isinstance(entity, Correlation):
        return listed(entity.among, 3)
    if isinstance(entity, Actual):
        return entity.document or entity.line or entity.task or entity.project or str(entity.date)
    if isinstance(entity, YearBudget):
        return " ".join(filter(None, (entity.fiscal_year, entity.project, entity.treatment)))
    return str(getattr(entity, "id", ""))


def chain(path: list[str]) -> str:
    """Return ids with arrows between them, without the middle of a long chain."""
    if len(path) > _SHOWN:
        path = [*path[: _SHOWN - 2], f"({len(path) - _SHOWN} more)", *path[-2:]]
    return " -> ".join(path)


def listed(names: Iterable[str], shown: int = 5) -> str:
    """Return names separated by semicolons, and how many more there are: ``A; B; C and 4 more``."""
    every = list(names)
    more = f" and {len(every) - shown} more" if len(every) > shown else ""
    return "; ".join(every[:shown]) + more
