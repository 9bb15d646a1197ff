"""The data of ``riskcast contingency --json``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from riskcast.analysis.money.allocation import allocate
from riskcast.analysis.money.contingency import contingencies
from riskcast.analysis.money.drawdown import drawdown
from riskcast.analysis.money.joint import equal_level, joint
from riskcast.cli.capex_json import plain
from riskcast.cli.run_json import run_data
from riskcast.simulation.result import Result


def contingency_data(result: Result, load_s: float) -> dict[str, Any]:
    """Return what to hold, for what, its drawdown, and the joint confidence; money in the program's currency."""
    run = run_data(result, load_s)
    return {
        **{name: run[name] for name in ("iterations", "seed", "design", "riskcast", "digest", "program_digest")},
        "currency": result.program.currency,
        "sign": "costs are positive",
        "contingency": plain(asdict(contingencies(result))),
        "allocation": plain(asdict(allocate(result))),
        "drawdown": plain(asdict(drawdown(result))),
        "joint": plain(asdict(joint(result))),
        "joint_confidence_70": plain(asdict(equal_level(result, 70))),
    }
