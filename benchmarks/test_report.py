"""How long the review pack takes to write once everything is simulated, and to become a page that answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import riskcast as rc
from riskcast.analysis.review.review import Review
from riskcast.report import write_report
from riskcast.report.browser import find_browser

MODELS = Path(__file__).parents[1] / "models"
ITERATIONS = 10_000
REPEATS = 7
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


@pytest.fixture(scope="module")
def found() -> Review:
    """Return the review of the ERP program with the three options that it names."""
    program = rc.load(MODELS / "erp")
    scenarios = rc.load_scenarios(program.report.scenarios, MODELS / "erp", program)
    options = [rc.candidate(program, scenario) for scenario in scenarios]
    return rc.review(program, options, plan=rc.Plan(ITERATIONS, seed=7))


@pytest.fixture(scope="module")
def files(found: Review, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the review, and a report of two tasks to compare it with: what any page of this kind takes."""
    folder = tmp_path_factory.mktemp("pages")
    small = rc.simulate(rc.load(MODELS / "hello" / "program.yaml"), rc.Plan(500, seed=7))
    return (
        write_report(found.result, folder / "review.html", answers=found.answers),
        write_report(small, folder / "small.html"),
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        yield browser
        browser.close()


def shortest(call: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the shortest of several times of a call: what others do on the machine only adds to it."""
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return min(times)


def test_writing_the_review(benchmark: BenchmarkFixture, found: Review, tmp_path: Path) -> None:
    """The page from everything that was found, against one simulation of the program."""
    program, file = found.result.program, tmp_path / "review.html"
    benchmark.pedantic(write_report, (found.result, file), kwargs={"answers": found.answers}, rounds=REPEATS)
    run = shortest(lambda: rc.simulate(program, rc.Plan(ITERATIONS, seed=7, phasing=rc.GROUPS), checked=True))
    page = shortest(lambda: write_report(found.result, file, answers=found.answers))
    benchmark.extra_info["seconds of one simulation"] = round(run, 3)
    benchmark.extra_info["ratio to one simulation"] = round(page / run, 2)
    benchmark.extra_info["megabytes"] = round(file.stat().st_size / 1e6, 2)


@pytest.mark.parametrize("event", ["html[data-ready]", ".plot.drawn", "html[data-charts=drawn]"])
def test_opening_the_review(benchmark: BenchmarkFixture, browser: Any, files: tuple[Path, Path], event: str) -> None:
    """From the address to controls that answer, to the first chart, to all of them; against a page of two tasks."""

    page = browser.new_page(viewport={"width": 1440, "height": 900})

    def opened(file: Path) -> None:
        page.goto("about:blank")
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_selector(event, state="attached")

    review, small = files
    benchmark.pedantic(opened, (review,), rounds=REPEATS, warmup_rounds=1)
    whole, least = shortest(lambda: opened(review)), shortest(lambda: opened(small))
    benchmark.extra_info["seconds of a page of two tasks"] = round(least, 3)
    benchmark.extra_info["ratio to it"] = round(whole / least, 2)
    page.close()
