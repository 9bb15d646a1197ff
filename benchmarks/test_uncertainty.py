"""What risks, drivers, correlations and PERT everywhere cost beside plain triangular durations."""

from __future__ import annotations

import random
import time
from typing import Any

from pytest_benchmark.fixture import BenchmarkFixture

import riskcast as rc
from networks import layered
from riskcast.model.program import Program

TASKS, FEW, MANY = 1_000, 2_048, 12_288


def uncertain(plain: Program, seed: int = 1) -> Program:
    """Return a program with 100 risks on 300 tasks, 20 drivers, 50 correlated tasks, and PERT for every duration."""
    rnd = random.Random(seed)
    names = [task.id for task in plain.tasks]
    tasks = [
        {**task.model_dump(exclude_unset=True), "estimate": str(task.estimate).replace("triangular", "pert")}
        for task in plain.tasks
    ]
    hit = rnd.sample(names, 300)
    risks: list[dict[str, Any]] = []
    for n in range(100):
        impact: dict[str, Any] = {"tasks": hit[3 * n : 3 * n + 3], "delay": "triangular(1d, 3d, 9d)"}
        if n % 3 == 0:
            impact = {"tasks": impact["tasks"], "factor": "triangular(105%, 120%, 160%)"}
        risks.append({"id": f"R{n}", "probability": round(rnd.uniform(0.05, 0.6), 2), "impacts": [impact]})
    drivers = [
        {
            "id": f"D{n}",
            "probability": 1.0 if n % 2 else 0.5,
            "duration": "triangular(90%, 100%, 130%)",
            "tasks": rnd.sample(names, 50),
        }
        for n in range(20)
    ]
    group = [{"among": rnd.sample(names, 50), "rho": 0.4}]
    return plain.replace(tasks=tasks, risks=risks, drivers=drivers, correlations=group)


def nanoseconds(of: Program, repeats: int = 7) -> float:
    """Return the processor time per task and iteration on one thread: what more iterations take more, undisturbed."""
    best = {FEW: float("inf"), MANY: float("inf")}
    for _ in range(repeats):
        for iterations in best:
            begun = time.process_time()
            rc.simulate(of, rc.Plan(iterations, seed=7, threads=1), checked=True)
            best[iterations] = min(best[iterations], time.process_time() - begun)
    return (best[MANY] - best[FEW]) * 1e9 / (TASKS * (MANY - FEW))


def test_everything_uncertain_against_plain_durations(benchmark: BenchmarkFixture) -> None:
    """The ratio of processor times in one run; it should stay below 3."""
    plain = layered(TASKS)
    full = uncertain(plain)
    base, more = nanoseconds(plain), nanoseconds(full)
    benchmark.pedantic(
        rc.simulate, (full, rc.Plan(MANY, seed=7, threads=1)), kwargs={"checked": True}, rounds=3, iterations=1
    )
    benchmark.extra_info["ratio"] = round(more / base, 2)
    benchmark.extra_info["ns per task and iteration"] = round(more, 2)
    benchmark.extra_info["ns per task and iteration, plain"] = round(base, 2)
