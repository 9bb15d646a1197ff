"""The critical path test, the two indices and missed tasks, against numbers worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import riskcast as rc

from .conftest import Check, blamed, counted, done, event, job

CHAIN = [job("A"), job("B")]


def test_a_delay_of_the_first_critical_task_reaches_the_finish(check: Check) -> None:
    outcome = check("RC212", [*CHAIN, job("other", "1d")], "A>B")
    assert outcome.verdict == "pass"
    assert outcome.measured.value == 100.0
    assert outcome.measured.reason == "A late by 840 d, of which 840 d reach the finish (calendar days)"


def test_a_mandatory_date_on_the_path_fails_the_critical_path_test(check: Check) -> None:
    end = event("end", constraints=[{"kind": "mandatory-finish", "date": "2027-01-15T17:00"}])
    outcome = check("RC212", [*CHAIN, end, job("after")], "A>B; B>end; end>after")
    assert outcome.verdict == "fail"
    assert list(blamed(outcome)) == ["A"]
    assert outcome.measured.value is not None
    assert outcome.measured.value < 100.0


def test_a_started_task_is_delayed_by_its_remaining_duration(check: Check) -> None:
    tasks = [job("A", "10d", actual_start="2027-01-04T08:00", remaining="4d"), job("B")]
    outcome = check("RC212", tasks, "A>B", data_date="2027-01-11")
    assert outcome.measured.reason == "A late by 840 d, of which 840 d reach the finish (calendar days)"


def test_the_length_of_the_delay_is_a_limit_of_its_own(check: Check) -> None:
    outcome = check("RC212", CHAIN, "A>B", checks={"thresholds": {"RC212.days": 10}})
    assert outcome.measured.reason == "A late by 14 d, of which 14 d reach the finish (calendar days)"


def test_a_delay_that_no_calendar_can_hold_is_said_and_not_judged(check: Check) -> None:
    outcome = check("RC212", CHAIN, "A>B", checks={"thresholds": {"RC212.days": 100_000}})
    assert outcome.verdict == "n.a."
    assert "cannot be delayed so far" in outcome.measured.reason


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [("2027-01-15", 1.0, "pass"), ("2027-01-22", 1.5, "pass"), ("2027-01-13", 0.8, "fail")],
)
def test_the_path_length_index_compares_the_rest_of_the_path_with_the_target(
    check: Check, target: str, value: float, verdict: str
) -> None:
    outcome = check("RC213", CHAIN, "A>B", targets={"finish": target})
    assert outcome.measured.value == pytest.approx(value, abs=1e-12)
    assert outcome.verdict == verdict


def test_the_path_length_runs_from_the_data_date(check: Check) -> None:
    first = done("A", "2027-01-04T08:00", "2027-01-08T17:00")
    outcome = check("RC213", [first, job("B")], "A>B", data_date="2027-01-11", targets={"finish": "2027-01-14"})
    assert outcome.measured.value == pytest.approx((5 - 1) / 5)


def test_without_a_target_the_last_baseline_finish_is_the_promise(check: Check) -> None:
    tasks = [job("A", baseline_finish="2027-01-08"), job("B", baseline_finish="2027-01-13T17:00")]
    outcome = check("RC213", tasks, "A>B")
    assert outcome.measured.value == pytest.approx(0.8)
    assert "baseline finish" in outcome.measured.reason
    assert check("RC213", CHAIN, "A>B").measured.reason == "there is neither a target finish nor a baseline"


TRACKED = [
    done("on time", "2027-01-04T08:00", "2027-01-06T17:00", baseline_finish="2027-01-06"),
    done("late", "2027-01-04T08:00", "2027-01-08T17:00", baseline_finish="2027-01-07T17:00"),
    job("open", baseline_finish="2027-01-08T17:00"),
    job("future", baseline_finish="2027-02-26T17:00"),
    event("go-live", baseline_finish="2027-01-05"),
]


def test_missed_tasks_are_those_due_by_the_data_date_that_finish_later(check: Check) -> None:
    outcome = check("RC211", TRACKED, data_date="2027-01-11")
    assert counted(outcome) == ("fail", 2, 3)
    assert blamed(outcome) == {
        "late": "was to finish 2027-01-07, finished 2027-01-08",
        "open": "was to finish 2027-01-08, finishes 2027-01-15",
    }
    assert counted(check("RC211", [TRACKED[0], TRACKED[3]], data_date="2027-01-11")) == ("pass", 0, 1)


def test_the_execution_index_counts_finished_tasks_against_those_due(check: Check) -> None:
    outcome = check("RC214", TRACKED, data_date="2027-01-11")
    assert counted(outcome) == ("fail", 1, 3)
    assert outcome.measured.value == pytest.approx(2 / 3)
    assert list(blamed(outcome)) == ["open"]
    assert check("RC214", TRACKED[:2], data_date="2027-01-11").measured.value == 1.0


def test_tasks_without_a_baseline_count_as_due_in_the_execution_index(check: Check) -> None:
    outcome = check("RC214", [*TRACKED[:2], job("new")], data_date="2027-01-11")
    assert outcome.measured.value == pytest.approx(2 / 3)
    assert counted(outcome) == ("fail", 0, 3)


def test_progress_in_a_real_file_is_what_its_dates_say(shared_dir: Path) -> None:
    program = rc.load(shared_dir / "data" / "schedules" / "msp-baseline-progress.xml")
    found = {outcome.rule.code: outcome.measured for outcome in rc.health(program).outcomes}
    assert {offender.id for offender in found["RC211"].offenders} == {"3", "4"}
    assert found["RC211"].value == pytest.approx(200 / 3)
    assert found["RC213"].value == pytest.approx((7 - 1) / 7), "from 5 to 14 September, promised for the 13th"
    assert found["RC214"].value == pytest.approx(2 / (3 + 3)), "3 due, 3 without a baseline, 2 finished"


def test_a_task_that_finished_early_lifts_the_execution_index(check: Check) -> None:
    early = done("early", "2027-01-04T08:00", "2027-01-08T17:00", baseline_finish="2027-02-26")
    outcome = check("RC214", [*TRACKED[:2], early], data_date="2027-01-11")
    assert outcome.measured.value == 1.5


def test_without_a_baseline_or_before_anything_is_due_progress_is_not_judged(check: Check) -> None:
    later = [job("A", baseline_finish="2027-02-26"), job("new")]
    for code in ("RC211", "RC214"):
        assert check(code, CHAIN, data_date="2027-01-11").measured.reason == "no task has a baseline"
        assert "on or before the data date" in check(code, later, data_date="2027-01-11").measured.reason
