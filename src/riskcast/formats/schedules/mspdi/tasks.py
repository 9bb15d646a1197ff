"""Tasks of Microsoft Project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from riskcast.formats.schedules.ids import clean_id
from riskcast.formats.schedules.mspdi.baseline import read_baseline
from riskcast.formats.schedules.mspdi.calendars import NO_CALENDAR
from riskcast.formats.schedules.mspdi.constraints import read_constraints
from riskcast.formats.schedules.mspdi.manual import manual_dates
from riskcast.formats.schedules.mspdi.units import is_elapsed
from riskcast.formats.schedules.notes import Topic
from riskcast.formats.schedules.validated import validated
from riskcast.formats.schedules.values import elapsed, working
from riskcast.formats.schedules.xml_tree import Node
from riskcast.model.amount import Amount
from riskcast.model.task import StoredDates, Task, TaskKind

_NULL = Topic("RC057", "info", "1 blank row is left out", "{n} blank rows are left out")
_INACTIVE = Topic("RC057", "info", "1 inactive task is left out", "{n} inactive tasks are left out")
_EXTERNAL = Topic(
    "RC057",
    "warning",
    "1 task of another project file is left out",
    "{n} tasks of other project files are left out",
    "import the other file too and link the tasks in the program",
)
_SUBPROJECT = Topic(
    "RC057",
    "warning",
    "1 inserted project is read as a summary without its tasks",
    "{n} inserted projects are read as summaries without their tasks",
    "import the inserted files too",
)
_NO_CALENDAR = Topic(
    "RC054",
    "warning",
    "1 task names a calendar that is not in the file; it works on the calendar of the project",
    "{n} tasks name calendars that are not in the file; they work on the calendar of the project",
)
_FLAGGED = Topic(
    "RC057",
    "info",
    "1 task is marked as a milestone but has a duration; it is read as a task",
    "{n} tasks are marked as milestones but have durations; they are read as tasks",
)
_CUT = Topic("RC058", "info", "1 note is longer than can be kept and is cut", "{n} notes are cut because of length")
_LONGEST_NOTE = 20_000


@dataclass(slots=True)
class Tasks:
    """The tasks in file order, with where they stand."""

    tasks: list[Task] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    """Their elements, in the same order."""

    def by_uid(self) -> dict[str, Task]:
        """Return the tasks by UID."""
        return {task.id: task for task in self.tasks}


def read_tasks(root: Node, project: str, calendars: set[str]) -> Tasks:
    """Return the tasks of the file; ``project`` owns them, ``calendars`` are the known calendar ids."""
    result = Tasks()
    outline: list[tuple[int, str]] = []
    for node in _kept(root):
        level = node.integer("OutlineLevel") or 1
        while outline and outline[-1][0] >= level:
            outline.pop()
        task = _task(node, project, calendars, outline[-1][1] if outline else None)
        if task is not None:
            if task.kind is TaskKind.SUMMARY:
                outline.append((level, task.id))
            result.tasks.append(task)
            result.lines.append(node.line)
            result.nodes.append(node)
    return result


def _kept(root: Node) -> Iterator[Node]:
    """Yield the elements that become tasks; the project summary (outline level 0) is the project itself."""
    for node in root.all("Tasks", "Task"):
        uid = node.text("UID")
        node.subject = f"Task {uid}"
        if node.flag("IsNull"):
            node.notes.add(_NULL, f"UID {uid}")
        elif node.text("Active") == "0":
            node.notes.add(_INACTIVE, uid)
        elif node.flag("ExternalTask"):
            node.notes.add(_EXTERNAL, uid)
        elif uid != "0" and node.text("OutlineLevel") != "0":
            yield node


def _task(node: Node, project: str, calendars: set[str], parent: str | None) -> Task | None:
    uid = node.text("UID")
    duration = _amount(node, "Duration")
    kind = _kind(node, uid, duration)
    works = kind is not TaskKind.SUMMARY
    if works and kind is not TaskKind.MILESTONE and duration is None and not node.text("Duration"):
        node.fault("RC053", "Duration", "the task has no duration")
    start, finish = (node.time(tag) if works else None for tag in ("ActualStart", "ActualFinish"))
    deadline = node.time("Deadline")
    baseline_start, baseline_finish = read_baseline(node)
    constraints, as_late = read_constraints(node, uid)
    return validated(
        Task,
        node.notes,
        node.line,
        node.subject,
        id=clean_id(uid),
        project=project,
        name=node.text("Name"),
        kind=kind,
        code=uid,
        wbs=node.text("WBS") or node.text("OutlineNumber"),
        calendar=_calendar(node, uid, calendars),
        duration=duration if kind is TaskKind.TASK else None,
        parent=parent,
        constraints=constraints,
        as_late_as_possible=as_late and works,
        levelling_delay=_levelling(node, kind),
        **manual_dates(node, kind, start is not None or finish is not None),
        stored=_stored(node),
        actual_start=start or finish,
        actual_finish=finish,
        remaining=_remaining(node, kind, start, finish),
        baseline_start=baseline_start,
        baseline_finish=baseline_finish,
        target=deadline.date() if deadline else None,
        note=_note(node, uid),
    )


def _levelling(node: Node, kind: TaskKind) -> Amount | None:
    """Return the levelling delay, which is elapsed time in tenths of a minute."""
    delay = node.number("LevelingDelay")
    return elapsed(round(delay / 10.0, 6)) if delay and delay > 0.0 and kind is not TaskKind.SUMMARY else None


def _stored(node: Node) -> StoredDates | None:
    """Return the dates that Microsoft Project computed."""
    tags = {"early_start": "EarlyStart", "early_finish": "EarlyFinish"}
    tags |= {"late_start": "LateStart", "late_finish": "LateFinish"}
    dates = {name: node.time(tag) for name, tag in tags.items()}
    return StoredDates.model_validate(dates) if any(dates.values()) else None


def _amount(node: Node, tag: str) -> Amount | None:
    minutes = node.period(tag)
    if minutes is None:
        return None
    return elapsed(minutes) if is_elapsed(node.integer("DurationFormat")) else working(minutes)


def _kind(node: Node, uid: str, duration: Amount | None) -> TaskKind:
    if node.flag("IsSubproject"):
        node.notes.add(_SUBPROJECT, uid)
        return TaskKind.SUMMARY
    if node.flag("Summary"):
        return TaskKind.SUMMARY
    if not node.flag("Milestone"):
        return TaskKind.TASK
    if duration is None or duration.value == 0.0:
        return TaskKind.MILESTONE
    node.notes.add(_FLAGGED, uid)
    return TaskKind.TASK


def _calendar(node: Node, uid: str, calendars: set[str]) -> str | None:
    wanted = clean_id(node.text("CalendarUID"))
    if wanted in calendars:
        return wanted
    if wanted not in NO_CALENDAR:
        node.notes.add(_NO_CALENDAR, uid)
    return None


def _remaining(node: Node, kind: TaskKind, start: datetime | None, finish: datetime | None) -> Amount | None:
    if kind is not TaskKind.TASK or start is None or finish is not None:
        return None
    return _amount(node, "RemainingDuration")


def _note(node: Node, uid: str) -> str:
    text = node.text("Notes")
    if len(text) > _LONGEST_NOTE:
        node.notes.add(_CUT, uid)
    return text[:_LONGEST_NOTE]
