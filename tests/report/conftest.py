"""Results and their reports, each made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from riskcast.errors import Finding
from riskcast.report import render_report, write_report
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

from . import programs
from .browsing import ARGUMENTS, BROWSER

REMARK = Finding(
    "RC141", f"risk never occurs {programs.SCRIPT}", "drop it", "warning", subject="risks.R4", where="a<b>.csv:5"
)


@pytest.fixture(scope="session")
def result() -> Result:
    return simulate(programs.portfolio(), Plan(2_000, seed=7))


@pytest.fixture(scope="session")
def plain_result() -> Result:
    return simulate(programs.plain(), Plan(500, seed=7))


@pytest.fixture(scope="session")
def large_result() -> Result:
    return simulate(programs.large(2_000), Plan(256, seed=7))


@pytest.fixture(scope="session")
def page(result: Result) -> str:
    return render_report(result, [REMARK])


@pytest.fixture(scope="session")
def report_file(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(result, tmp_path_factory.mktemp("report") / "erp.html", findings=[REMARK])


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        yield browser
        browser.close()
