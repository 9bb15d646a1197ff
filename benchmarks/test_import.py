"""How long schedules of 10,000 tasks, 20,000 links and 20,000 assignments take to read and to schedule."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import riskcast as rc
from made_files import mspdi, pmxml, xer
from made_plan import Made, made_plan

TASKS = 10_000
WRITERS = {"made.xer": xer, "made.pmxml": pmxml, "made.xml": mspdi}


@pytest.fixture(scope="module", params=WRITERS)
def schedule_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    write: Callable[[Made], str] = WRITERS[request.param]
    path = tmp_path_factory.mktemp("made") / str(request.param)
    path.write_text(write(made_plan(TASKS)), encoding="utf-8")
    return path


def test_import_of_ten_thousand_tasks(benchmark: BenchmarkFixture, schedule_file: Path) -> None:
    program = benchmark.pedantic(rc.load, (schedule_file,), rounds=5, warmup_rounds=1, iterations=1)
    assert (len(program.tasks), len(program.dependencies)) == (TASKS, 2 * TASKS - 3)
    tracemalloc.start()
    rc.load(schedule_file)
    benchmark.extra_info["peak MB"] = round(tracemalloc.get_traced_memory()[1] / 1e6)
    tracemalloc.stop()


def test_schedule_of_ten_thousand_imported_tasks(benchmark: BenchmarkFixture, schedule_file: Path) -> None:
    program = rc.load(schedule_file)
    benchmark.pedantic(rc.schedule, (program,), rounds=5, warmup_rounds=1, iterations=1)
