"""Cost lines, resources and the other entities of money as rows of tables, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum

from riskcast.formats.columns import COLUMNS, TAG
from riskcast.formats.save_cells import Cells, moment, texts
from riskcast.model.amount import Amount
from riskcast.model.base import Entity
from riskcast.model.capitalisation import CapitalRule, format_steps
from riskcast.model.cost import CostLine, format_instalments
from riskcast.model.program import Program

MONEY = (
    *("costs", "resources", "indices", "currencies", "capitalisation", "actuals", "commitments", "changes"),
    *("budgets", "periods", "benefits"),
)
"""Sections whose columns are the fields of their entities."""


def money_rows(section: str) -> Callable[[Program], Iterable[Cells]]:
    """Return what makes the rows of a section."""
    return lambda program: (field_cells(entity, COLUMNS[section]) for entity in getattr(program, section))


def field_cells(entity: Entity, names: Iterable[str]) -> Cells:
    """Return the row of an entity; what is as it would be without being written is left blank."""
    cells = {name: _cell(entity, name) for name in names}
    tags: dict[str, str] = getattr(entity, "tags", {})
    return texts(cells | {TAG + name: text for name, text in tags.items()})


def _cell(entity: Entity, name: str) -> object:
    value = getattr(entity, name)
    field = type(entity).model_fields[name]
    if not field.is_required() and value == field.get_default(call_default_factory=True):
        return ""
    if isinstance(entity, CostLine) and name == "instalments":
        return format_instalments(entity.instalments)
    if isinstance(entity, CapitalRule) and name == "steps":
        return format_steps(entity.steps)
    return _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return Amount(value)
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value
