"""Every iteration of small random programs equals that of a plain loop written from the definitions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.model.program import Program
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate
from twins.axis import tick_of
from twins.chancy import PROJECTS, Maker
from twins.future import Futures

COUNT = 30


def compare(of: Program, seed: int = 3, design: Any = "mc", count: int = COUNT, slack: int = 0) -> list[str]:
    """Return what differs in any iteration: finishes by more than ``slack`` ticks, costs, occurrences."""
    result = simulate(of, Plan(count, seed=seed, design=design), checked=True)
    plain = Futures(of, seed, design)
    origin = tick_of(result.origin, plain.twin.first)
    wrong = []
    occurred = dict.fromkeys((risk.id for risk in of.risks), 0)
    for i in range(count):
        fate = plain.future(i)
        for risk in fate.risks:
            occurred[risk] += 1
        for project in PROJECTS:
            expected = plain.twin.project_finish(project, fate.dates) if project in _used(of) else None
            got = int(result.samples(f"finish:{project}")[i]) + origin
            if expected is not None and abs(got - expected) > slack:
                wrong.append(f"finish of {project} in {i}: {got}, not {expected}")
            paid = result.samples(f"cost:{project}")[i]
            if abs(paid - fate.cost[project]) > 1e-9 * abs(paid) + 1e-9 + 0.01 * slack:
                wrong.append(f"cost of {project} in {i}: {paid}, not {fate.cost[project]}")
        done = int(result.samples("milestone:done")[i]) + origin
        if abs(done - fate.dates["done"].finishes) > slack:
            wrong.append(f"milestone in {i}: {done}, not {fate.dates['done'].finishes}")
    counts = dict(zip(result.inputs.risks, result.inputs.occurred.tolist(), strict=True))
    wrong += [f"{risk} occurred {counts[risk]} times, not {n}" for risk, n in occurred.items() if counts[risk] != n]
    return wrong


def _used(of: Program) -> set[str]:
    return {task.project for task in of.tasks}


@pytest.mark.parametrize("seed", range(40))
def test_every_iteration_of_a_random_program_equals_the_plain_loop(seed: int) -> None:
    assert compare(Maker(seed).program()) == []


@pytest.mark.parametrize("design", ["lhs", "sobol", "mc"])
def test_every_design_equals_the_plain_loop(design: str) -> None:
    assert compare(Maker(12).program(), seed=3 << 40, design=design, count=70) == []


CORRELATED: dict[str, Any] = {
    "bands": [{"where": "all", "estimate": "triangular(70%, 100%, 160%)", "cost": "uniform(90%, 130%)"}],
    "risks": [
        {
            "id": name,
            "probability": 0.4,
            "impacts": [{"tasks": ["t0", "t1"], "project": "A", "delay": "uniform(1d, 3d)", "cost": "uniform(10, 90)"}],
        }
        for name in ("r0", "r1", "r2")
    ],
}
TOGETHER: dict[str, tuple[list[dict[str, Any]], float | None]] = {
    "a group": ([{"among": ["t0", "t1", "t2", "t3"], "rho": 0.6}], None),
    "pairs that share a task": ([{"among": ["t2", "t0"], "rho": 0.7}, {"among": ["t0", "t1"], "rho": -0.5}], None),
    "all durations": ([], 0.4),
    "a group among all durations": ([{"among": ["t0", "t3", "t1"], "rho": 0.8}], 0.3),
    "pairs among all durations": ([{"among": ["t0", "t3"], "rho": 0.8}, {"among": ["t3", "t1"], "rho": 0.1}], 0.3),
    "occurrences, sizes and costs": (
        [
            {"of": "occurrence", "among": ["r0", "r1", "r2"], "rho": 0.7},
            {"of": "impact", "among": ["r0", "r2"], "rho": -0.1},
            {"of": "cost", "among": ["c0", "c1", "c2"], "rho": 0.5},
        ],
        None,
    ),
}


@pytest.mark.parametrize("together", TOGETHER)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_correlated_draws_equal_mixed_scores_to_a_tick(together: str, seed: int) -> None:
    """The kernels read the normal distribution from a table that is right to 2e-7; the plain loop computes it."""
    lines, default = TOGETHER[together]
    of = Maker(seed).program(**CORRELATED, correlations=lines, default_correlation=default)
    assert compare(of, design="lhs", slack=1) == []


def test_the_comparison_sees_a_correlation_that_is_left_out() -> None:
    of = Maker(0).program(**CORRELATED, correlations=TOGETHER["a group"][0])
    result = simulate(of, Plan(COUNT, seed=3, design="mc"))
    plain = Futures(of.replace(correlations=[]), 3)
    cost = [sum(plain.future(i).cost.values()) for i in range(COUNT)]
    assert (np.abs(result.samples("cost") - cost) > 1.0).mean() > 0.3


WRONG: dict[str, dict[str, Any]] = {
    "an exclusive set taken apart": {"exclusive": None},
    "a cascade without its parent": {"given": ()},
    "a window left open": {"not_before": None, "not_after": None},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_changed_rule_is_seen_in_some_program(wrong: str) -> None:
    """The random programs reach every rule: the plain loop of a changed program disagrees in one of them."""
    seen = 0
    for seed in range(12):
        of = Maker(seed).program()
        other = of.replace(risks=[risk.model_copy(update=WRONG[wrong]) for risk in of.risks])
        right, plain = simulate(of, Plan(COUNT, seed=3, design="mc"), checked=True), Futures(other, 3)
        cost = [sum(plain.future(i).cost.values()) for i in range(COUNT)]
        seen += bool(np.abs(right.samples("cost") - cost).max() > 0.01)
    assert seen >= 2
