"""Impacts of risks and of their responses."""

from __future__ import annotations

from typing import Any

from riskcast.formats.columns import IMPACT_COLUMNS
from riskcast.formats.raw import Value
from riskcast.formats.shape.costs import parse_cost
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.uncertainty import parse_range
from riskcast.formats.source import NodePlace, Place
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.estimate import Estimate
from riskcast.model.risk import Impact


def parse_factor(text: str) -> Estimate:
    """Read an estimate of a factor, such as ``120%`` or ``1.2``."""
    return Estimate.parse(text)


_PARSERS = {"delay": parse_range, "factor": parse_factor, "cost": parse_cost, "cost_per_day": parse_cost}
_EXAMPLE = "write - {tasks: [A], delay: 5d}"


def shape_impact(entry: Entry, data: dict[str, Value], place: Place, *steps: str | int) -> Impact | None:
    """Return the impact at ``steps`` of a risk, or None when it says nothing or not even its rest can be used."""
    part = Entry(entry.report, entry.section, entry.index, data, place, steps)
    part.label = entry.label
    part.known_fields(IMPACT_COLUMNS)
    part.lowered("treatment", (CAPEX, OPEX))
    direct = ("project", "treatment", "each", *_PARSERS)
    values: dict[str, Any] = {name: value for name, value in part.data.items() if value != "" and name in direct}
    for name, parse in _PARSERS.items():
        if values.get(name) is not None:
            values[name] = part.parsed(name, parse)
    return part.build(Impact, {**values, "tasks": tuple(part.names("tasks"))}, {})


def shape_impacts(entry: Entry, value: Value, place: Place, *steps: str | int) -> list[Impact]:
    """Return the impacts of a list in YAML that stands at ``steps`` of a risk."""
    if value is None:
        return []
    if not isinstance(value, list):
        entry.complain("RC013", "impacts must be a list", _EXAMPLE, *steps)
        return []
    found: list[Impact | None] = []
    for n, data in enumerate(value):
        if isinstance(data, dict):
            found.append(shape_impact(entry, data, _child(place, *steps, n), *steps, n))
        else:
            entry.complain("RC013", "an impact must be a mapping", _EXAMPLE, *steps, n)
    return [impact for impact in found if impact is not None]


def _child(place: Place, *steps: str | int) -> Place:
    for step in steps:
        if isinstance(place, NodePlace):
            place = place.children.get(step, place)
    return place
