"""What sharing futures is worth: the variance of a difference with the same seed and with another one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import riskcast as rc
from riskcast.analysis.compare import Comparison, compare
from riskcast.model.scenario import Scenario, apply_scenario

MODEL = Path(__file__).parents[1] / "models" / "erp"
ITERATIONS, RUNS = 2_048, 40
STATISTICS = (("mean finish", "finish", "mean"), ("P80 finish", "finish", "confidence"),
              ("mean cost", "cost", "mean"), ("P80 cost", "cost", "confidence"))  # fmt: skip


def less_likely(program: rc.Program) -> rc.Program:
    """Return the program with its likeliest risk a fifth less likely."""
    likeliest = max(program.risks, key=lambda risk: risk.probability)
    less = likeliest.model_copy(update={"probability": 0.8 * likeliest.probability})
    return program.replace(risks=[less if risk is likeliest else risk for risk in program.risks])


def shorter(program: rc.Program, by: str) -> rc.Program:
    """Return the program with its longest uncertain task scaled."""
    tasks = [task for task in program.tasks if task.estimate is not None and task.duration is not None]
    longest = max(tasks, key=lambda task: task.duration.minutes() if task.duration else 0.0)
    return apply_scenario(
        program, Scenario.model_validate({"id": "s", "changes": [{"verb": "scale", "target": [longest.id], "by": by}]})
    )


CHANGES: dict[str, Callable[[rc.Program], rc.Program]] = {
    "likeliest risk a fifth less likely": less_likely,
    "longest task a tenth shorter": lambda program: shorter(program, "90%"),
    "longest task a fiftieth shorter": lambda program: shorter(program, "98%"),
}


def simulated(program: rc.Program, seed: int) -> rc.Result:
    return rc.simulate(program, rc.Plan(ITERATIONS, seed=seed), checked=True)


def values(found: list[Comparison], measure: str, statistic: str) -> list[float]:
    """Return the differences of a statistic, run after run."""
    changes = [each.options[0].measure(measure) for each in found]
    return [dict(change.pairs())[statistic].difference.value for change in changes]


@pytest.mark.parametrize("name", CHANGES)
def test_variance_of_a_small_change_with_shared_and_with_other_futures(benchmark: BenchmarkFixture, name: str) -> None:
    """Prints the ratio of the variances over RUNS runs for every statistic; a ratio is known to about a third."""
    base = rc.load(MODEL)
    option = CHANGES[name](base)
    first = simulated(base, 1), simulated(option, 1)
    benchmark.pedantic(compare, first, rounds=3)
    shared, apart = [], []
    for seed in range(1, RUNS + 1):
        before = simulated(base, seed)
        shared.append(compare(before, simulated(option, seed)))
        apart.append(compare(before, simulated(option, seed + 1_000)))
    for statistic, measure, kind in STATISTICS:
        ratio = float(np.var(values(apart, measure, kind)) / np.var(values(shared, measure, kind)))
        benchmark.extra_info[f"variance of {statistic}: other futures / shared"] = round(ratio, 1)
        print(f"{name}, variance of {statistic}: other futures / shared = {ratio:.0f}")
