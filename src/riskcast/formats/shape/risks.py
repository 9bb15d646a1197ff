"""Rows to risks; in a table each further row with the same id adds an impact."""

from __future__ import annotations

from typing import Any

from riskcast.formats.columns import COLUMNS, IMPACT_COLUMNS, RESPONSE_COLUMNS, RISK_FIELDS
from riskcast.formats.raw import Row, Value
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.impacts import shape_impact, shape_impacts
from riskcast.formats.shape.report import Report
from riskcast.formats.shape.responses import add_impacts, build_response, response_values
from riskcast.model.risk import Impact, Risk, RiskKind
from riskcast.model.words import shortened

_FALLBACK = {"probability": 0.5}
_WORDS = ("kind", "response_state")
"""Columns whose upper and lower case are one."""


def shape_risks(report: Report, rows: list[Row], responses: list[Row]) -> list[Risk]:
    """Return the risks of all rows, with the impacts after their responses."""
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
        if row.table:
            impacts += _table_impact(entries[index], row, len(impacts))
        else:
            impacts += shape_impacts(entries[index], entries[index].data.get("impacts"), row.place, "impacts")
    add_impacts(report, responses, entries, values)
    for entry, own in zip(entries, values, strict=True):
        own["response"] = build_response(entry, own["response"])
    risks = (entry.build(Risk, own, _FALLBACK) for entry, own in zip(entries, values, strict=True))
    return [risk for risk in risks if risk is not None]


def _own(entry: Entry, table: bool) -> dict[str, Any]:
    hints = dict.fromkeys(IMPACT_COLUMNS, "put it under impacts: - {tasks: [A], delay: 5d}")
    hints |= dict.fromkeys(RESPONSE_COLUMNS, "put it under response: {state: active, probability: 0.1}")
    entry.known_fields(COLUMNS["risks"] if table else (*RISK_FIELDS, "impacts", "response"), hints)
    entry.lowered("kind", RiskKind)
    values: dict[str, Any] = {name: entry.data[name] for name in RISK_FIELDS if entry.data.get(name, "") != ""}
    return {**values, "given": _given(entry), "response": response_values(entry, table)}


def _given(entry: Entry) -> list[dict[str, Value]]:
    """Return the chances given other risks: ``R01 0.6; R02 0.4``, a list of such texts, or {R01: 0.6} in YAML."""
    value = entry.data.get("given")
    if isinstance(value, dict):
        return [{"risk": name, "probability": chance} for name, chance in value.items()]
    parts: list[Value] = list(value.split(";")) if isinstance(value, str) else value or []
    found: list[dict[str, Value]] = []
    for part in parts:
        if isinstance(part, dict):
            found.append(part)
            continue
        text = part.strip() if isinstance(part, str) else ""
        name, _, chance = text.rpartition(" ")
        if name:
            found.append({"risk": name.strip(), "probability": chance})
        elif text or not isinstance(part, str):
            said = f"{shortened(text)!r} is not a risk and its probability" if text else "a list stands where a text is"
            entry.complain("RC012", said, "write for example R01 0.6; R02 0.4", "given")
    return found


def _same(entry: Entry, row: Row) -> None:
    """Complain when a further row of a risk contradicts its first row."""
    for name in (*RISK_FIELDS[1:], *RESPONSE_COLUMNS):
        value = row.data.get(name)
        if value is not None and value != entry.data.get(name) and not _same_word(name, value, entry):
            text = f"{value!r} contradicts {entry.data.get(name, '')!r} in an earlier row of the same risk"
            entry.complain("RC017", text, "leave it blank in further rows", name, place=row.place)


def _same_word(name: str, value: Value, entry: Entry) -> bool:
    return name in _WORDS and str(value).strip().lower() == str(entry.data.get(name, "")).lower()


def _table_impact(entry: Entry, row: Row, n: int) -> list[Impact]:
    data = {name: row.data[name] for name in IMPACT_COLUMNS if name in row.data}
    entry.report.rename(entry.path("impacts", n), f"risks.{entry.label}", keep_rest=True)
    impact = shape_impact(entry, data, row.place, "impacts", n) if data else None
    return [] if impact is None else [impact]
