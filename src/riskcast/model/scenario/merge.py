"""Fields as a scenario writes them, laid over those that an entity has."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from riskcast.errors import did_you_mean
from riskcast.model.base import Entity
from riskcast.model.scenario.draft import Remarks
from riskcast.model.words import refused

E = TypeVar("E", bound=Entity)


def laid_over(kind: type[E], old: E | None, fields: Mapping[str, Any], remarks: Remarks) -> E | None:
    """Return the entity with new values of some fields, or a new one; None after findings about what is wrong."""
    if not _known(kind, fields, remarks):
        return None
    try:
        return kind.model_validate(_values(kind, old, fields))
    except ValidationError as error:
        for item in error.errors(include_url=False):
            remarks.say(*_words(item, kind), *item["loc"])
        return None


def _known(kind: type[Entity], fields: Mapping[str, Any], remarks: Remarks) -> bool:
    """Return whether all fields exist; file a finding for each that does not."""
    unknown = [name for name in fields if name not in kind.model_fields]
    for name in unknown:
        hint = did_you_mean(name, list(kind.model_fields)) or "known: " + ", ".join(kind.model_fields)
        remarks.say("RC010", f"unknown field {name!r}", hint, name)
    return not unknown


def _words(item: Any, kind: type[Entity]) -> tuple[str, str, str]:
    code, message, remedy = refused(item)
    if item["type"] == "extra_forbidden":
        nested = kind
        for step in item["loc"][:-1]:
            field = nested.model_fields.get(str(step))
            nested = (field and _entity_in(field)) or nested
        remedy = did_you_mean(str(item["loc"][-1]), list(nested.model_fields)) or remedy
    return code, message, remedy


def _values(kind: type[Entity], old: Entity | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(old) if old is not None else {}
    for name, value in fields.items():
        field = kind.model_fields.get(name)
        if value is None:
            values.pop(name, None)
        elif field is None:
            values[name] = value
        else:
            values[name] = _value(field, values.get(name), value)
    return values


def _value(field: FieldInfo, old: Any, value: Any) -> Any:
    nested = _entity_in(field)
    if nested is not None and isinstance(value, Mapping):
        return _values(nested, old if isinstance(old, Entity) else None, value)
    if isinstance(value, Mapping) and isinstance(old, Mapping):
        both = {**old, **value}
        return {name: item for name, item in both.items() if item is not None}
    listed = _listed(field)
    if listed is str:
        return [part.strip() for part in value.split(";") if part.strip()] if isinstance(value, str) else value
    if listed is not None and issubclass(listed, Entity) and isinstance(value, list | tuple):
        return [_values(listed, None, item) if isinstance(item, Mapping) else item for item in value]
    return value


def _choices(field: FieldInfo) -> list[Any]:
    """Return the types that a field may have, without None."""
    union = get_origin(field.annotation) in (Union, types.UnionType)
    return [c for c in (get_args(field.annotation) if union else (field.annotation,)) if c is not type(None)]


def _entity_in(field: FieldInfo) -> type[Entity] | None:
    """Return the kind of entity that a field holds."""
    for choice in _choices(field):
        if isinstance(choice, type) and issubclass(choice, Entity):
            return choice
    return None


def _listed(field: FieldInfo) -> type | None:
    """Return what a field is a list of: str for ids."""
    for choice in _choices(field):
        if get_origin(choice) is tuple:
            item = get_args(choice)[0]
            item = get_args(item)[0] if get_origin(item) is Annotated else item
            return item if isinstance(item, type) else None
    return None


def kinds_in(field: FieldInfo) -> list[type[Entity]]:
    """Return the kinds of entity that a field holds, alone or in a list."""
    found = (_entity_in(field), _listed(field))
    return [kind for kind in found if kind is not None and issubclass(kind, Entity)]
