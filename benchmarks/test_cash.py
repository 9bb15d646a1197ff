"""What following money over 60 months costs beside the schedule alone."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import Any

from pytest_benchmark.fixture import BenchmarkFixture

import riskcast as rc
from riskcast.model.program import Program

TASKS, ITERATIONS = 1_000, 10_000
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


def seconds(programs: Sequence[tuple[Program, tuple[str, ...]]], threads: int, repeats: int = 7) -> list[float]:
    """Return the shortest time of a whole run of each program; they take turns, so that noise hits all of them."""
    best = [float("inf")] * len(programs)
    for _ in range(repeats):
        for n, (of, phasing) in enumerate(programs):
            begun = time.perf_counter()
            rc.simulate(of, rc.Plan(ITERATIONS, seed=7, threads=threads, phasing=phasing), checked=True)
            best[n] = min(best[n], time.perf_counter() - begun)
    return best


def test_money_over_time_against_the_schedule_alone(benchmark: BenchmarkFixture) -> None:
    """The ratio of whole runs, with what it takes to set them up; it should stay below 3."""
    alone, money = loaded(money=False), loaded(money=True)
    benchmark.pedantic(
        rc.simulate, (money, rc.Plan(ITERATIONS, seed=7, phasing=GROUPS)), kwargs={"checked": True}, rounds=3
    )
    for threads in (1, 2):
        base, flat, timed = seconds([(alone, ()), (money, ()), (money, GROUPS)], threads)
        benchmark.extra_info[f"ratio on {threads} threads"] = round(timed / base, 2)
        benchmark.extra_info[f"ratio of costs without time on {threads} threads"] = round(flat / base, 2)
        benchmark.extra_info[f"seconds of the schedule alone on {threads} threads"] = round(base, 3)
