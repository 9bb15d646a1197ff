"""Which links can be carried, the same for every dialect."""

from __future__ import annotations

from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.model.task import Dependency, DependencyType, Task

_SELF = Topic(
    "RC056", "warning", "1 link of a task to itself is left out", "{n} links of tasks to themselves are left out"
)
_TWICE = Topic(
    "RC056",
    "warning",
    "1 link stands twice with the same type; the first is kept",
    "{n} links stand twice with the same type; the first of each is kept",
)


class LinkFilter:
    """Accepts links one after the other and remarks each that cannot be carried."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._seen: set[tuple[str, str, DependencyType]] = set()

    def __call__(self, link: Dependency, before: Task, after: Task) -> bool:
        """Return True when the link can be carried."""
        name = f"{before.id} -> {after.id} {link.type}"
        key = (before.id, after.id, link.type)
        topic = None
        if before.id == after.id:
            topic = _SELF
        elif key in self._seen:
            topic = _TWICE
        self._seen.add(key)
        if topic is not None:
            self._notes.add(topic, name)
        return topic is None
