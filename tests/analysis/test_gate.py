"""Are promises kept with the confidence asked for? By hand, and on two-point distributions with exact chances."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from money.futures import futures
from money.hand import program

import riskcast as rc
from riskcast.analysis.gate import Gate, Promise, Verdict, decide, gate, outcome_of, promises

DAY = date(2027, 1, 21)
"""20 days after the origin are the midnight that begins this day."""


def held(hits: int, count: int, **parts: Any) -> rc.Result:
    """Return a result of which so many futures finish after 20 days and cost 100, and the others after 40 for 200."""
    first = np.arange(count) < hits
    days, cost = np.where(first, 20.0, 40.0), np.where(first, 100.0, 200.0)
    return futures([days, np.zeros(count)], [cost, np.zeros(count)], program(**parts))


def one(result: rc.Result, goal: date | float, confidence: int = 80) -> Verdict:
    measure = "finish" if isinstance(goal, date) else "cost"
    (verdict,) = gate(result, [Promise(measure, goal)], confidence).verdicts
    return verdict


def wilson(share: float, count: int) -> tuple[float, float]:
    """Return the interval from its definition: the p with (share - p)^2 = z^2 p (1 - p) / n."""
    z2 = 1.959963984540054**2
    a, b, c = 1 + z2 / count, 2 * share + z2 / count, share * share
    half = math.sqrt(b * b - 4 * a * c)
    return (b - half) / (2 * a), (b + half) / (2 * a)


def test_a_promise_is_met_failed_or_undecided_by_its_whole_interval() -> None:
    verdicts = [one(held(hits, 1_000), DAY) for hits in (900, 810, 790, 700)]
    assert [verdict.outcome for verdict in verdicts] == ["met", "undecided", "undecided", "failed"]
    assert [verdict.chance for verdict in verdicts] == [0.9, 0.81, 0.79, 0.7]
    for verdict in verdicts:
        assert (verdict.low, verdict.high) == pytest.approx(wilson(verdict.chance, 1_000))


@pytest.mark.parametrize(
    ("low", "high", "outcome"),
    [(0.8, 0.9, "met"), (0.79, 0.9, "undecided"), (0.7, 0.8, "undecided"), (0.7, 0.79, "failed"), (0.8, 0.8, "met")],
)
def test_an_interval_that_touches_the_confidence_has_not_failed(low: float, high: float, outcome: str) -> None:
    assert outcome_of(low, high, 0.8) == outcome


def test_a_day_is_kept_by_any_time_on_it_up_to_the_midnight_that_ends_it() -> None:
    result = held(1_000, 1_000)
    assert [one(result, date(2027, 1, day)).chance for day in (19, 20, 21)] == [0.0, 1.0, 1.0]


def test_a_sum_is_kept_up_to_half_a_hundredth() -> None:
    result = held(1_000, 1_000)
    assert [one(result, goal).chance for goal in (99.99, 99.996, 100.0)] == [0.0, 1.0, 1.0]


def test_the_verdict_says_what_is_kept_with_the_confidence_and_how_far_that_is_off() -> None:
    """P80 of 700 in 1,000 is the late end, after 40 days: the midnight that ends 9 February."""
    late, early = one(held(700, 1_000), DAY), one(held(900, 1_000), DAY)
    assert (late.kept, late.beyond) == (datetime(2027, 2, 10), 19.0)
    assert (early.kept, early.beyond) == (datetime(2027, 1, 21), -1.0)
    dear, cheap = one(held(700, 1_000), 150.0), one(held(900, 1_000), 150.0)
    assert (dear.kept, dear.beyond) == (200.0, 50.0)
    assert (cheap.kept, cheap.beyond) == (100.0, -50.0)


def test_one_failed_promise_fails_the_gate_and_one_undecided_leaves_it_undecided() -> None:
    result = held(810, 1_000)
    found = gate(result, [Promise("finish", DAY), Promise("cost", 250.0)], 80)
    assert (found.failed, found.decided) == (False, False)
    found = gate(result, [Promise("finish", date(2027, 1, 10)), Promise("cost", 250.0)], 80)
    assert (found.failed, found.decided) == (True, True)
    assert found.to_frame()["outcome"].tolist() == ["failed", "met"]


def test_the_confidence_is_that_of_the_program_unless_another_is_asked_for() -> None:
    result = held(850, 1_000, confidence=90)
    assert gate(result, [Promise("finish", DAY)]).failed
    assert not gate(result, [Promise("finish", DAY)], 80).failed
    with pytest.raises(rc.InvalidInput, match="RC183"):
        gate(result, [], 100)


def test_a_measure_that_is_not_there_is_refused() -> None:
    with pytest.raises(rc.InvalidInput, match="RC181"):
        gate(held(1, 2), [Promise("milestone:X", DAY)])


def test_the_promises_of_a_program_are_its_targets_and_with_every_also_those_of_its_parts() -> None:
    made = program(
        targets={"finish": "2027-03-01"},
        projects=[{"id": "A", "targets": {"budget": 50}}, {"id": "B", "targets": {"finish": "2027-02-01"}}],
        tasks=[
            {"id": "A.done", "project": "A", "kind": "milestone", "target": "2027-01-31"},
            {"id": "B.done", "project": "B", "kind": "milestone"},
        ],
    )
    assert promises(made) == (Promise("finish", date(2027, 3, 1)),)
    assert promises(made, every=True) == (
        Promise("finish", date(2027, 3, 1)),
        Promise("cost:A", 50.0),
        Promise("finish:B", date(2027, 2, 1)),
        Promise("milestone:A.done", date(2027, 1, 31)),
    )
    assert promises(program()) == ()


def test_approved_changes_move_the_budget_that_is_promised() -> None:
    change = {"id": "c1", "project": "A", "date": "2027-01-04", "amount": 20, "status": "approved"}
    made = program(targets={"budget": 100}, changes=[change])
    assert promises(made) == (Promise("cost", 120.0),)


def runs(share: float, first: int, most: int) -> tuple[Gate, list[int]]:
    """Decide with results of which always the same share keeps the promise; return the iterations asked for too."""
    asked: list[int] = []

    def simulated(count: int) -> rc.Result:
        asked.append(count)
        return held(round(share * count), count)

    return decide(simulated, [Promise("finish", DAY)], 80, first, most), asked


def test_an_undecided_run_grows_by_four_until_it_is_decided() -> None:
    """At 78 % the interval of 100 and 400 futures reaches 80 %; that of 1,600 ends at 79.96 %."""
    found, asked = runs(0.78, 100, 100_000)
    assert asked == [100, 400, 1_600]
    assert (found.failed, found.iterations) == (True, 1_600)


def test_a_run_that_is_decided_at_once_is_not_repeated() -> None:
    assert runs(0.2, 100, 100_000)[1] == [100]
    assert runs(1.0, 100, 100_000)[1] == [100]


def test_a_chance_that_equals_the_confidence_stays_undecided_at_the_limit() -> None:
    found, asked = runs(0.8, 100, 1_000)
    assert asked == [100, 400, 1_000]
    assert (found.decided, found.failed) == (False, False)


def two_points() -> rc.Program:
    """Return 10 days of work that a risk makes 20 with a chance of 30 %; so 70 % finish within 10 days."""
    return rc.Program.model_validate(
        {
            "id": "p",
            "start": "2027-01-04",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-sun": "00:00-24:00"}}],
            "projects": [{"id": "P"}],
            "tasks": [{"id": "A", "project": "P", "duration": "10ed"}],
            "risks": [{"id": "R", "probability": 0.3, "impacts": [{"tasks": ["A"], "delay": "10ed"}]}],
        }
    )


@pytest.mark.parametrize(("confidence", "outcome"), [(60, "met"), (70, "undecided"), (80, "failed")])
def test_a_program_with_an_exact_chance_of_seventy_percent(confidence: int, outcome: str) -> None:
    result = rc.simulate(two_points(), rc.Plan(4_096, seed=1))
    verdict = one(result, date(2027, 1, 13), confidence)
    assert verdict.outcome == outcome
    assert verdict.chance == pytest.approx(0.7, abs=0.005)
    kept = datetime(2027, 1, 14) + (timedelta(days=10) if confidence > 70 else timedelta())
    assert confidence == 70 or verdict.kept == kept
