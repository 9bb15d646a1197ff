"""How long the parts of riskcast take."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import riskcast as rc
from networks import layered

HELLO = Path(__file__).parents[1] / "models" / "hello"


@pytest.mark.parametrize("crossing", [0.0, 0.5], ids=["one calendar", "two calendars"])
def test_thousand_tasks_ten_thousand_iterations(benchmark: BenchmarkFixture, crossing: float) -> None:
    program = layered(1000, crossing=crossing)
    result = benchmark.pedantic(
        rc.simulate, (program, rc.Plan(10_000, seed=7)), rounds=5, warmup_rounds=1, iterations=1
    )
    benchmark.extra_info["ns per task and iteration"] = result.manifest.elapsed_s["simulate"] * 1e9 / 1e7


def test_ten_thousand_tasks_ten_thousand_iterations(benchmark: BenchmarkFixture) -> None:
    program = layered(10_000)
    result = benchmark.pedantic(
        rc.simulate, (program, rc.Plan(10_000, seed=7)), rounds=2, warmup_rounds=1, iterations=1
    )
    benchmark.extra_info["ns per task and iteration"] = result.manifest.elapsed_s["simulate"] * 1e9 / 1e8


def test_deterministic_schedule_of_ten_thousand_tasks(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(rc.schedule, (layered(10_000),), rounds=3, warmup_rounds=1, iterations=1)


@pytest.mark.parametrize("args", [["-c", "pass"], ["-m", "riskcast", "--help"], ["-m", "riskcast", "run", str(HELLO)]])
def test_whole_process(benchmark: BenchmarkFixture, args: list[str]) -> None:
    def process() -> None:
        subprocess.run([sys.executable, *args], check=True, capture_output=True)

    benchmark.pedantic(process, rounds=5, warmup_rounds=1, iterations=1)
