"""Dependencies one by one: towards itself, twice, or at a summary."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark


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
        idle = next((t for t in (link.predecessor, link.successor) if index.not_scheduled(t)), None)
        if idle is not None:
            text = f"{idle!r} is {index.not_scheduled(idle)}, so the schedule ignores this dependency"
            remedy = "link the tasks that do the work instead"
            yield remark("RC108", "dependencies", row, link, "", text, remedy, "warning")
