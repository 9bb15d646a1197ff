"""The small program with every kind of uncertainty at once, and how to look at all draws of a run."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.copula import correlate
from riskcast.kernels.draw import draw_rows, make_lanes, place_lanes
from riskcast.model.program import Program
from riskcast.network.compile import compile_program
from riskcast.simulation.pass_one import make_design
from riskcast.simulation.plan import Plan
from twins.small import BASE, RISKS, TASKS

Row = dict[str, Any]

FEATURED: dict[str, list[Row]] = {
    "tasks": [
        {**task, **({"probability": 0.7} if task["id"] == "buy" else {}), "tags": {"site": "x"}} for task in TASKS
    ],
    "risks": [
        *RISKS,
        {
            "id": "r3",
            "probability": 0.3,
            "exclusive": "E",
            "impacts": [{"tasks": ["design", "other"], "factor": "pert(110%, 120%, 150%)", "each": True}],
        },
        {
            "id": "r4",
            "probability": 0.4,
            "exclusive": "E",
            "impacts": [{"tasks": ["other"], "delay": "uniform(1d, 6d)", "cost_per_day": "uniform(5, 9)"}],
        },
        {
            "id": "r5",
            "probability": 0.2,
            "given": [{"risk": "r1", "probability": 0.8}],
            "not_before": "2026-01-12T08:00",
            "not_after": "2026-02-20T17:00",
            "impacts": [{"tasks": ["build", "lonely"], "project": "A", "delay": "uniform(1d, 3d)", "cost": "70"}],
        },
    ],
    "drivers": [
        {
            "id": "d1",
            "duration": "triangular(90%, 100%, 130%)",
            "cost": "uniform(95%, 120%)",
            "tasks": ["tag:site=x"],
        },
        {"id": "d2", "probability": 0.3, "duration": "uniform(100%, 140%)", "tasks": ["build", "other"]},
    ],
    "branches": [
        {"id": "f", "options": [{"probability": 0.6, "tasks": ["ship"]}, {"probability": 0.2, "tasks": ["lonely"]}]}
    ],
    "conditions": [{"id": "late", "task": "design", "longer_than": "11d", "otherwise": ["other"]}],
    "bands": [{"where": "all", "cost": "uniform(90%, 110%)"}],
    "correlations": [
        {"among": ["design", "build", "lonely"], "rho": 0.6},
        {"among": ["other", "test"], "rho": -0.4},
        {"of": "cost", "among": ["team", "tool"], "rho": 0.5},
        {"of": "occurrence", "among": ["r1", "r2"], "rho": 0.5},
        {"of": "impact", "among": ["r1", "r4"], "rho": 0.3},
    ],
}


def featured(**changes: Any) -> Program:
    """Return the program with everything; ``changes`` replace whole fields."""
    return Program.model_validate({**BASE, **FEATURED, "default_correlation": 0.2, **changes})


def draws(of: Program, iterations: int = 256, seed: int = 7) -> dict[str, NDArray[np.float64]]:
    """Return the values of every uncertain variable by name, in iterations from 0; of equal names, the first."""
    network, design = make_design(compile_program(of), Plan(iterations, seed=seed).resolved(1))
    lanes = make_lanes(iterations)
    place_lanes(0, design, lanes)
    words = np.empty((network.copula.member.size, iterations), np.uint32)
    correlate(0, design, network.draws, network.copula, lanes, words)
    chosen = np.arange(len(network.variables), dtype=np.int32)
    values = np.empty((chosen.size, iterations))
    ticks = np.empty((0, iterations), np.int32)
    draw_rows(0, design, network.draws, network.copula.linked, words, lanes, chosen, values, ticks)
    found: dict[str, NDArray[np.float64]] = {}
    for name, row in zip(network.variables, values, strict=True):
        found.setdefault(name, row)
    return found
