"""Links of Microsoft Project: each task lists its predecessors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from riskcast.formats.schedules.links import LinkFilter
from riskcast.formats.schedules.mspdi.tasks import Tasks
from riskcast.formats.schedules.mspdi.units import is_elapsed, is_percent
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.values import elapsed, working
from riskcast.formats.schedules.xml_tree import Node
from riskcast.model.amount import Amount
from riskcast.model.task import Dependency, DependencyType, Task

_TYPES = {0: DependencyType.FF, 1: DependencyType.FS, 2: DependencyType.SF, 3: DependencyType.SS}
_OUTSIDE = Topic(
    "RC056",
    "warning",
    "1 link leads to another file or to a row that was left out, and is not carried",
    "{n} links lead to other files or to rows that were left out, and are not carried",
)
_SHARE = Topic(
    "RC056",
    "info",
    "1 percent lag is carried as that share of the predecessor's planned duration",
    "{n} percent lags are carried as that share of the predecessor's planned duration",
    "the lag does not change when the duration of the predecessor varies",
)
_NO_SHARE = Topic(
    "RC056",
    "warning",
    "1 percent lag cannot be carried because the predecessor has no duration",
    "{n} percent lags cannot be carried because their predecessors have no duration",
)


@dataclass(slots=True)
class Links:
    """Dependencies in file order, with where they stand."""

    dependencies: list[Dependency] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def read_links(tasks: Tasks, notes: Notes) -> Links:
    """Return the links between tasks of the file."""
    by_uid = tasks.by_uid()
    links = Links()
    accept = LinkFilter(notes)
    for task, node in zip(tasks.tasks, tasks.nodes, strict=True):
        for item in node.all("PredecessorLink"):
            item.subject = f"{node.subject}.PredecessorLink"
            before = _predecessor(item, task, by_uid)
            link = None if before is None else _link(item, before, task)
            if link is not None and before is not None and accept(link, before, task):
                links.dependencies.append(link)
                links.lines.append(item.line)
    return links


def _predecessor(item: Node, task: Task, by_uid: Mapping[str, Task]) -> Task | None:
    uid = item.text("PredecessorUID")
    outside = item.flag("CrossProject") or item.text("CrossProjectName") != ""
    if outside or uid not in by_uid:
        item.notes.add(_OUTSIDE, f"{item.text('CrossProjectName') or uid} -> {task.id}")
        return None
    return by_uid[uid]


def _link(item: Node, before: Task, after: Task) -> Dependency | None:
    code = item.integer("Type")
    kind = _TYPES.get(1 if code is None else code)
    if kind is None:
        item.fault("RC053", "Type", f"unknown link type {code}")
        return None
    lag = _lag(item, before, f"{before.id} -> {after.id}")
    return Dependency(predecessor=before.id, successor=after.id, type=kind, lag=lag)


def _lag(item: Node, before: Task, name: str) -> Amount | None:
    """Return the lag; Microsoft Project counts tenths of a minute, or percent."""
    value, code = item.number("LinkLag"), item.integer("LagFormat")
    if not value:
        return None
    if not is_percent(code):
        minutes = round(value / 10.0, 6)
        return elapsed(minutes) if is_elapsed(code) else working(minutes)
    if before.duration is None:
        item.notes.add(_NO_SHARE, name)
        return None
    item.notes.add(_SHARE, f"{name} {value:g}%")
    minutes = round(before.duration.minutes() * value / 100.0, 6)
    return elapsed(minutes) if is_elapsed(code) or before.duration.is_elapsed else working(minutes)
