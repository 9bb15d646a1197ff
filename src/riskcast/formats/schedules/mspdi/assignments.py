"""Assignments of Microsoft Project: on whose calendar a task runs, for how long, and with which pauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from riskcast.formats.schedules.mspdi.tasks import Tasks
from riskcast.formats.schedules.validated import validated
from riskcast.formats.schedules.values import working
from riskcast.formats.schedules.xml_tree import Node
from riskcast.model.calendar import Calendar
from riskcast.model.joint import joint_calendar
from riskcast.model.resource import Assignment, Resource, ResourceKind
from riskcast.model.split import Split
from riskcast.model.task import Task, TaskKind

_REMAINING, _ACTUAL = "1", "2"
_NEGLIGIBLE = 1.0
"""Minutes that are no difference: dates in the file are cut to the minute, durations are not."""


@dataclass(slots=True)
class Assignments:
    """What was read."""

    assignments: list[Assignment] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    crewed: set[str] = field(default_factory=set)
    """Tasks that work on the calendars of their resources."""
    splits: dict[str, tuple[Split, ...]] = field(default_factory=dict)
    """Pauses of tasks that work on their own calendar."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What one assignment says about time, in working minutes."""

    delay: float
    minutes: float
    splits: tuple[Split, ...]


def read_assignments(
    root: Node, tasks: Tasks, resources: Mapping[str, Resource], calendars: Mapping[str, Calendar], usual: str
) -> Assignments:
    """Return the assignments; ``calendars`` are those of the file by id, ``usual`` is the project's.

    A resource at work has the duration between its start and finish in the file, on the calendar that Microsoft
    Project runs it on, less its pauses, which show in the timephased data.
    """
    result = Assignments()
    places = {task.code: (task, node) for task, node in zip(tasks.tasks, tasks.nodes, strict=True)}
    seen: set[tuple[str, str]] = set()
    for item in root.all("Assignments", "Assignment"):
        item.subject = f"Assignment {item.text('UID')}"
        task, node = places.get(item.text("TaskUID"), (None, None))
        if task is None or node is None or task.kind is not TaskKind.TASK:
            continue
        resource = resources.get(item.text("ResourceUID"))
        clock = _clock(task, node, resource, calendars, usual)
        stretch = _stretch(item, task, node, clock)
        own = resource is None or resource.kind is not ResourceKind.WORK or node.flag("IgnoreResourceCalendar")
        if own and stretch.splits and task.id not in result.splits:
            result.splits[task.id] = stretch.splits
        if resource is None or (task.id, resource.id) in seen:
            continue
        seen.add((task.id, resource.id))
        if not own:
            result.crewed.add(task.id)
        _add(result, item, task, resource, _Stretch(0.0, 0.0, ()) if own else stretch)
    return result


def with_crews(tasks: Sequence[Task], found: Assignments) -> list[Task]:
    """Return the tasks with what the assignments say about them."""
    changed = []
    for task in tasks:
        if task.id in found.crewed and not _is_elapsed(task):
            task = task.model_copy(update={"on_resource_calendars": True})
        elif task.id in found.splits and not _is_elapsed(task):
            task = task.model_copy(update={"splits": found.splits[task.id]})
        changed.append(task)
    return changed


def _is_elapsed(task: Task) -> bool:
    return task.duration is not None and task.duration.is_elapsed


def _add(result: Assignments, item: Node, task: Task, resource: Resource, stretch: _Stretch) -> None:
    planned = task.duration.minutes() if task.duration is not None else 0.0
    differs = stretch.minutes > 0.0 and abs(stretch.minutes - planned) >= _NEGLIGIBLE
    plain = not _is_elapsed(task)
    units = item.number("Units")
    assignment = validated(
        Assignment,
        item.notes,
        item.line,
        item.subject,
        task=task.id,
        resource=resource.id,
        units=1.0 if units is None else max(units, 0.0),
        delay=working(stretch.delay) if stretch.delay >= _NEGLIGIBLE and plain else None,
        duration=working(stretch.minutes) if differs and plain else None,
        splits=stretch.splits if plain else (),
    )
    if assignment is not None:
        result.assignments.append(assignment)
        result.lines.append(item.line)


def _clock(
    task: Task, node: Node, resource: Resource | None, calendars: Mapping[str, Calendar], usual: str
) -> Calendar:
    """Return the working time of an assignment: of task and resource where the task has a calendar of its own."""
    own = calendars[task.calendar or usual]
    if resource is None or resource.calendar is None or node.flag("IgnoreResourceCalendar"):
        return own
    theirs = calendars[resource.calendar]
    return theirs if task.calendar is None else joint_calendar(own, theirs)


def _stretch(item: Node, task: Task, node: Node, clock: Calendar) -> _Stretch:
    start, finish = item.time("Start"), item.time("Finish")
    if start is None or finish is None or finish <= start:
        return _Stretch(0.0, 0.0, _resumed(node, task, clock))
    splits = tuple(_splits(item, clock)) or _resumed(node, task, clock)
    begin = node.time("Start") or start
    minutes = clock.minutes_between(start, finish) - sum(split.pause.minutes() for split in splits)
    return _Stretch(clock.minutes_between(begin, start), round(max(minutes, 0.0), 6), splits)


def _splits(item: Node, clock: Calendar) -> Iterator[Split]:
    """Yield the working time between stretches of timephased work in which nothing is done."""
    spans = sorted(span for node in item.all("TimephasedData") if (span := _work(node)) is not None)
    done = 0.0
    for before, after in pairwise(spans):
        done += clock.minutes_between(*before)
        pause = clock.minutes_between(before[1], after[0])
        if pause >= _NEGLIGIBLE:
            yield Split(after=working(round(done, 6)), pause=working(round(pause, 6)))


def _resumed(node: Node, task: Task, clock: Calendar) -> tuple[Split, ...]:
    """Return the pause of a started task whose remaining work was put off."""
    stop, resume = node.time("Stop"), node.time("Resume")
    if task.actual_start is None or task.actual_finish is not None or stop is None or resume is None:
        return ()
    pause = clock.minutes_between(stop, resume)
    remaining = task.remaining.minutes() if task.remaining is not None else 0.0
    done = (task.duration.minutes() if task.duration is not None else 0.0) - remaining
    if pause < _NEGLIGIBLE or done <= 0.0:
        return ()
    return (Split(after=working(round(done, 6)), pause=working(round(pause, 6))),)


def _work(node: Node) -> tuple[datetime, datetime] | None:
    """Return the span of one piece of timephased work, None when it is empty or something else."""
    node.subject = "TimephasedData"
    if node.text("Type") not in (_REMAINING, _ACTUAL) or not node.period("Value"):
        return None
    start, finish = node.time("Start"), node.time("Finish")
    return None if start is None or finish is None else (start, finish)
