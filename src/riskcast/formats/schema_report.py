"""The part of the JSON schema for the block ``report``, which files write in other ways than the model stores it."""

from __future__ import annotations

from typing import Any

from riskcast.model.report_settings import FEWEST_LEVELS, LEVELS, MOST_LEVELS, SECTIONS

Schema = dict[str, Any]

_CHANCE: Schema = {
    "anyOf": [
        {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
        {"type": "string", "pattern": r"^\s*(100(\.0+)?|\d{1,2}(\.\d+)?|\.\d+)\s*%\s*$"},
    ],
    "examples": ["80 %", 0.8],
}


def report_as_written(definitions: Schema) -> None:
    """Let lists be text with semicolons, chances be percentages, and the logo a path; name what can be chosen."""
    properties = definitions["ReportSettings"]["properties"]
    level: Schema = {"type": "integer", "minimum": LEVELS[0], "maximum": LEVELS[-1], "multipleOf": LEVELS.step}
    forms = {
        "sections": _list({"enum": list(SECTIONS)}, uniqueItems=True),
        "levels": _list(level, uniqueItems=True, minItems=FEWEST_LEVELS, maxItems=MOST_LEVELS),
        "scenarios": _list({"type": ["string", "number"]}, uniqueItems=True),
        **dict.fromkeys(("green", "amber", "hysteresis"), _CHANCE),
    }
    for name, form in forms.items():
        properties[name] = {**form, "description": properties[name]["description"]}
    properties["logo"]["examples"] = ["logo.svg"]


def _list(items: Schema, **limits: int) -> Schema:
    return {"anyOf": [{"type": "array", "items": items, **limits}, {"type": "string"}]}
