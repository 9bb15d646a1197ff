"""Everything that a review asks of a program: one simulation, its options, the last review, and what drives it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from riskcast.analysis.attribution.attribute import Attribution, attribute_each
from riskcast.analysis.compare import compare
from riskcast.analysis.has_cost import has_cost
from riskcast.analysis.health import assess
from riskcast.analysis.mitigation.candidates import candidates
from riskcast.analysis.mitigation.choose import Mitigation, mitigate
from riskcast.analysis.overlay import overlay
from riskcast.analysis.review.board import Board, board
from riskcast.analysis.review.options import Option, options
from riskcast.analysis.review.since import Since, since
from riskcast.analysis.review.status import Rating, ratings
from riskcast.analysis.stack import stack
from riskcast.model.program import Program
from riskcast.model.report_settings import SECTIONS
from riskcast.model.scenario import Scenario, apply_scenarios
from riskcast.simulation.cash import GROUPS
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

Progress = Callable[[int, int], None]
Stage = Callable[[str, str], AbstractContextManager[Progress | None]]
"""Called with what is done and what is counted (``Simulating``, ``iterations``) around each long step."""

ORDERS = 8
"""Pairs of random orders behind shares of the gap: enough to name the causes, with errors that say how sure that is."""


@dataclass(frozen=True)
class Candidate:
    """A way that the program could go."""

    name: str
    scenarios: tuple[Scenario, ...]
    program: Program
    """With its scenarios applied."""


@dataclass(frozen=True)
class Review:
    """One result with everything that was asked of it."""

    result: Result
    answers: tuple[object, ...]
    """Option, Comparison, Overlay, Since, Attribution, Stack and Mitigation, as far as they were asked for; the report
    has a section for each kind."""
    ratings: Mapping[str, Rating]
    """How every promise stands, by measure."""
    board: Board
    """What a board asks first, answered."""
    options: tuple[Result, ...]
    """The simulation of each candidate, on the futures of ``result``."""


def candidate(program: Program, *scenarios: Scenario) -> Candidate:
    """Return the way that a program goes with scenarios, applied one after the other.

    Raises
    ------
    InvalidInput
        When a scenario does not fit the program.
    """
    name = " + ".join(scenario.id for scenario in scenarios)
    return Candidate(name, scenarios, apply_scenarios(program, scenarios))


def _silent(_what: str, _unit: str) -> AbstractContextManager[None]:
    return nullcontext()


def review(
    program: Program,
    ways: Sequence[Candidate] = (),
    last: Result | None = None,
    plan: Plan | None = None,
    *,
    sections: Collection[str] = (),
    stage: Stage = _silent,
) -> Review:
    """Simulate a program and what it could become, and ask what a board wants to know.

    Parameters
    ----------
    program
        The program as it stands.
    ways
        Options that a board may choose.
    last
        The result of the last review.
    plan
        How to simulate; money over time is followed in any case.
    sections
        Sections of the report that will be shown; what no other needs is not asked. When empty, those that the program
        chooses, or else all of them.
    stage
        Shows progress.

    Raises
    ------
    InvalidInput
        When the program cannot be simulated, or the last result is of another program or currency.
    """
    shown = frozenset(sections or program.report.sections or SECTIONS)
    settled = replace(plan or Plan(), phasing=GROUPS)
    settled = replace(settled, seed=settled.resolved(len(program.tasks)).seed)
    with stage("Simulating", "iterations") as progress:
        result = simulate(program, settled, progress)
    compared, others = _options(result, ways, last, settled, stage)
    answers = (*compared, *_causes(result, settled, shown, stage), *_responses(result, settled, shown, stage))
    answers += (assess(program),) if "method" in shown else ()
    rated = ratings(result, last)
    return Review(result, answers, rated, _board(result, answers, rated), others)


def _options(
    result: Result, ways: Sequence[Candidate], last: Result | None, plan: Plan, stage: Stage
) -> tuple[tuple[object, ...], tuple[Result, ...]]:
    moved: tuple[object, ...] = (since(last, result),) if last is not None else ()
    if not ways:
        return moved, ()
    others = []
    for way in ways:
        with stage(f"Simulating {way.name}", "iterations") as progress:
            others.append(simulate(way.program, plan, progress))
    names = ("as planned now", *(way.name for way in ways))
    found = compare(result, *others, names=names)
    chosen = options(found, (result, *others), [way.scenarios for way in ways])
    curves = [overlay(names, (result, *others), measure) for measure in ("finish", "cost")]
    return (*chosen, found, *curves, *moved), tuple(others)


def _causes(result: Result, plan: Plan, shown: Collection[str], stage: Stage) -> list[object]:
    answers: list[object] = []
    measures = [measure for measure in ("finish", "cost") if measure == "finish" or has_cost(result)]
    if {"answer", "attribution"} & set(shown):
        with stage("Sharing out the gap", "orders") as progress:
            found = attribute_each(
                result, measures, threads=plan.threads, variance=False, orders=ORDERS, progress=progress
            )
        answers += [each for each in found if each.shares]
    if "layers" in shown:
        with stage("Layers", "runs") as progress:
            answers.append(stack(result.program, replace(plan, phasing=()), "finish", progress))
    return answers


def _responses(result: Result, plan: Plan, shown: Collection[str], stage: Stage) -> list[object]:
    if not {"answer", "mitigation"} & set(shown) or not candidates(result.program):
        return []
    with stage("Choosing responses", "steps") as progress:
        return [mitigate(result, threads=plan.threads, progress=progress)]


def _board(result: Result, answers: Sequence[object], rated: Mapping[str, Rating]) -> Board:
    gaps = {found.measure: found for found in answers if isinstance(found, Attribution)}
    return board(
        result,
        ratings=rated,
        attribution_finish=gaps.get("finish"),
        attribution_cost=gaps.get("cost"),
        options=[found for found in answers if isinstance(found, Option)],
        mitigation=next((found for found in answers if isinstance(found, Mitigation)), None),
        since=next((found for found in answers if isinstance(found, Since)), None),
    )
