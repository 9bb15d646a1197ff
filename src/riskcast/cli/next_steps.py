"""Commands that go on from a forecast, ready to be copied."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence

from riskcast.analysis.goal import goal
from riskcast.analysis.has_cost import has_cost
from riskcast.analysis.mitigation.candidates import candidates
from riskcast.simulation.result import Result

USUAL = {"run": 10_000, "review": 10_000, "mitigate": 5_000, "drivers": 5_000}
"""Iterations of each command when it is given none."""


def next_steps(result: Result, program: str, scenarios: Sequence[str], *, saved: bool) -> list[str]:
    """Return one or two commands to try next, by what a run found.

    Parameters
    ----------
    result
        The run.
    program
        How the command line named the program.
    scenarios
        The scenarios that it named.
    saved
        Whether the run was written to files, so that no report is missing.
    """
    if program == "-":  # standard input has been read
        return []
    again = [program, *(part for name in scenarios for part in ("--scenario", name))]
    if result.manifest.without:
        return [_command("run", *again, *_how(result, "run"))]
    steps = [] if saved else [_command("review", *again, *_how(result, "review"))]
    short = _short(result)
    if short:
        of = [] if short == "finish" else ["--of", short]
        question = "mitigate" if candidates(result.program) else "drivers"
        steps.append(_command(question, *again, *_how(result, question), *of))
    return steps


def _how(result: Result, command: str) -> list[str]:
    """Return the options that make the run of a command as this one; other commands know no design."""
    m = result.manifest
    count = [] if m.iterations == USUAL[command] or m.until else ["-n", str(m.iterations)]
    return [*count, "--seed", str(m.seed)]


def _short(result: Result) -> str:
    """Return the first of finish and cost that does not hold with the confidence; empty when both do."""
    needed = result.program.confidence / 100
    measures = ("finish", "cost") if has_cost(result) else ("finish",)
    return next((measure for measure in measures if goal(result, measure).probability < needed), "")


def _command(*words: str) -> str:
    every = ["riskcast", *words]
    return subprocess.list2cmdline(every) if os.name == "nt" else shlex.join(every)
