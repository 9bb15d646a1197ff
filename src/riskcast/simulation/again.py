"""Run a result again: it says with what."""

from __future__ import annotations

from dataclasses import replace

from riskcast.errors import FileProblem
from riskcast.simulation.passes import Progress
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate


def run_again(
    result: Result, progress: Progress | None = None, threads: int | None = None, block: int | None = None
) -> Result:
    """Return what the program and plan of a result give now: identical arrays, unless riskcast has changed."""
    m = result.manifest
    plan = Plan(m.iterations, m.seed, m.design, threads, block, without=m.without, phasing=m.phasing)
    return simulate(result.program, plan, progress)


def with_money(result: Result, progress: Progress | None = None) -> Result:
    """Return a result with its money over time, which result files do not hold: it is run again where it had any.

    Raises
    ------
    FileProblem
        When this riskcast no longer gives the same result.
    """
    if result.cash is not None or not result.manifest.phasing:
        return result
    again = run_again(result, progress)
    if again.manifest.result_digest != result.manifest.result_digest:
        made = f"riskcast {result.manifest.riskcast}"
        raise FileProblem(
            f"the result holds no money over time, and it cannot be run again: {made} made it, and "
            f"{again.manifest.riskcast} gives other figures; run the program anew"
        )
    return replace(result, cash=again.cash)
