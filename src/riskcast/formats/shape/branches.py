"""Rows to branches, conditions and reworks; in a table each row of a branch is one of its options."""

from __future__ import annotations

from typing import Any

from riskcast.formats.columns import COLUMNS
from riskcast.formats.raw import Row, Value
from riskcast.formats.shape.drivers import given
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.report import Report
from riskcast.formats.source import NodePlace, Place
from riskcast.model.branch import Branch, Condition, Option, Rework

_EXAMPLE = "write - {probability: 0.3, tasks: [A]}"
_OPTION = ("name", "probability", "tasks")


def shape_branches(report: Report, rows: list[Row]) -> list[Branch]:
    """Return the branches of all rows."""
    entries: list[Entry] = []
    options: list[list[Option]] = []
    by_id: dict[str, int] = {}
    for row in rows:
        index = by_id.get(str(row.data.get("id"))) if row.table else None
        if index is None:
            index = len(entries)
            entry = Entry.of(report, "branches", index, row)
            by_id.setdefault(entry.label, index)
            entry.known_fields(COLUMNS["branches"] if row.table else ("id", "name", "options"))
            entries.append(entry)
            options.append([])
        elif row.data.get("name") not in (None, entries[index].data.get("name")):
            text = f"{row.data['name']!r} contradicts the name in an earlier row of the same branch"
            entries[index].complain("RC017", text, "leave it blank in further rows", "name", place=row.place)
        options[index] += _row_option(entries[index], row, options[index]) if row.table else _options(entries[index])
    branches: list[Branch] = []
    for entry, found in zip(entries, options, strict=True):
        values = {name: entry.data[name] for name in ("id", "name") if entry.data.get(name, "") != ""}
        if not found and not report.bad.get(("branches", entry.index)):
            entry.complain("RC011", "the branch has no options", _EXAMPLE, "options")
        stand_in = {"options": (Option(probability=0.5, tasks=()),)}
        branch = entry.build(Branch, {**values, **({"options": found} if found else stand_in)}, {})
        branches += [] if branch is None else [branch]
    return branches


def _row_option(entry: Entry, row: Row, earlier: list[Option]) -> list[Option]:
    data: dict[str, Value] = {name: row.data[name] for name in ("probability", "tasks") if name in row.data}
    data |= {"name": row.data["option"]} if "option" in row.data else {}
    entry.report.rename(entry.path("options", len(earlier)), f"branches.{entry.label}", keep_rest=True)
    return _option(entry, data, row.place, len(earlier))


def _options(entry: Entry) -> list[Option]:
    value = entry.data.get("options")
    if value is None:
        return []
    if not isinstance(value, list):
        entry.complain("RC013", "options must be a list", _EXAMPLE, "options")
        return []
    found: list[Option] = []
    for n, data in enumerate(value):
        if isinstance(data, dict):
            found += _option(entry, data, _child(entry.place, n), len(found))
        else:
            entry.complain("RC013", "an option must be a mapping", _EXAMPLE, "options", n)
    return found


def _child(place: Place, n: int) -> Place:
    for step in ("options", n):
        if isinstance(place, NodePlace):
            place = place.children.get(step, place)
    return place


def _option(entry: Entry, data: dict[str, Value], place: Place, n: int) -> list[Option]:
    part = Entry(entry.report, entry.section, entry.index, data, place, ("options", n))
    part.label = entry.label
    part.known_fields(_OPTION)
    values: dict[str, Any] = {name: value for name, value in part.data.items() if value != "" and name != "tasks"}
    if "tasks" in part.data or "tasks" in part.misspelt:
        values["tasks"] = part.names("tasks")
    option = part.build(Option, values, {"probability": 0.0, "tasks": ()})
    return [] if option is None else [option]


def shape_conditions(report: Report, rows: list[Row]) -> list[Condition]:
    """Return the conditions of all rows."""
    conditions: list[Condition] = []
    for row in rows:
        entry = Entry.of(report, "conditions", len(conditions), row)
        entry.known_fields(COLUMNS["conditions"])
        values = given(entry) | {name: entry.names(name) for name in ("then", "otherwise")}
        condition = entry.build(Condition, values, {})
        if condition is None:
            report.bad.pop(("conditions", len(conditions)), None)
        else:
            conditions.append(condition)
    return conditions


def shape_reworks(report: Report, rows: list[Row]) -> list[Rework]:
    """Return the reworks of all rows."""
    reworks: list[Rework] = []
    for row in rows:
        entry = Entry.of(report, "reworks", len(reworks), row)
        entry.known_fields(COLUMNS["reworks"])
        values = given(entry)
        if "tasks" in values:
            values["tasks"] = entry.names("tasks")
        rework = entry.build(Rework, values, {"probability": 0.0})
        if rework is None:
            report.bad.pop(("reworks", len(reworks)), None)
        else:
            reworks.append(rework)
    return reworks
