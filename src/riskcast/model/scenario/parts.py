"""Parts of an entity at dotted paths, changed one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from riskcast.model.base import Entity
from riskcast.model.scenario.draft import Remarks
from riskcast.model.scenario.merge import kinds_in, laid_over

Make = Callable[[Any, str], Any]
"""Makes a new value of an old one at a path; raises :class:`TypeError` for a value of the wrong kind."""


def changed_part(entity: Entity, path: Sequence[str], make: Make, remarks: Remarks) -> Entity | None:
    """Return the entity with another value at the path; None when there is nothing at it, or after a finding.

    Of lists of entities, such as impacts, every one is changed.
    """
    name, *rest = path
    if name not in type(entity).model_fields:
        return None
    old = getattr(entity, name)
    new = _changed(old, rest, make, ".".join(path), remarks)
    if new is None or new is old:
        return None if new is None else entity
    return laid_over(type(entity), entity, {name: new}, remarks)


def _changed(old: Any, rest: list[str], make: Make, name: str, remarks: Remarks) -> Any:
    if old is None or old == ():
        return None
    if isinstance(old, tuple) and rest:
        parts = [_changed(item, rest, make, name, remarks) for item in old]
        return (
            None
            if all(part is None for part in parts)
            else tuple(item if part is None else part for item, part in zip(old, parts, strict=True))
        )
    if rest:
        return changed_part(old, rest, make, remarks) if isinstance(old, Entity) else None
    return make(old, name)


def exists(kind: type[Entity], path: Sequence[str]) -> bool:
    """Return whether a kind of entity has a field at a path."""
    name, *rest = path
    field = kind.model_fields.get(name)
    if field is None:
        return False
    return not rest or any(exists(nested, rest) for nested in kinds_in(field))
