"""Rows to risks; in a table each further row with the same id adds an impact."""

from __future__ import annotations

from typing import Any

from riskcast.formats.columns import COLUMNS
from riskcast.formats.raw import Row, Value
from riskcast.formats.shape.costs import parse_cost
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.report import Report
from riskcast.formats.shape.uncertainty import parse_range
from riskcast.formats.source import NodePlace, Place
from riskcast.model.risk import Impact, Risk, RiskKind

_OWN = ("id", "name", "kind", "probability", "owner", "note")
_IMPACT = ("tasks", "project", "delay", "cost")
_PARSERS = {"delay": parse_range, "cost": parse_cost}
_FALLBACK = {"probability": 0.5}


def shape_risks(report: Report, rows: list[Row]) -> list[Risk]:
    """Return the risks of all rows."""
    values: list[dict[str, Any]] = []
    entries: list[Entry] = []
    by_id: dict[str, int] = {}
    for row in rows:
        index = by_id.get(str(row.data.get("id"))) if row.table else None
        if index is None:
            entry = Entry.of(report, "risks", len(values), row)
            by_id.setdefault(entry.label, len(values))
            values.append({**_own(entry, row.table), "impacts": []})
            entries.append(entry)
            index = len(values) - 1
        else:
            _same(entries[index], row)
        impacts = values[index]["impacts"]
        impacts += [_table_impact(entries[index], row, len(impacts))] if row.table else _impacts(entries[index])
        values[index]["impacts"] = [impact for impact in impacts if impact is not None]
    risks = (entry.build(Risk, own, _FALLBACK) for entry, own in zip(entries, values, strict=True))
    return [risk for risk in risks if risk is not None]


def _own(entry: Entry, table: bool) -> dict[str, Any]:
    hints = dict.fromkeys(_IMPACT, "put it under impacts: - {tasks: [A], delay: 5d}")
    entry.known_fields((*COLUMNS["risks"],) if table else (*_OWN, "impacts"), hints)
    entry.lowered("kind", RiskKind)
    return {name: entry.data[name] for name in _OWN if entry.data.get(name, "") != ""}


def _same(entry: Entry, row: Row) -> None:
    """Complain when a further row of a risk contradicts its first row."""
    for name in ("name", "kind", "probability", "owner", "note"):
        value = row.data.get(name)
        if value is not None and value != entry.data.get(name) and (name != "kind" or not _same_kind(value, entry)):
            text = f"{value!r} contradicts {entry.data.get(name, '')!r} in an earlier row of the same risk"
            entry.complain("RC017", text, "leave it blank in further rows", name, place=row.place)


def _same_kind(value: Value, entry: Entry) -> bool:
    return str(value).strip().lower() == str(entry.data.get("kind", "")).lower()


def _table_impact(entry: Entry, row: Row, n: int) -> Impact | None:
    data = {name: row.data[name] for name in _IMPACT if name in row.data}
    entry.report.rename(entry.path("impacts", n), f"risks.{entry.label}", keep_rest=True)
    return _impact(entry, data, row.place, n) if data else None


def _impacts(entry: Entry) -> list[Impact | None]:
    value = entry.data.get("impacts")
    if value is None:
        return []
    if not isinstance(value, list):
        entry.complain("RC013", "impacts must be a list", "write - {tasks: [A], delay: 5d}", "impacts")
        return []
    found: list[Impact | None] = []
    for n, data in enumerate(value):
        if isinstance(data, dict):
            found.append(_impact(entry, data, _child(entry.place, "impacts", n), n))
        else:
            entry.complain("RC013", "an impact must be a mapping", "write - {tasks: [A], delay: 5d}", "impacts", n)
    return found


def _child(place: Place, *steps: str | int) -> Place:
    for step in steps:
        if isinstance(place, NodePlace):
            place = place.children.get(step, place)
    return place


def _impact(entry: Entry, data: dict[str, Value], place: Place, n: int) -> Impact | None:
    part = Entry(entry.report, entry.section, entry.index, data, place, ("impacts", n))
    part.label = entry.label
    part.known_fields(_IMPACT)
    values: dict[str, Any] = {k: v for k, v in part.data.items() if v != "" and k in ("project", *_PARSERS)}
    for name, parse in _PARSERS.items():
        if values.get(name) is not None:
            values[name] = part.parsed(name, parse)
    return part.build(Impact, {**values, "tasks": tuple(part.names("tasks"))}, {})
