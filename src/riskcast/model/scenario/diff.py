"""What differs between two programs, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from riskcast.model.base import Entity
from riskcast.model.program import Program
from riskcast.model.scenario.changes import PROGRAM
from riskcast.model.scenario.collections import COLLECTIONS, keys_of


class FieldChange(NamedTuple):
    """One value that differs."""

    collection: str
    """List of the program, or ``program`` for its own fields."""
    id: str
    """Id or other name of the entity; empty for the program."""
    field: str
    """Dotted: ``targets.budget``, ``impacts.0.delay``; empty when the whole entity was added or removed."""
    before: Any
    """None when absent."""
    after: Any


def differences(before: Program, after: Program) -> tuple[FieldChange, ...]:
    """Return every field that differs, in the order of the program's lists; what was removed stands first."""
    own = [name for name in Program.model_fields if name not in COLLECTIONS]
    found: list[FieldChange] = []
    for name in own:
        found += _values(PROGRAM, "", name, getattr(before, name), getattr(after, name))
    for collection in COLLECTIONS:
        if getattr(before, collection) is not getattr(after, collection):
            found += _lists(collection, getattr(before, collection), getattr(after, collection))
    return tuple(found)


def _lists(collection: str, before: tuple[Entity, ...], after: tuple[Entity, ...]) -> Iterator[FieldChange]:
    old = dict(zip(keys_of(before), before, strict=True))
    new = dict(zip(keys_of(after), after, strict=True))
    for key, entity in old.items():
        if key not in new:
            yield FieldChange(collection, key, "", entity, None)
    for key, entity in new.items():
        if key not in old:
            yield FieldChange(collection, key, "", None, entity)
        elif old[key] is not entity:
            yield from _fields(collection, key, "", old[key], entity)


def _fields(collection: str, key: str, prefix: str, before: Entity, after: Entity) -> Iterator[FieldChange]:
    for name in type(after).model_fields:
        yield from _values(collection, key, f"{prefix}{name}", getattr(before, name), getattr(after, name))


def _values(collection: str, key: str, name: str, before: Any, after: Any) -> Iterator[FieldChange]:
    if before is after or before == after:
        return
    if isinstance(before, Entity) and type(before) is type(after):
        yield from _fields(collection, key, f"{name}.", before, after)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for part in [*before, *(part for part in after if part not in before)]:
            yield from _values(collection, key, f"{name}.{part}", before.get(part), after.get(part))
    elif _are_entities(before) and _are_entities(after) and len(before) == len(after):
        for n, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _values(collection, key, f"{name}.{n}", old, new)
    else:
        yield FieldChange(collection, key, name, before, after)


def _are_entities(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(item, Entity) for item in value)
