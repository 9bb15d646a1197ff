"""Scenarios and what they change as data for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from riskcast.cli.change_text import say_change
from riskcast.formats.scenarios import ScenarioFile
from riskcast.model.base import Entity
from riskcast.model.program import Program
from riskcast.model.scenario import Applied, FieldChange, differences


def list_data(files: Sequence[ScenarioFile]) -> dict[str, Any]:
    """Return the scenarios of a program without their changes."""
    return {"scenarios": [{**_head(file), "changes": len(file.scenario.changes)} for file in files]}


def show_data(file: ScenarioFile, program: Program, applied: Applied) -> dict[str, Any]:
    """Return a scenario with its changes and what each of them did."""
    changes, before = [], program
    for change, after in applied.steps:
        effects = [field_data(found) for found in differences(before, after)]
        changes.append({"verb": change.verb, "text": say_change(change), "effects": effects})
        before = after
    return {**_head(file), "note": file.scenario.note, "changes": changes}


def diff_data(found: Sequence[FieldChange], before: str, after: str) -> dict[str, Any]:
    """Return the differences between two programs."""
    return {"before": before, "after": after, "differences": [field_data(change) for change in found]}


def field_data(change: FieldChange) -> dict[str, Any]:
    """Return one difference; ``field`` is empty for an entity that was added or removed."""
    place = {"collection": change.collection, "id": change.id, "field": change.field}
    return {**place, "before": _plain(change.before), "after": _plain(change.after)}


def _head(file: ScenarioFile) -> dict[str, Any]:
    scenario = file.scenario
    until = scenario.decide_by.isoformat() if scenario.decide_by is not None else None
    about = {"id": scenario.id, "name": scenario.name, "owner": scenario.owner}
    return {**about, "decide_by": until, "file": file.path}


def _plain(value: Any) -> Any:
    """Return a value that JSON has: entities as mappings of what is not as usual, amounts and dates as text."""
    if isinstance(value, Entity):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
