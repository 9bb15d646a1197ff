"""What further analyses find about the portfolio with awkward names, each asked once."""

from __future__ import annotations

from dataclasses import dataclass

from riskcast.analysis.attribution.attribute import Attribution, attribute
from riskcast.analysis.compare import Comparison, compare
from riskcast.analysis.cross_project import CrossProject, cross_project
from riskcast.analysis.envelope.examine import envelope_and_stacks
from riskcast.analysis.envelope.table import Envelope
from riskcast.analysis.merges import Merges, merges
from riskcast.analysis.mitigation.choose import Mitigation, mitigate
from riskcast.analysis.overlay import Overlay, overlay
from riskcast.analysis.paths import Paths, paths
from riskcast.analysis.stack import Stack
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

from . import programs
from .programs import SCRIPT

PLAN = Plan(1_024, seed=7)
OPTION = f"faster {SCRIPT}"
PLAIN = "same again"


@dataclass(frozen=True)
class Decisions:
    """One result and everything that was asked about it."""

    result: Result
    attributions: tuple[Attribution, ...]
    stacks: tuple[Stack, ...]
    envelope: Envelope
    mitigation: Mitigation
    comparison: Comparison
    overlays: tuple[Overlay, ...]
    paths: Paths
    merges: Merges
    crossing: CrossProject

    @property
    def answers(self) -> tuple[object, ...]:
        """What a report is given."""
        single = (self.envelope, self.mitigation, self.comparison, self.paths, self.merges, self.crossing)
        return (*self.attributions, *self.stacks, *single, *self.overlays)


def decisions() -> Decisions:
    """Ask everything: finish and cost, a faster option, and one that changes nothing."""
    program = programs.portfolio()
    found, stacks = envelope_and_stacks(program, PLAN)
    result = found.result
    tasks = [task.model_dump(exclude_defaults=True) for task in program.tasks]
    for task in tasks:
        if task["id"] == "CORE.3":
            task |= {"duration": "10d", "estimate": "triangular(8d, 10d, 14d)"}
    options = (simulate(program.replace(tasks=tasks), PLAN), simulate(program, PLAN))
    names = ("base", OPTION, PLAIN)
    return Decisions(
        result=result,
        attributions=tuple(attribute(result, measure, variance=True) for measure in ("finish", "cost")),
        stacks=stacks,
        envelope=found,
        mitigation=mitigate(result),
        comparison=compare(result, *options, names=names),
        overlays=tuple(overlay(names, (result, *options), measure) for measure in ("finish", "cost")),
        paths=paths(result),
        merges=merges(result),
        crossing=cross_project(result),
    )
