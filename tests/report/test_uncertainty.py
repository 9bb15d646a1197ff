"""Drivers, responses, correlations and switches in the report and in the summary."""

from __future__ import annotations

import pytest

from riskcast.analysis.drivers import drivers
from riskcast.cli.summary import format_summary
from riskcast.report import render_report
from riskcast.report.words import say_correlation
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate
from twins.tied import tied

from .reading import Page


@pytest.fixture(scope="module")
def tied_result() -> Result:
    return simulate(tied(), Plan(2_048, seed=3))


@pytest.fixture(scope="module")
def seen(tied_result: Result) -> Page:
    return Page(render_report(tied_result))


@pytest.fixture(scope="module")
def partial() -> Result:
    return simulate(tied(), Plan(64, seed=3, without=("risks", "drivers")))


def test_every_driver_is_listed_with_what_it_does(tied_result: Result, seen: Page) -> None:
    rows = seen.tables["Drivers, strongest first"]
    for row, driver in zip(rows, drivers(tied_result).shared, strict=True):
        assert row[0].startswith(driver.name)
        assert row[0].endswith(f"{driver.tasks} task{'s' if driver.tasks > 1 else ''}")
        assert row[2:4] == [say_correlation(driver.rank_correlation), say_correlation(driver.cost_correlation)]
        assert row[4].startswith("–" if driver.delay_days is None else f"{driver.delay_days:+.1f}")


def test_drivers_that_always_act_have_no_column_for_a_delay() -> None:
    always = [driver for driver in tied().drivers if driver.probability == 1.0]
    page = Page(render_report(simulate(tied(drivers=always), Plan(64, seed=3))))
    assert {len(row) for row in page.tables["Drivers, strongest first"]} == {4}


def test_responses_have_a_table_with_what_they_change(seen: Page) -> None:
    assert seen.tables["Responses"] == [
        ["Supplier is late", "Second source", "planned, not counted", "30 % → 10 %", "EUR 45.0 k", "31 Mar 2027"],
        ["No agreement on roles", "Arbiter", "active", "60 % → 25 %", "EUR 18.0 k", "–"],
    ]


def test_risks_have_owners_and_their_ties_are_said(seen: Page) -> None:
    names = [row[0] for row in seen.tables["Risks, strongest first"]]
    assert "Supplier is lateBuyer <b>" in names
    assert "At most one of the set supplier occurs" in seen.text
    assert "50 % after “Supplier is late” and 60 % after “Supplier is gone”" in seen.text


def test_what_is_correlated_stands_with_the_method(seen: Page) -> None:
    assert "Durations of b, c: +0.90 (the same <b>team</b>)." in seen.text
    assert "vary together through it: Skills, Bias, Users." in seen.text
    rows = seen.tables["Changed rank correlations"]
    assert rows[0] == ["duration of a and duration of b", "+0.90", "+0.48"]
    assert len(rows) == 3


def test_independent_durations_are_called_independent() -> None:
    page = Page(render_report(simulate(tied(correlations=[], drivers=[], risks=[]), Plan(64, seed=3))))
    assert "Durations and costs are drawn independently of each other." in page.text
    assert "shared" not in page.values("id")
    default = simulate(tied(correlations=[], drivers=[], default_correlation=0.3), Plan(64, seed=3))
    assert "Durations: +0.30 between any two (default)." in Page(render_report(default)).text


def test_the_first_screen_says_what_was_left_out(partial: Result) -> None:
    page = Page(render_report(partial))
    warning, answer = page.text.index("Left out of this run: all risks and all drivers"), page.text.index(" likely, ")
    assert warning < answer
    assert "All 4 risks were left out of this run." in page.text
    assert "All 3 drivers were left out of this run." in page.text
    assert "Risks, strongest first" not in page.tables


def test_a_complete_run_left_nothing_out(seen: Page) -> None:
    assert "Left out" not in seen.text


def test_the_summary_shows_drivers_and_responses(tied_result: Result) -> None:
    text = format_summary(tied_result)
    assert "Skills" in text
    assert "if it acts" in text
    assert "Responses: counted for roles; planned and not counted for late, decide by" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_summary_of_a_partial_run_begins_with_what_is_missing(partial: Result) -> None:
    text = format_summary(partial)
    assert text.index("Left out of this run") < text.index("Finish by")
    assert "Responses" not in text
    assert "Skills" not in text
