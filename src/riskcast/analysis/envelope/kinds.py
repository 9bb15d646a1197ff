"""Which kinds of uncertainty a program has at all, of those that a run can leave out."""

from __future__ import annotations

from riskcast.model.effective import effective_risks
from riskcast.model.program import Program
from riskcast.model.walk import estimates_in

_RANGED = ("tasks", "bands", "costs", "resources", "indices", "currencies")


def kinds_of(program: Program) -> frozenset[str]:
    """Return those of ``ranges``, ``drivers`` and ``risks`` that the program has.

    As in a run, prices belong to the ranges, and lost time and moving seasons to the risks.
    """
    has = {
        "ranges": _has_ranges(program),
        "drivers": any(driver.enabled for driver in program.drivers),
        "risks": _has_risks(program),
    }
    return frozenset(kind for kind, found in has.items() if found)


def _has_ranges(program: Program) -> bool:
    if any(index.volatility for index in program.indices) or any(rate.volatility for rate in program.currencies):
        return True
    fields = (getattr(program, name) for name in _RANGED)
    return any(estimate.family != "fixed" for field in fields for _, estimate in estimates_in(field))


def _has_risks(program: Program) -> bool:
    moving = any(season.early is not None or season.late is not None for season in program.seasons)
    return bool(effective_risks(program).risks) or bool(program.lost_time) or moving
