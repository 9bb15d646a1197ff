"""Every estimate of an entity, whatever field it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from riskcast.errors import Path
from riskcast.model.estimate import Estimate

Change = Callable[[Path, Estimate], Estimate]
_HOLDERS = (Estimate, BaseModel, tuple, list)


def estimates_in(part: object, path: Path = ()) -> Iterator[tuple[Path, Estimate]]:
    """Yield the estimates of a model or list, however deep they stand, with their paths."""
    if isinstance(part, Estimate):
        yield path, part
    for name, item in _items(part):
        yield from estimates_in(item, (*path, name))


def with_estimates(part: Any, change: Change, path: Path = ()) -> Any:
    """Return ``part`` with every estimate replaced by what ``change`` makes of it; itself when nothing changes."""
    if isinstance(part, Estimate):
        return change(path, part)
    new = {name: (item, with_estimates(item, change, (*path, name))) for name, item in _items(part)}
    changed = {name: after for name, (before, after) in new.items() if after is not before}
    if not changed:
        return part
    if isinstance(part, BaseModel):
        return part.model_copy(update={str(name): item for name, item in changed.items()})
    return type(part)(changed.get(n, item) for n, item in enumerate(part))


def _items(part: object) -> list[tuple[str | int, Any]]:
    """Return the parts that may hold estimates."""
    if isinstance(part, BaseModel):
        return [(name, item) for name, item in part if isinstance(item, _HOLDERS)]
    if isinstance(part, tuple | list):
        return [(n, item) for n, item in enumerate(part) if isinstance(item, _HOLDERS)]
    return []
