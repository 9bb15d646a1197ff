"""What is done about risks: columns of a risk, a mapping in YAML, and rows of the table of responses."""

from __future__ import annotations

from typing import Any

from riskcast.errors import did_you_mean
from riskcast.formats.columns import COLUMNS, IMPACT_COLUMNS, RESPONSE_COLUMNS
from riskcast.formats.raw import Row, Value
from riskcast.formats.shape.costs import parse_cost
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.impacts import shape_impact, shape_impacts
from riskcast.formats.shape.report import Report
from riskcast.model.risk import Response, ResponseState

_EXAMPLE = "{state: active, probability: 0.1, cost: 40k}"

Values = dict[str, Any]


def response_values(entry: Entry, table: bool) -> Values | None:
    """Return the fields of the response that stand in the row of a risk, or None when it has none."""
    if table:
        found: Values = {n: entry.data[c] for c, n in RESPONSE_COLUMNS.items() if entry.data.get(c, "") != ""}
        return _typed(entry, found) if found else None
    written = entry.data.get("response")
    if written is None or written == "":
        return None
    if isinstance(written, str):
        return {"name": written}
    fields = {n: value for n, value in entry.mapping("response", _EXAMPLE).items() if value is not None}
    known = (*RESPONSE_COLUMNS.values(), "impacts")
    for name in [name for name in fields if name not in known]:
        remedy = did_you_mean(name, known) or "delete it"
        entry.complain("RC010", f"unknown field {name!r}", remedy, "response", name)
        del fields[name]
    impacts = shape_impacts(entry, fields.pop("impacts", None), entry.place, "response", "impacts")
    return {**_typed(entry, {n: value for n, value in fields.items() if value != ""}), "impacts": impacts}


def _typed(entry: Entry, values: Values) -> Values:
    state = values.get("state")
    if isinstance(state, str) and state.strip().lower() in list(ResponseState):
        values["state"] = state.strip().lower()
    if isinstance(values.get("cost"), str):
        values["cost"] = entry.attempt(values["cost"], parse_cost, "response", "cost")
    return values


def build_response(entry: Entry, values: Values | None) -> Response | None:
    """Return the response of a risk from its fields."""
    return None if values is None else entry.build(Response, values, {}, "response")


def add_impacts(report: Report, rows: list[Row], entries: list[Entry], values: list[Values]) -> None:
    """Add the rows of the table of responses to the fields of the risks that they name."""
    if "responses" in report.doubtful:
        report.doubtful.add("risks")
    by_id: dict[str, int] = {}
    for n, entry in enumerate(entries):
        by_id.setdefault(entry.label, n)
    for number, row in enumerate(rows):
        own = Entry(report, "responses", number, row.data, row.place)
        own.label = own.text("risk") or ""
        own.known_fields(COLUMNS["responses"])
        index = by_id.get(own.label)
        if index is None:
            if own.label and "risks" not in report.unreadable:
                hint = did_you_mean(own.label, list(by_id)) or "define the risk or correct the id"
                own.complain("RC137", f"unknown risk {own.label!r}", hint, "risk")
            elif not own.label and not row.flawed:
                own.complain("RC011", "'risk' is missing", "name the risk", "risk")
            continue
        entry = entries[index]
        if row.flawed:
            entry.mark("?")
        response = values[index]["response"] = values[index].get("response") or {}
        impacts = response.setdefault("impacts", [])
        entry.report.rename(entry.path("response", "impacts", len(impacts)), f"responses.{own.label}", keep_rest=True)
        data: dict[str, Value] = {name: own.data[name] for name in IMPACT_COLUMNS if name in own.data}
        impact = shape_impact(entry, data, row.place, "response", "impacts", len(impacts)) if data else None
        impacts += [] if impact is None else [impact]
