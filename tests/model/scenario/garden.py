"""A small program with something of every kind, and short ways to write scenarios."""

from __future__ import annotations

from typing import Any

import pytest

from riskcast.errors import Finding, InvalidInput
from riskcast.model.program import Program
from riskcast.model.scenario import Scenario, apply_scenario, differences

DONE = {"actual_start": "2027-01-04", "actual_finish": "2027-01-08"}

GARDEN = Program.model_validate(
    {
        "id": "garden",
        "start": "2027-01-04",
        "data_date": "2027-01-11",
        "calendar": "office",
        "calendars": [{"id": "office", "week": {"mon-fri": "08:00-16:00"}, "holidays": ["2027-05-06"]}],
        "projects": [
            {"id": "HOUSE", "start": "2027-01-04", "targets": {"finish": "2027-06-30", "budget": "1.2m"}},
            {"id": "YARD", "name": "Yard"},
        ],
        "tasks": [
            {"id": "HOUSE.plan", "project": "HOUSE", "duration": "5d", **DONE, "tags": {"phase": "design"}},
            {
                "id": "HOUSE.walls",
                "project": "HOUSE",
                "duration": "30d",
                "estimate": "pert(24d, 30d, 45d)",
                "tags": {"phase": "build"},
                "constraints": [{"kind": "start-no-earlier-than", "date": "2027-02-01"}],
            },
            {"id": "HOUSE.roof", "project": "HOUSE", "duration": "10d", "estimate": "pert(80%, 100%, 150%)"},
            {"id": "YARD.dig", "project": "YARD", "duration": "48d", "tags": {"phase": "build"}},
            {"id": "YARD.path", "project": "YARD", "duration": "4d", "estimate": "lognormal(mean=5d, sd=1d)"},
            {"id": "YARD.pond", "project": "YARD", "duration": "6d", "tags": {"phase": "test"}},
            {"id": "READY", "project": "YARD", "kind": "milestone", "target": "2027-06-30"},
        ],
        "dependencies": [
            {"predecessor": "HOUSE.plan", "successor": "HOUSE.walls"},
            {"predecessor": "HOUSE.walls", "successor": "HOUSE.roof"},
            {"predecessor": "YARD.dig", "successor": "YARD.path"},
            {"predecessor": "YARD.dig", "successor": "YARD.path", "type": "SS", "lag": "2d"},
            {"predecessor": "HOUSE.roof", "successor": "READY"},
            {"predecessor": "YARD.path", "successor": "READY"},
        ],
        "costs": [
            {"id": "bricks", "task": "HOUSE.walls", "fixed": "triangular(40k, 50k, 80k)"},
            {"id": "HOUSE.roof", "task": "HOUSE.roof", "per_day": 900},
            {"id": "rent", "project": "YARD", "begin": "2027-02-01", "end": "READY", "fixed": "6k"},
        ],
        "risks": [
            {
                "id": "R1",
                "probability": 0.4,
                "impacts": [{"tasks": ["HOUSE.walls"], "delay": "5d"}, {"project": "HOUSE", "cost": "8k"}],
                "response": {"name": "Tent", "probability": 0.1, "cost": "3k"},
            },
            {
                "id": "R2",
                "probability": 0.2,
                "impacts": [{"tasks": ["YARD.dig"], "delay": "9d"}],
                "given": [{"risk": "R1", "probability": 0.5}],
                "response": {"probability": 0.1, "state": "done"},
            },
            {"id": "R3", "probability": 0.3, "impacts": [{"tasks": ["YARD.path"], "delay": "2d"}]},
        ],
        "drivers": [{"id": "CREW", "duration": "triangular(90%, 100%, 130%)", "tasks": ["tag:phase=build"]}],
        "bands": [{"where": "tag:phase=test", "estimate": "pert(80%, 100%, 140%)"}],
        "correlations": [
            {"among": ["HOUSE.walls", "HOUSE.roof"], "rho": 0.5},
            {"of": "occurrence", "among": ["R1", "R2", "R3"], "rho": 0.3},
        ],
        "targets": {"finish": "2027-07-31", "budget": "2m"},
    }
)


def scenario(*changes: dict[str, Any]) -> Scenario:
    return Scenario.model_validate({"id": "what-if", "changes": changes})


def setting(target: str | list[str], collection: str = "tasks", **fields: Any) -> dict[str, Any]:
    return {"verb": "set", "target": target, "collection": collection, "fields": fields}


def applied(*changes: dict[str, Any], to: Program = GARDEN) -> Program:
    return apply_scenario(to, scenario(*changes))


def effects(*changes: dict[str, Any], to: Program = GARDEN) -> list[str]:
    """Return what changes did, as ``tasks YARD.dig duration: 48d -> 40d``."""
    found = differences(to, applied(*changes, to=to))
    return [f"{c.collection} {c.id} {c.field}: {c.before} -> {c.after}" for c in found]


def places(*changes: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return list, name and field of everything that changes touched."""
    return [(c.collection, c.id, c.field) for c in differences(GARDEN, applied(*changes))]


def refusals(*changes: dict[str, Any], to: Program = GARDEN) -> list[Finding]:
    with pytest.raises(InvalidInput) as caught:
        applied(*changes, to=to)
    return list(caught.value.findings)
