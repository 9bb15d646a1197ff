"""Rows of a section whose fields each become one field of an entity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from riskcast.formats.columns import COLUMNS, TAGGED
from riskcast.formats.raw import Row, Value
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.report import Report
from riskcast.model.base import Entity
from riskcast.model.capitalisation import CAPEX, OPEX

E = TypeVar("E", bound=Entity)
Parse = Callable[[str], Any]

TREATMENT = {"treatment": (CAPEX, OPEX)}
"""Words of a treatment, whose upper and lower case are one; rules have ids, which are kept."""


@dataclass(frozen=True)
class Family(Generic[E]):
    """How the rows of one section are read."""

    section: str
    kind: type[E]
    parsers: Mapping[str, Parse] = field(default_factory=dict)
    """Readers of fields that are text in files."""
    lists: tuple[str, ...] = ()
    """Fields that are lists of ids."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Known words of fields, of which upper and lower case are one."""
    stand_in: Mapping[str, Any] = field(default_factory=dict)
    """What takes the place of a bad required field, so that others can refer to the entity."""
    label: Callable[[Mapping[str, Value]], str] | None = None
    """How findings name a row of a section without ids."""


def shape_family(report: Report, rows: list[Row], family: Family[E], first: int = 0) -> list[E]:
    """Return the entities of all rows; ``first`` is the number of entities that the section has already."""
    entities: list[E] = []
    for row in rows:
        entry = Entry.of(report, family.section, first + len(entities), row)
        if family.label is not None:
            entry.label = family.label(row.data)
        entity = entry.build(family.kind, _values(entry, family), family.stand_in)
        if entity is None:
            report.bad.pop((family.section, entry.index), None)
            report.unreadable.add(family.section)
        else:
            entities.append(entity)
    return entities


def _values(entry: Entry, family: Family[E]) -> dict[str, Any]:
    tagged = ("tags",) if family.section in TAGGED else ()
    entry.known_fields((*COLUMNS[family.section], *tagged))
    for name, known in family.words.items():
        entry.lowered(name, known)
    values: dict[str, Any] = {name: value for name, value in entry.data.items() if value != ""}
    for name in family.parsers.keys() & values.keys():
        values[name] = entry.parsed(name, family.parsers[name])
        if values[name] is None:
            del values[name]
            entry.misspelt.add(name)
    for name in family.lists:
        if name in values:
            values[name] = tuple(entry.names(name))
    if "tags" in values:
        values["tags"] = {name: text for name, text in entry.mapping("tags", "{name: value}").items() if text}
    return values


def listed_text(value: Value) -> Value:
    """Return a list of texts, or a mapping of them, as one text with semicolons; anything else as it is."""
    if isinstance(value, dict) and value and all(isinstance(part, str) for part in value.values()):
        value = [f"{name} {part}" for name, part in value.items()]
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "; ".join(str(part) for part in value)
    return value
