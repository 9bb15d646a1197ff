"""A change as written to a change."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from riskcast.errors import did_you_mean
from riskcast.formats.raw import Value
from riskcast.formats.scenarios.notes import Notes
from riskcast.model.scenario.changes import CHANGES, Change
from riskcast.model.words import refused

_OPEN = ("set", "add")
"""Verbs whose other keys are fields of an entity."""
_KEYS = {"collection": "in"}
"""Names in files of parts of a change that the model calls otherwise."""
_EXAMPLES = {
    "set": "write - {set: A, duration: 20d}",
    "scale": 'write - {scale: "tag:phase=test", by: 80%}',
    "shift": "write - {shift: A, by: -10d}",
    "add": "write - {add: costs, id: extra, task: A, fixed: 60k}",
}


def shape_change(row: int, value: Value, notes: Notes) -> Change | None:
    """Return a change of a scenario, or None after findings; ``row`` is its number in the list."""
    steps = ("changes", row)
    if not isinstance(value, dict):
        notes.say("RC013", "a change is a mapping", _EXAMPLES["set"], *steps)
        return None
    verb = _verb(value, notes, *steps)
    if verb is None:
        return None
    if value[verb] is None:
        notes.say(
            "RC011", f"nothing stands after {verb}", _EXAMPLES.get(verb, f"write - {{{verb}: R01}}"), *steps, verb
        )
        return None
    fields = _fields(value, verb, notes, *steps)
    try:
        return CHANGES[verb].model_validate(fields)  # type: ignore[return-value]
    except ValidationError as error:
        for item in error.errors(include_url=False):
            first, *rest = item["loc"]
            own = {"target": verb, "collection": verb if verb == "add" else "in"}
            notes.say(*_words(item, verb), *steps, own.get(str(first), first), *rest)
        return None


def _verb(value: dict[str, Value], notes: Notes, *steps: str | int) -> str | None:
    verbs = [name for name in value if name in CHANGES]
    if len(verbs) == 1:
        return verbs[0]
    if verbs:
        notes.say("RC406", f"the change has two verbs: {' and '.join(verbs)}", "write two changes", *steps)
        return None
    first = next(iter(value), "")
    hint = did_you_mean(first, list(CHANGES)) or "known: " + ", ".join(CHANGES)
    notes.say("RC406", f"the change begins with {first!r}, which is no verb", hint, *steps)
    return None


def _fields(value: dict[str, Value], verb: str, notes: Notes, *steps: str | int) -> dict[str, Any]:
    """Return the parts of a change by their names in the model."""
    rest = {name: part for name, part in value.items() if name != verb}
    if verb == "add":
        return {"collection": value[verb], "fields": rest}
    fields: dict[str, Any] = {"target": value[verb]}
    if "in" in rest and verb not in ("activate", "deactivate"):
        fields["collection"] = rest.pop("in")
    if verb in _OPEN:
        return {**fields, "fields": rest}
    names = {_KEYS.get(name, name) for name in CHANGES[verb].model_fields} - {"verb", "target"}
    notes.known(rest, sorted(names), *steps)
    return {**fields, **{name: part for name, part in rest.items() if name in names and part is not None}}


def _words(item: Any, verb: str) -> tuple[str, str, str]:
    code, message, remedy = refused(item)
    return code, message, _EXAMPLES.get(verb, remedy) if code in ("RC011", "RC013") else remedy
