"""A scenario file: YAML with one scenario."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from riskcast.errors import Finding, InvalidInput, only_errors
from riskcast.formats.raw import Value
from riskcast.formats.scenarios.notes import Notes
from riskcast.formats.scenarios.shape import shape_change
from riskcast.formats.source import Place
from riskcast.formats.textfile import decode, read_bytes
from riskcast.formats.yaml_tree import parse_yaml
from riskcast.model.program import FORMAT_VERSION
from riskcast.model.scenario.scenario import Scenario
from riskcast.model.words import refused

_FIELDS = ("riskcast", "id", "name", "note", "owner", "decide_by", "changes")
_EXAMPLE = "write changes: - {set: A, duration: 20d}"


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """A scenario and where its parts stand."""

    path: str
    scenario: Scenario
    place: Place

    def located(self, finding: Finding) -> Finding:
        """Return a finding about a part of the scenario with its file and line."""
        return finding.at(self.place.where(finding.path))


def read_scenario(path: str | os.PathLike[str]) -> ScenarioFile:
    """Return the scenario of a YAML file; its id is the name of the file when it states none.

    Raises
    ------
    InvalidInput
        With every finding about its fields.
    FileProblem
        When the file is missing or cannot be read.
    """
    name = os.fspath(path)
    findings: list[Finding] = []
    value, place = parse_yaml(decode(read_bytes(name), name), name, findings)
    notes = Notes(place, findings)
    if not isinstance(value, dict):
        what = "the file is empty" if value is None else "the file is not a mapping of fields to values"
        notes.say("RC013", what, "start with the line riskcast: 1")
        raise InvalidInput(findings)
    scenario = _scenario(value, Path(name).stem, notes)
    if scenario is None or only_errors(findings):
        raise InvalidInput(findings)
    return ScenarioFile(name, scenario, place)


def _scenario(value: dict[str, Value], stem: str, notes: Notes) -> Scenario | None:
    notes.known(value, _FIELDS)
    _version(value, notes)
    fields: dict[str, Any] = {name: value[name] for name in _FIELDS[1:-1] if value.get(name) is not None}
    fields.setdefault("id", stem)
    changes = _changes(value.get("changes"), notes)
    try:
        return Scenario.model_validate({**fields, "changes": changes})
    except ValidationError as error:
        for item in error.errors(include_url=False):
            notes.say(*refused(item), *item["loc"])
        return None


def _changes(value: Value, notes: Notes) -> list[Any]:
    if not isinstance(value, list) or not value:
        what = "the scenario has no changes" if not value else "changes must be a list"
        notes.say("RC011" if not value else "RC013", what, _EXAMPLE, "changes")
        return []
    made = [shape_change(row, part, notes) for row, part in enumerate(value)]
    return [change for change in made if change is not None]


def _version(value: dict[str, Value], notes: Notes) -> None:
    version = value.get("riskcast")
    if version is None:
        notes.say("RC005", "the version of the file format is missing", f"add the line riskcast: {FORMAT_VERSION}")
    elif version != str(FORMAT_VERSION):
        text = f"the file is in format {version!r}, and this riskcast reads format {FORMAT_VERSION}"
        notes.say("RC005", text, "use a newer riskcast, or correct the version", "riskcast")
