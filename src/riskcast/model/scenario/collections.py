"""The lists of a program, and how their entities are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args, get_origin

from riskcast.model.base import Entity
from riskcast.model.check.index import label
from riskcast.model.correlation import Correlation
from riskcast.model.program import Program
from riskcast.model.task import Dependency, DependencyType

COLLECTIONS: dict[str, type[Entity]] = {
    name: get_args(field.annotation)[0]
    for name, field in Program.model_fields.items()
    if get_origin(field.annotation) is tuple
}
"""The kind of entity in each list of a program."""

_ONE = {
    "indices": "index",
    "currencies": "currency",
    "capitalisation": "rule",
    "lost_time": "lost time",
    "dependencies": "dependency",
    "branches": "branch",
    "costs": "cost line",
    "budgets": "yearly budget",
}


def singular(collection: str) -> str:
    """Return ``task`` for ``tasks``."""
    return _ONE.get(collection, collection.removesuffix("s"))


def key_of(entity: Entity) -> str:
    """Return how a scenario names an entity: its id, ``A -> B``, ``A -> B SS``, or what it is about."""
    if isinstance(entity, Dependency) and entity.type is not DependencyType.FS:
        return f"{label(entity)} {entity.type}"
    if isinstance(entity, Correlation):
        return "; ".join(entity.among)
    return label(entity)


def keys_of(entities: Sequence[Entity]) -> list[str]:
    """Return a key for each entity of a list; of those that would share one, the later ones are numbered."""
    seen: dict[str, int] = {}
    keys = []
    for entity in entities:
        key = key_of(entity)
        seen[key] = seen.get(key, 0) + 1
        keys.append(key if seen[key] == 1 else f"{key} ({seen[key]})")
    return keys
