"""Envelope and stacks of one program from one set of runs."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.envelope.cases import cases
from riskcast.analysis.envelope.runs import Runs
from riskcast.analysis.envelope.table import MEASURES, Envelope, envelope_of
from riskcast.analysis.stack import Stack, layers_of, stack_of
from riskcast.model.program import Program
from riskcast.simulation.passes import Progress
from riskcast.simulation.plan import Plan


def envelope_and_stacks(
    program: Program,
    plan: Plan | None = None,
    measures: Sequence[str] = MEASURES,
    progress: Progress | None = None,
    *,
    checked: bool = False,
) -> tuple[Envelope, tuple[Stack, ...]]:
    """Return the envelope and one stack per measure; what both need is simulated once.

    Raises
    ------
    InvalidInput
        When the program cannot be simulated, or a measure does not exist.
    """
    runs = Runs(program, plan, progress, checked=checked)
    wanted = [case.variant for case in cases(program, runs.plan.without) if not case.nothing]
    runs.expect([*wanted, *layers_of(program).values()])
    found = envelope_of(runs, measures)
    return found, tuple(stack_of(runs, measure) for measure in measures)
