"""The parts of the JSON schema for money that files write in another way than the model stores them."""

from __future__ import annotations

from typing import Any

from riskcast.formats.columns import ACTUAL_FIELDS, REQUIRED, TAG

Schema = dict[str, Any]


def money_as_written(definitions: Schema, ids: Schema) -> None:
    """Let instalments and steps be lists or mappings, and categories a text with semicolons."""
    for name, field in (("CostLine", "instalments"), ("CapitalRule", "steps")):
        properties = definitions[name]["properties"]
        about = properties[field].get("description", "")
        items: Schema = {"type": "array", "items": {"type": ["string", "object"]}}
        forms = [{"type": "string"}, items]
        if field == "instalments":
            about = f"{about} CONTRACT 30%; DELIVERED 70%.".strip()
            forms.append({"type": "object", "additionalProperties": {"type": "string"}})
        properties[field] = {"anyOf": forms, "description": about}
    categories = definitions["PriceIndex"]["properties"]["categories"]
    definitions["PriceIndex"]["properties"]["categories"] = {**ids, "description": categories["description"]}


def ledger_schema() -> Schema:
    """Return the schema of the mapping that names a foreign file of actuals."""
    text: Schema = {"type": ["string", "number"]}
    own: Schema = {"type": "object", "properties": dict.fromkeys(ACTUAL_FIELDS, text), "additionalProperties": False}
    own |= {"required": list(REQUIRED["actuals"]), "patternProperties": {f"^{TAG[:-1]}\\..+$": text}}
    fields: Schema = {
        "file": {"type": "string", "description": "CSV or Excel file, looked for from the program's folder."},
        "sheet": {"type": ["string", "null"], "description": "Sheet of the workbook; the first when absent."},
        "columns": {**own, "description": "Column of the file for each field of an actual."},
        "lines": {
            "type": ["object", "null"],
            "additionalProperties": {"type": "string"},
            "description": "Our cost lines by what the file calls them.",
        },
        "decimal": {"enum": [".", ",", None], "description": "Decimal mark of the numbers; a point when absent."},
        "dates": {"type": ["string", "null"], "examples": ["%d.%m.%Y"], "description": "Format of the dates."},
    }
    about = "A foreign file of actuals, and what its columns mean; its rows come on top of the section actuals."
    body: Schema = {"type": "object", "properties": fields, "additionalProperties": False}
    return {"anyOf": [{**body, "required": ["file", "columns"]}, {"type": "null"}], "description": about}
