"""A small program with every feature that simulations have, and how to run and compare it."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from riskcast.model.program import Program
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

TASKS: list[dict[str, Any]] = [
    {"id": "design", "project": "A", "duration": "10d", "estimate": "triangular(8d, 10d, 16d)"},
    {"id": "build", "project": "A", "duration": "20d", "estimate": "pert(15d, 20d, 40d)"},
    {"id": "buy", "project": "A", "duration": "15d", "estimate": "lognormal(mean=15d, sd=6d)", "calendar": "night"},
    {"id": "ship", "project": "A", "duration": "4ed", "estimate": "uniform(3ed, 6ed)"},
    {"id": "test", "project": "A", "duration": "10d", "estimate": "normal(10d, 2d, low=0d)", "calendar": "night"},
    {"id": "done", "project": "A", "kind": "milestone"},
    {"id": "other", "project": "B", "duration": "30d", "estimate": "triangular(20d, 30d, 60d)"},
    {"id": "lonely", "project": "C", "duration": "25d", "estimate": "pert(20d, 25d, 45d)"},
]
LINKS: list[dict[str, Any]] = [
    {"predecessor": "design", "successor": "build"},
    {"predecessor": "design", "successor": "buy", "type": "SS", "lag": "2d"},
    {"predecessor": "buy", "successor": "ship"},
    {"predecessor": "build", "successor": "test", "lag": "-2d"},
    {"predecessor": "ship", "successor": "test", "type": "FF", "lag": "1ed"},
    {"predecessor": "test", "successor": "done"},
    {"predecessor": "design", "successor": "other"},
]
RISKS: list[dict[str, Any]] = [
    {
        "id": "r1",
        "probability": 0.3,
        "impacts": [
            {"tasks": ["build", "buy"], "delay": "triangular(2d, 5d, 10d)", "cost": "uniform(100, 300)"},
            {"tasks": ["test"], "delay": "3d"},
        ],
    },
    {
        "id": "r2",
        "kind": "opportunity",
        "probability": 0.4,
        "impacts": [{"tasks": ["build"], "delay": "uniform(1d, 4d)", "cost": "50"}],
    },
]
COSTS: list[dict[str, Any]] = [
    {"id": "team", "task": "build", "per_day": "triangular(90, 100, 130)", "fixed": "500"},
    {"id": "tool", "task": "test", "fixed": "pert(100, 200, 500)"},
    {"id": "solo", "task": "lonely", "per_day": "80", "fixed": "uniform(10, 20)"},
]
BASE: dict[str, Any] = {
    "id": "p",
    "start": "2026-01-05T08:00",
    "calendar": "day",
    "calendars": [
        {"id": "day", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}, "holidays": ["2026-01-14"]},
        {"id": "night", "week": {"mon-thu": "20:00-24:00", "sat": "06:30-11:10"}},
    ],
    "projects": [{"id": "A"}, {"id": "B"}, {"id": "C"}],
    "tasks": TASKS,
    "dependencies": LINKS,
    "costs": COSTS,
    "risks": RISKS,
}


def program(**changes: Any) -> Program:
    return Program.model_validate({**BASE, **changes})


def run(of: Program, iterations: int = 1_000, seed: int = 7, **plan: Any) -> Result:
    return simulate(of, Plan(iterations, seed=seed, **plan))


def values(result: Result, measure: str) -> NDArray[Any]:
    """Return money or local times: ticks are counted from an origin of each program's own."""
    samples = result.samples(measure)
    return samples if result.is_money(measure) else result.moments(samples)


def same(a: Result, b: Result, *measures: str) -> bool:
    return all((values(a, m) == values(b, m)).all() for m in measures)


def certain(task: dict[str, Any]) -> dict[str, Any]:
    """Return a task without its uncertainty."""
    return {key: value for key, value in task.items() if key != "estimate"}
