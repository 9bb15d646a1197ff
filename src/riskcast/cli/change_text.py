"""Changes of a scenario, and what they did, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from riskcast.model.amount import Amount
from riskcast.model.base import Entity
from riskcast.model.estimate import Estimate
from riskcast.model.scenario import Change, FieldChange
from riskcast.model.scenario.changes import PROGRAM, Add, Scale, SetFields, ShiftDates
from riskcast.model.scenario.collections import singular

_VERBS = {"switch_off": "switch off", "switch_on": "switch on"}
_NONE = "nothing"


def say_change(change: Change) -> str:
    """Return what a change asks for: ``scale SCM.plan by 80%``."""
    if isinstance(change, Add):
        return f"add {singular(change.collection)} {change.fields.get('id', '')}".rstrip()
    names = ", ".join(change.target)
    where = "" if change.collection in ("", "tasks", PROGRAM) else f"{singular(change.collection)} "
    said = f"{_VERBS.get(change.verb, change.verb)} {where}{names}"
    if isinstance(change, SetFields):
        return f"{said}: {', '.join(change.fields)}"
    if isinstance(change, Scale | ShiftDates):
        fields = f": {', '.join(change.field)}" if change.field else ""
        return f"{said}{fields} by {_signed(change) if isinstance(change, ShiftDates) else change.by}"
    return said


def _signed(change: ShiftDates) -> str:
    return f"{'+' if change.by.value > 0 else ''}{change.by}"


def say_effect(change: FieldChange) -> str:
    """Return one difference: ``SCM.config: duration 48d -> 36d``, ``cost line crash: added, fixed 60,000``."""
    who = f"{name_of(change)}: " if change.id else ""
    return f"{who}{say_field(change)}"


def name_of(change: FieldChange) -> str:
    """Return what a difference is about; tasks have their id alone."""
    if change.collection == PROGRAM:
        return PROGRAM
    return change.id if change.collection == "tasks" else f"{singular(change.collection)} {change.id}"


def say_field(change: FieldChange) -> str:
    """Return the field with its values: ``duration 48d -> 36d``, ``added: fixed 60,000``, ``removed``."""
    if not change.field:
        if change.after is None:
            return "removed"
        stated = ", ".join(say_fields(change.after))
        return f"added: {stated}" if stated else "added"
    return f"{change.field} {say_value(change.before)} -> {say_value(change.after)}"


def say_fields(entity: Entity, without: Iterable[str] = ("id", "note")) -> list[str]:
    """Return the fields of an entity that are not as usual: ``fixed 60,000``."""
    found = []
    for name, field in type(entity).model_fields.items():
        value = getattr(entity, name)
        usual = field.get_default(call_default_factory=False) if not field.is_required() else None
        if name not in without and value is not None and value != usual and value not in ({}, ()):
            found.append(f"{name} {say_value(value)}")
    return found


def say_value(value: Any) -> str:
    """Return a value as files write it, with commas in large numbers."""
    if value is None or value in ("", ()):
        return _NONE
    if isinstance(value, Estimate) and value.family == "fixed":
        return say_value(value.args[0][1])
    if isinstance(value, Estimate):
        return value.brief()
    if isinstance(value, Amount):
        return str(value) if value.unit else f"{value.value:,.12g}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, float | int):
        return f"{value:,.12g}"
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return str(value)
    return _say_parts(value)


def _say_parts(value: Any) -> str:
    if isinstance(value, Entity):
        return f"({', '.join(say_fields(value, ()))})"
    if isinstance(value, Mapping):
        return f"({', '.join(f'{name} {say_value(part)}' for name, part in value.items())})"
    if isinstance(value, tuple | list):
        return "; ".join(map(say_value, value))
    return str(value)
