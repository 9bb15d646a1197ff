"""Removing risks one by one, and sharing out the gap."""

from __future__ import annotations

import random
from typing import Any

from pytest_benchmark.fixture import BenchmarkFixture

import riskcast as rc
from riskcast.model.program import Program
from riskcast.network.left_out import Part
from riskcast.simulation.result import Result
from riskcast.simulation.trials import Trials

TASKS, RISKS, ITERATIONS = 1_000, 100, 5_000


def risky() -> Program:
    """Return 1,000 tasks with 100 risks that each delay some of them."""
    rnd = random.Random(1)
    tasks: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    for k in range(TASKS):
        days = rnd.randint(5, 30)
        estimate = f"triangular({0.8 * days:.1f}d, {days}d, {1.6 * days:.1f}d)"
        tasks.append({"id": f"t{k}", "project": "A", "duration": f"{days}d", "estimate": estimate})
        before = {rnd.randrange(max(0, k - 150), k) for _ in range(2)} if k else set()
        links += [{"predecessor": f"t{b}", "successor": f"t{k}"} for b in sorted(before)]
    risks = [
        {
            "id": f"r{n}",
            "probability": round(rnd.uniform(0.02, 0.5), 2),
            "impacts": [{"tasks": [f"t{k}" for k in rnd.sample(range(TASKS), 3)], "delay": "pert(5d, 10d, 30d)"}],
        }
        for n in range(RISKS)
    ]
    return Program.model_validate(
        {"id": "risky", "start": "2027-01-04", "calendar": "o", "tasks": tasks, "dependencies": links, "risks": risks,
         "calendars": [{"id": "o", "week": {"mon-fri": "08:00-16:00"}}], "projects": [{"id": "A"}]}
    )  # fmt: skip


def one_by_one(result: Result) -> None:
    trials = Trials(result)
    for risk in result.program.risks:
        trials.left_out(Part(risks=frozenset({risk.id})))


def test_a_hundred_risks_one_by_one(benchmark: BenchmarkFixture) -> None:
    """Due in less than a minute on two processors."""
    result = rc.simulate(risky(), rc.Plan(ITERATIONS, seed=7), checked=True)
    benchmark.pedantic(one_by_one, (result,), rounds=3, warmup_rounds=1)


def test_sharing_out_among_a_hundred_risks(benchmark: BenchmarkFixture) -> None:
    result = rc.simulate(risky(), rc.Plan(ITERATIONS, seed=7), checked=True)
    found = benchmark.pedantic(rc.attribute, (result,), kwargs={"by": "risk"}, rounds=1)
    benchmark.extra_info["simulations"] = found.runs
    benchmark.extra_info["orders"] = found.orders
