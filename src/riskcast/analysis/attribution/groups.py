"""Into which groups the uncertainty of a program is cut, so that each can be asked what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from riskcast.errors import Finding, InvalidInput
from riskcast.model.effective import effective_risks
from riskcast.model.program import Program
from riskcast.model.task import Task
from riskcast.network.left_out import Part
from riskcast.simulation.trials import Trials

Kind = Literal["risk", "driver", "ranges", "prices", "risks", "drivers"]
BY = ("source", "risk", "driver", "project", "task")
"""Ways to cut, besides ``tag:NAME``."""
_ONE_BY_ONE = ("source", "risk", "driver")


@dataclass(frozen=True)
class Group:
    """Uncertainty that is asked as one."""

    id: str
    """Such as ``risk:R05``, ``driver:OLDDATA``, ``ranges:FIN``, or ``risks`` for all of a kind."""
    label: str
    kind: Kind
    part: Part


@dataclass(frozen=True)
class _Cut:
    """How ranges are cut: to which group a task, or money of a project, belongs, and how a group is called."""

    of_task: Callable[[Task], str]
    of_project: Callable[[str], str]
    label: Callable[[str], str]


def groups_by(trials: Trials, by: str) -> tuple[Group, ...]:
    """Return the groups: all risks, drivers, ranges and price paths of a program, none of them twice.

    ``source``: each risk, each driver, and the ranges of each project. ``risk`` and ``driver``: these one by one, the
    rest in one group of each kind. ``project``, ``task``, ``tag:NAME``: ranges apart, all risks and all drivers in two.

    Raises
    ------
    InvalidInput
        When there is no such way to cut, or no task has the tag.
    """
    program = trials.network.program
    risks, drivers = _risks(trials), _drivers(trials)
    ranges = _ranges(trials, _cut(program, by))
    all_risks, all_drivers = _joined("risks", "All risks", risks), _joined("drivers", "All drivers", drivers)
    prices = _prices(trials)
    if by == "source":
        return (*risks, *drivers, *ranges, *prices)
    if by == "risk":
        return (*risks, *all_drivers, *_joined("ranges", "All ranges", ranges), *prices)
    if by == "driver":
        return (*drivers, *all_risks, *_joined("ranges", "All ranges", ranges), *prices)
    return (*ranges, *all_risks, *all_drivers, *prices)


def _cut(program: Program, by: str) -> _Cut:
    if by == "project" or by in _ONE_BY_ONE:
        names = {project.id: project.label for project in program.projects}
        return _Cut(lambda task: task.project, lambda id_: id_, lambda id_: f"Ranges: {names.get(id_, 'no project')}")
    if by == "task":
        labels = {task.id: task.label for task in program.tasks}
        return _Cut(lambda task: task.id, lambda id_: "", lambda id_: f"Range: {labels.get(id_, 'on no task')}")
    word, _, tag = (text.strip() for text in by.partition(":"))
    if word != "tag" or not tag:
        raise InvalidInput([Finding("RC350", f"cannot cut by {by!r}", f"write {', '.join(BY)} or tag:NAME")])
    if not any(tag in task.tags for task in program.tasks):
        known = sorted({name for task in program.tasks for name in task.tags})
        remedy = f"tags are {', '.join(known)}" if known else "give tasks tags first"
        raise InvalidInput([Finding("RC350", f"no task has the tag {tag!r}", remedy)])
    return _Cut(
        lambda task: task.tags.get(tag, ""),
        lambda id_: "",
        lambda value: f"Ranges: {tag} {value}" if value else f"Ranges: no {tag}",
    )


def _risks(trials: Trials) -> list[Group]:
    """Return the risks that may happen, in file order."""
    if not trials.network.switches.risks:
        return []
    risks = [risk for risk in effective_risks(trials.network.program).risks if risk.probability > 0.0 or risk.given]
    return [Group(f"risk:{r.id}", r.label, "risk", Part(risks=frozenset({r.id}))) for r in risks]


def _drivers(trials: Trials) -> list[Group]:
    if not trials.network.switches.drivers:
        return []
    drivers = [driver for driver in trials.network.program.drivers if driver.enabled and driver.probability > 0.0]
    return [Group(f"driver:{d.id}", d.label, "driver", Part(drivers=frozenset({d.id}))) for d in drivers]


def _prices(trials: Trials) -> list[Group]:
    """Return escalation and exchange rates, each as one."""
    program, moving = trials.network.program, set(trials.prices)
    indices = frozenset(index.id for index in program.indices if index.id in moving)
    currencies = frozenset(currency.id for currency in program.currencies if currency.id in moving)
    named = [("prices:index", "Price indices", indices), ("prices:fx", "Exchange rates", currencies)]
    return [Group(id_, label, "prices", Part(prices=ids)) for id_, label, ids in named if ids]


def _ranges(trials: Trials, cut: _Cut) -> list[Group]:
    """Return the ranges of durations and of money, group by group, in the order in which they first come up."""
    tasks = {task.id: task for task in trials.network.program.tasks}
    parts: dict[str, Part] = {}
    for id_ in trials.tasks:
        name = cut.of_task(tasks[id_])
        parts[name] = parts.get(name, Part()) | Part(tasks=frozenset({id_}))
    for value in trials.values:
        name = _payer(trials.network.program, tasks, value, cut)
        parts[name] = parts.get(name, Part()) | Part(values=frozenset({value}))
    return [Group(f"ranges:{name}", cut.label(name), "ranges", part) for name, part in parts.items()]


def _payer(program: Program, tasks: dict[str, Task], value: str, cut: _Cut) -> str:
    """Return the group of a sum or price; empty for what is on no task: the program's, and prices of resources."""
    kind, _, rest = value.partition(":")
    owner = rest.rpartition(":")[0]
    line = next((line for line in program.costs if line.id == owner), None) if kind == "cost" else None
    if line is None:
        return ""
    if line.task is not None:
        return cut.of_task(tasks[line.task])
    return cut.of_project(line.project) if line.project is not None else ""


def _joined(kind: Literal["risks", "drivers", "ranges"], label: str, groups: Sequence[Group]) -> list[Group]:
    part = Part()
    for group in groups:
        part |= group.part
    return [Group(kind, label, kind, part)] if groups else []
