"""What following money over 60 months costs beside the schedule alone."""

from __future__ import annotations

import random
import time
from typing import Any

from pytest_benchmark.fixture import BenchmarkFixture

import riskcast as rc
from riskcast.model.program import Program

TASKS, FEW, MANY = 1_000, 1_024, 9_216
GROUPS = ("program", "project", "treatment", "category")
CATEGORIES = ("labour", "equipment", "works", "other")


def loaded(*, money: bool) -> Program:
    """Return 1,000 tasks of four projects over five years, each with a cost line of two parts when asked for."""
    rnd = random.Random(1)
    tasks: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for k in range(TASKS):
        days = rnd.randint(5, 30)
        estimate = f"triangular({0.8 * days:.1f}d, {days}d, {1.6 * days:.1f}d)"
        tasks.append({"id": f"t{k}", "project": f"P{4 * k // TASKS}", "duration": f"{days}d", "estimate": estimate})
        before = {rnd.randrange(max(0, k - 150), k) for _ in range(2)} if k else set()
        links += [{"predecessor": f"t{b}", "successor": f"t{k}"} for b in sorted(before)]
        fixed = "triangular(4000, 5000, 9000)" if k % 3 == 0 else "5000"
        lines.append(
            {"id": f"c{k}", "task": f"t{k}", "per_day": "1000", "fixed": fixed, "category": CATEGORIES[k % 4],
             "treatment": "capex" if k % 5 else "opex", "payment_days": 30 * (k % 2)}
        )  # fmt: skip
    return Program.model_validate(
        {"id": "money", "start": "2027-01-04", "calendar": "o", "tasks": tasks, "dependencies": links,
         "calendars": [{"id": "o", "week": {"mon-fri": "08:00-16:00"}}],
         "projects": [{"id": f"P{p}"} for p in range(4)], "costs": lines if money else []}
    )  # fmt: skip


def nanoseconds(of: Program, phasing: tuple[str, ...], repeats: int = 5) -> float:
    """Return the processor time per task and iteration on one thread: what more iterations take more, undisturbed."""
    best = {FEW: float("inf"), MANY: float("inf")}
    for _ in range(repeats):
        for iterations in best:
            begun = time.process_time()
            rc.simulate(of, rc.Plan(iterations, seed=7, threads=1, phasing=phasing), checked=True)
            best[iterations] = min(best[iterations], time.process_time() - begun)
    return (best[MANY] - best[FEW]) * 1e9 / (TASKS * (MANY - FEW))


def test_money_over_time_against_the_schedule_alone(benchmark: BenchmarkFixture) -> None:
    """The ratio of processor times in one run; it should stay below 3."""
    base, more = nanoseconds(loaded(money=False), ()), nanoseconds(loaded(money=True), GROUPS)
    plan = rc.Plan(MANY, seed=7, threads=1, phasing=GROUPS)
    benchmark.pedantic(rc.simulate, (loaded(money=True), plan), kwargs={"checked": True}, rounds=3, iterations=1)
    benchmark.extra_info["ratio"] = round(more / base, 2)
    benchmark.extra_info["ns per task and iteration"] = round(more, 2)
    benchmark.extra_info["ns per task and iteration, schedule alone"] = round(base, 2)
