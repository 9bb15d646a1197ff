"""A small program with drivers, correlations that contradict each other, and risks that are tied together."""

from __future__ import annotations

from typing import Any

from riskcast.model.program import Program

TASKS: list[dict[str, Any]] = [
    {"id": id_, "project": "P", "duration": "20d", "estimate": "triangular(15d, 20d, 35d)"} for id_ in "abcd"
]
RISKS: list[dict[str, Any]] = [
    {
        "id": "late",
        "name": "Supplier is late",
        "probability": 0.3,
        "exclusive": "supplier",
        "owner": "Buyer <b>",
        "impacts": [{"tasks": ["a"], "delay": "30d"}],
        "response": {
            "name": "Second source",
            "state": "planned",
            "cost": "triangular(30k, 45k, 60k)",
            "probability": 0.1,
            "decide_by": "2027-03-31",
        },
    },
    {
        "id": "gone",
        "name": "Supplier is gone",
        "probability": 0.1,
        "exclusive": "supplier",
        "impacts": [{"tasks": ["a"], "delay": "60d"}],
    },
    {
        "id": "fail",
        "name": "Test fails",
        "probability": 0.2,
        "given": [{"risk": "late", "probability": 0.5}, {"risk": "gone", "probability": 0.6}],
        "not_before": "2027-02-01",
        "expires_with": "d",
        "impacts": [{"tasks": ["d"], "delay": "10d"}],
    },
    {
        "id": "roles",
        "name": "No agreement on roles",
        "probability": 0.6,
        "impacts": [{"tasks": ["b"], "delay": "15d"}],
        "response": {"name": "Arbiter", "state": "active", "cost": "18k", "probability": 0.25},
    },
]
DRIVERS: list[dict[str, Any]] = [
    {"id": "skill", "name": "Skills", "duration": "uniform(80%, 140%)", "tasks": ["a", "b", "c"]},
    {"id": "bias", "name": "Bias", "duration": "110%", "tasks": ["all"]},
    {
        "id": "users",
        "name": "Users",
        "probability": 0.4,
        "duration": "150%",
        "cost": "uniform(90%, 130%)",
        "tasks": ["d"],
    },
]
CORRELATIONS: list[dict[str, Any]] = [
    {"among": ["a", "b"], "rho": 0.9},
    {"among": ["b", "c"], "rho": 0.9, "note": "the same <b>team</b>"},
    {"among": ["a", "c"], "rho": -0.9},
]


def tied(**changes: Any) -> Program:
    """Return the program with some parts replaced."""
    parts: dict[str, Any] = {
        "id": "tied",
        "start": "2027-01-04",
        "calendar": "c",
        "calendars": [{"id": "c", "week": {"mon-fri": "08:00-16:00"}}],
        "projects": [{"id": "P", "targets": {"finish": "2027-08-31", "budget": "300k"}}],
        "tasks": TASKS,
        "dependencies": [{"predecessor": x, "successor": y} for x, y in ("ab", "bc", "cd")],
        "costs": [{"id": f"cost {id_}", "task": id_, "fixed": "20k", "per_day": "1k"} for id_ in "abcd"],
        "risks": RISKS,
        "drivers": DRIVERS,
        "correlations": CORRELATIONS,
    }
    return Program.model_validate({**parts, **changes})
