"""A JSON schema for editors: the YAML file as a person writes it."""

from __future__ import annotations

from typing import Any

from riskcast.formats.columns import CONSTRAINT_COLUMNS, STORED_COLUMNS
from riskcast.formats.raw import LISTS, SECTIONS
from riskcast.formats.schema_money import ledger_schema, money_as_written
from riskcast.formats.schema_report import report_as_written
from riskcast.model.calendar import WEEKDAYS
from riskcast.model.checks import CODES, LIMITS
from riskcast.model.program import Program

Schema = dict[str, Any]

_ENTITIES = {
    "calendars": "Calendar",
    "projects": "Project",
    "tasks": "Task",
    "dependencies": "Dependency",
    "resources": "Resource",
    "assignments": "Assignment",
    "costs": "CostLine",
    "indices": "PriceIndex",
    "currencies": "Currency",
    "capitalisation": "CapitalRule",
    "actuals": "Actual",
    "commitments": "Commitment",
    "changes": "Change",
    "budgets": "YearBudget",
    "periods": "Period",
    "benefits": "Benefit",
    "risks": "Risk",
    "drivers": "Driver",
    "bands": "Band",
    "correlations": "Correlation",
    "branches": "Branch",
    "conditions": "Condition",
    "reworks": "Rework",
    "lost_time": "LostTime",
    "seasons": "Season",
}
_DAY = "(" + "|".join(WEEKDAYS) + ")"
_DATES = r"^\d{4}-\d{2}-\d{2}(\.\.\d{4}-\d{2}-\d{2})?$"
_SHIFTS: Schema = {"type": ["string", "null"], "examples": ["08:00-12:00, 13:00-17:00", "off"]}


def json_schema() -> Schema:
    """Return the schema (JSON Schema 2020-12) of ``program.yaml``: mappings by id and the short forms of calendars."""
    schema: Schema = _relaxed(Program.model_json_schema(mode="validation"))
    definitions: Schema = schema["$defs"]
    _as_written(definitions)
    for section in SECTIONS:
        schema["properties"][section] = _section(section, definitions)
    for name in ("Constraint", "ConstraintKind", "StoredDates"):
        definitions.pop(name, None)
    for entity in (schema, *definitions.values()):
        _blanks_allowed(entity)
    schema["properties"]["ledger"] = ledger_schema()
    schema["required"] = ["riskcast", *schema["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "riskcast program"}


def _section(section: str, definitions: Schema) -> Schema:
    """Return the schema of a section: a mapping by id or a list; entries without an id are always a list."""
    name = _ENTITIES[section]
    entries: Schema = {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
    body = definitions[name]
    if section in LISTS:
        return {"anyOf": [entries, {"type": "null"}], "description": f"{body['description']} A list."}
    properties = {key: value for key, value in body["properties"].items() if key != "id"}
    required = [key for key in body.get("required", []) if key != "id"]
    definitions[f"{name}ById"] = {**body, "properties": properties, "required": required}
    value: Schema = {"$ref": f"#/$defs/{name}ById"}
    inner: Schema = value if required else {"anyOf": [value, {"type": "null"}]}
    mapping = {"type": "object", "additionalProperties": inner}
    return {"anyOf": [mapping, entries, {"type": "null"}], "description": f"{body['description']} By id."}


def _as_written(definitions: Schema) -> None:
    """Replace the fields of entities that files write in another way than the model stores them."""
    ids = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": ["string", "number"]}}]}
    task = definitions["Task"]
    date = task["properties"]["actual_start"]
    estimate = definitions["CostLine"]["properties"]
    task["properties"].pop("constraints")
    task["properties"].pop("stored")
    task["properties"] |= {name: _described(date, f"The date constraint {name}.") for name in CONSTRAINT_COLUMNS}
    task["properties"] |= {name: _described(date, _stored(name)) for name in STORED_COLUMNS}
    task["properties"] |= {
        "predecessors": _described(ids, "Ids with type and lag, separated by semicolons: A; B SS+5d; C FF-2d."),
        "fixed_cost": estimate["fixed"],
        "cost_per_day": estimate["per_day"],
    }
    task["required"] = ["id"]
    _names(definitions, ids)
    money_as_written(definitions, ids)
    report_as_written(definitions)
    definitions["Checks"]["properties"] |= _checks()
    calendar = definitions["Calendar"]
    calendar["properties"] |= {"week": _week(), "holidays": _holidays(), "exceptions": _exceptions()}


def _names(definitions: Schema, ids: Schema) -> None:
    """Let lists of ids and selectors be text with semicolons, and chances given other risks a mapping."""
    selected = "Ids of tasks, or selectors: tag:phase=build; project:FIN; wbs:1.2; under:S; all."
    for name, field in (("Impact", "tasks"), ("Driver", "tasks"), ("Option", "tasks"), ("Correlation", "among")):
        definitions[name]["properties"][field] = _described(ids, selected)
    for field in ("then", "otherwise"):
        about = definitions["Condition"]["properties"][field].get("description", selected)
        definitions["Condition"]["properties"][field] = _described(ids, about)
    definitions["Rework"]["properties"]["tasks"] = _described(ids, "The chain, first task to last.")
    risk = definitions["Risk"]["properties"]
    by_risk: Schema = {"type": "object", "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1}}
    entries: Schema = {"type": "array", "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Given"}]}}
    about = "Chances when other risks have occurred: {R01: 0.6}, or R01 0.6; R02 0.4."
    about_response = risk["response"]
    risk["response"] = {**about_response, "anyOf": [*about_response["anyOf"], {"type": "string"}]}
    risk["given"] = {"anyOf": [by_risk, {"type": "string"}, entries], "description": about}


def _stored(name: str) -> str:
    words = STORED_COLUMNS[name].replace("_", " ")
    return f"The {words} that the tool the task came from had computed; compared with ours, never scheduled."


def _checks() -> Schema:
    codes: Schema = {"anyOf": [{"type": "array", "items": {"enum": list(CODES)}}, {"type": "string"}]}
    limit: Schema = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^[\d.]+\s*%?$"}]}
    limits: Schema = {"type": "object", "propertyNames": {"enum": list(LIMITS)}, "additionalProperties": limit}
    return {
        "ignore": _described(codes, "Codes of health checks that are not made, such as RC203."),
        "thresholds": _described(limits, "Limits of health checks by code: RC201: 10 allows 10 %."),
    }


def _blanks_allowed(entity: Schema) -> None:
    """Let every optional field be blank, which means absent."""
    required = entity.get("required", [])
    for name, field in entity.get("properties", {}).items():
        if name not in required and {"type": "null"} not in field.get("anyOf", []):
            about = {"description": field["description"]} if "description" in field else {}
            entity["properties"][name] = {"anyOf": [field, {"type": "null"}], **about}


def _described(schema: Schema, text: str) -> Schema:
    return {**schema, "description": text}


def _week() -> Schema:
    return {
        "type": "object",
        "description": "Shifts by weekday or range of weekdays; days that are not named are free.",
        "patternProperties": {f"^{_DAY}(-{_DAY})?$": _SHIFTS},
        "additionalProperties": False,
        "minProperties": 1,
        "examples": [{"mon-fri": "08:00-12:00, 13:00-17:00"}],
    }


def _holidays() -> Schema:
    return {
        "type": ["array", "null"],
        "description": "Days off: dates, and ranges such as 2027-12-24..2027-12-31.",
        "items": {"type": "string", "pattern": _DATES},
    }


def _exceptions() -> Schema:
    return {
        "type": ["object", "null"],
        "description": "Dates or ranges whose shifts differ from the week.",
        "patternProperties": {_DATES: _SHIFTS},
        "additionalProperties": False,
    }


def _relaxed(node: Any) -> Any:
    """Return the schema with texts and ids that may look like numbers, because YAML writes them without quotes."""
    if isinstance(node, list):
        return [_relaxed(part) for part in node]
    if not isinstance(node, dict):
        return node
    # A title that is text names a schema; one that is a schema belongs to a field of that name.
    unsaid = ("default",) if isinstance(node.get("title"), dict) else ("title", "default")
    result = {key: _relaxed(value) for key, value in node.items() if key not in unsaid}
    if result.get("type") == "string" and "maxLength" in result:
        result["type"] = ["string", "number"]
    return result
