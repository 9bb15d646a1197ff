"""Compile every kernel once, on a program of two tasks."""

from __future__ import annotations

import time

from riskcast.kernels.jit import CACHE_FOLDER, WAS_WARM
from riskcast.model.program import Program
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate

_PROGRAM = {
    "id": "warm-up",
    "start": "2027-01-04",
    "calendar": "office",
    "calendars": [{"id": "office", "week": {"mon-fri": "08:00-16:00"}}],
    "projects": [{"id": "P"}],
    "tasks": [
        {"id": "a", "project": "P", "duration": "2d", "estimate": "triangular(1d, 2d, 4d)"},
        {"id": "b", "project": "P", "duration": "2d", "estimate": "pert(1d, 2d, 4d)"},
    ],
    "dependencies": [{"predecessor": "a", "successor": "b"}],
}


def is_cold() -> bool:
    """Return whether this machine has no compiled kernels of this version yet."""
    return not WAS_WARM


def warm_up() -> tuple[float, str]:
    """Compile all kernels; return the seconds it took and the folder that keeps them (empty when nothing is kept)."""
    begun = time.perf_counter()
    simulate(Program.model_validate(_PROGRAM), Plan(iterations=64, seed=1, threads=1))
    return time.perf_counter() - begun, str(CACHE_FOLDER or "")
