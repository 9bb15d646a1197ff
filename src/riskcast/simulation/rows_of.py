"""The samples of a program and nothing else: what many variants of one program need to be compared."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from riskcast.model.program import Program
from riskcast.network.compile import compile_program
from riskcast.network.ticks import from_moment
from riskcast.simulation.measures import is_money, measure_rows
from riskcast.simulation.pass_one import keep_facts, run_pass_one
from riskcast.simulation.plan import Plan
from riskcast.simulation.trials import Rows


def rows_of(program: Program, plan: Plan, origin: datetime) -> Rows:
    """Return ``[K]`` samples by measure of a program that is known to fit together; dates in ticks after ``origin``."""
    network = compile_program(program, switches=plan.switches)
    one = run_pass_one(network, plan.resolved(len(network.nodes)), None)
    keep_facts(one.network, one.futures)
    later = from_moment(one.network.origin, origin)
    f = one.futures
    rows = measure_rows(network.projects, network.milestones, f.finish, f.milestone, f.cost)
    return {name: row if is_money(name) else row.astype(np.int64) + later for name, row in rows.items()}
