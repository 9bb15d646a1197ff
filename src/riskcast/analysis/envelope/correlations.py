"""No correlations, or stronger ones. What tasks share through drivers and risks stays."""

from __future__ import annotations

import math

from riskcast.model.program import Program

MOST = 0.99
"""Strongest correlation that doubling leads to; a stronger one that was stated stays."""


def without_correlations(program: Program) -> Program:
    """Return the program without any stated correlation; itself when it has none."""
    if not _stated(program):
        return program
    return program.model_copy(update={"correlations": (), "default_correlation": None})


def with_doubled_correlations(program: Program) -> Program:
    """Return the program with every rank correlation doubled, up to MOST; itself when it has none."""
    if not _stated(program):
        return program
    lines = tuple(line.model_copy(update={"rho": _doubled(line.rho)}) for line in program.correlations)
    default = program.default_correlation
    return program.model_copy(
        update={"correlations": lines, "default_correlation": None if default is None else _doubled(default)}
    )


def capped(program: Program) -> int:
    """Return how many correlations cannot be doubled."""
    rhos = [*(line.rho for line in program.correlations), program.default_correlation or 0.0]
    return sum(2.0 * abs(rho) > MOST for rho in rhos)


def _stated(program: Program) -> bool:
    return bool(program.default_correlation) or any(line.rho != 0.0 for line in program.correlations)


def _doubled(rho: float) -> float:
    return math.copysign(min(2.0 * abs(rho), max(abs(rho), MOST)), rho)
