"""Other distributions through the same three points."""

from __future__ import annotations

from riskcast.errors import Path
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program
from riskcast.model.walk import with_estimates

_POINTS = ("low", "mode", "high")


def triangular_as_pert(program: Program) -> Program:
    """Return the program with a PERT in place of every triangular, wherever it stands; itself without any."""
    return _with_family(program, "triangular", "pert")


def pert_as_triangular(program: Program) -> Program:
    """Return the program with a triangular in place of every PERT, whatever its lambda; itself without any."""
    return _with_family(program, "pert", "triangular")


def _with_family(program: Program, old: str, new: str) -> Program:
    def change(path: Path, estimate: Estimate) -> Estimate:
        if estimate.family != old:
            return estimate
        return Estimate(new, tuple((name, amount) for name, amount in estimate.args if name in _POINTS))

    changed: Program = with_estimates(program, change)
    return changed
