"""Compile every kernel once, on a program of two tasks."""

from __future__ import annotations

import time

from riskcast.kernels.jit import CACHE_FOLDER, KNEW_MONEY, KNEW_PATHS, WAS_WARM
from riskcast.model.program import Program
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
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


def is_cold(*, money: bool = False) -> bool:
    """Return whether this machine has no compiled kernels of this version yet; with ``money`` those of money too."""
    return not (KNEW_MONEY if money else WAS_WARM)


def is_cold_for_paths() -> bool:
    """Return whether this machine has not compiled the kernels that trace what drives futures."""
    return not KNEW_PATHS


def follows_money(program: Program, phasing: tuple[str, ...] = ()) -> bool:
    """Return whether a run needs the kernels that follow money over time."""
    return bool(phasing or program.indices or program.currencies)


def warm_up(*, money: bool = False) -> tuple[float, str]:
    """Compile all kernels that a run needs, with ``money`` those that follow money over time.

    Return the seconds it took and the folder that keeps them (empty when nothing is kept).
    """
    begun = time.perf_counter()
    small_result(("program",) if money else ())
    return time.perf_counter() - begun, str(CACHE_FOLDER or "")


def small_result(phasing: tuple[str, ...] = ()) -> Result:
    """Return the result of a program of two tasks."""
    return simulate(Program.model_validate(_PROGRAM), Plan(iterations=64, seed=1, threads=1, phasing=phasing))
