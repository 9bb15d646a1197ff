"""Dependencies one by one: towards itself, twice, or at tasks that cannot keep them."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.task import Dependency, DependencyType, TaskKind


def check_links(index: Index) -> Iterator[Finding]:
    """Yield findings about single dependencies; circles are found in ``cycles``."""
    seen: set[tuple[str, str, str]] = set()
    for row, link in enumerate(index.program.dependencies):
        key = (link.predecessor, link.successor, link.type)
        if link.predecessor == link.successor:
            text = f"task {link.successor!r} depends on itself"
            yield remark("RC106", "dependencies", row, link, "", text, "delete the dependency")
        elif key in seen:
            text = f"the {link.type} dependency from {link.predecessor!r} to {link.successor!r} stands twice"
            yield remark("RC105", "dependencies", row, link, "", text, "keep one, with the lag that is meant")
        seen.add(key)
        if index.not_scheduled(link.predecessor) or index.not_scheduled(link.successor):
            yield from _idle(index, row, link)


def _idle(index: Index, row: int, link: Dependency) -> Iterator[Finding]:
    """Yield findings about a dependency at a summary, or of a level of effort."""
    ends = (link.predecessor, link.successor)
    empty = next((t for t in ends if _is_summary(index, t) and t not in index.tree.filled), None)
    nested = next((pair for pair in (ends, ends[::-1]) if index.tree.is_below(*pair)), None)
    if nested is not None and not any(_is_effort(index, end) for end in ends):
        text = f"{nested[0]!r} lies below {nested[1]!r}, whose dependencies count for all tasks below it"
        yield remark("RC116", "dependencies", row, link, "", text, "delete the dependency")
    elif empty is not None:
        text = f"{empty!r} is a summary without tasks below it that do work, so the dependency has no effect"
        remedy = f"name {empty!r} as the parent of its tasks, or link tasks instead"
        yield remark("RC108", "dependencies", row, link, "", text, remedy, "warning")
    elif _is_effort(index, link.predecessor) and link.type is not DependencyType.FF:
        text = f"{link.predecessor!r} is a level of effort and never drives: {link.successor!r} does not wait for it"
        remedy = "to make it wait, link the tasks that do the work"
        yield remark("RC136", "dependencies", row, link, "", text, remedy, "info")


def _is_summary(index: Index, name: str) -> bool:
    return name in index.tasks and index.tasks[name].kind is TaskKind.SUMMARY


def _is_effort(index: Index, name: str) -> bool:
    return name in index.tasks and index.tasks[name].kind is TaskKind.LEVEL_OF_EFFORT
