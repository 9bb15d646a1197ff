"""Green, amber, red: the rule at its edges, slow at the thresholds, and by fact for what is finished."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from money.futures import futures
from money.hand import program

import riskcast as rc
from riskcast.analysis.review.status import Status, rate, ratings, rule
from riskcast.model.report_settings import ReportSettings
from riskcast.simulation.statistics import share_interval

SETTINGS = ReportSettings()
"""Green from 0.8, amber from 0.5, hysteresis 0.05."""


def held(hits: int, **parts: Any) -> rc.Result:
    """Return a result of which so many of 1,000 futures end on 20 January for 100, the others later for more."""
    first = np.arange(1_000) < hits
    days, cost = np.where(first, 20.0, 40.0), np.where(first, 100.0, 200.0)
    return futures([days, np.zeros(1_000)], [cost, np.zeros(1_000)], program(**parts))


PROMISED = {"targets": {"finish": "2027-01-20", "budget": 150}}


@pytest.mark.parametrize(
    ("chance", "status"),
    [(1.0, "green"), (0.8, "green"), (0.799, "amber"), (0.5, "amber"), (0.499, "red"), (0.0, "red")],
)
def test_without_a_last_review_the_thresholds_decide_and_belong_to_the_better_colour(
    chance: float, status: Status
) -> None:
    assert rate(chance, SETTINGS) == status


@pytest.mark.parametrize(
    ("chance", "last", "status"),
    [
        (0.84, "amber", "amber"),
        (0.85, "amber", "green"),
        (0.76, "green", "green"),
        (0.75, "green", "amber"),
        (0.54, "red", "red"),
        (0.55, "red", "amber"),
        (0.46, "amber", "amber"),
        (0.45, "amber", "red"),
        (0.8, "green", "green"),
        (0.5, "amber", "amber"),
    ],
)
def test_a_colour_changes_only_when_its_threshold_is_passed_by_the_hysteresis_edge_included(
    chance: float, last: Status, status: Status
) -> None:
    assert rate(chance, SETTINGS, last) == status


@pytest.mark.parametrize(
    ("chance", "last", "status"),
    [(0.82, "red", "amber"), (0.85, "red", "green"), (0.47, "green", "amber"), (0.45, "green", "red")],
)
def test_a_jump_over_two_classes_passes_each_threshold_by_itself(chance: float, last: Status, status: Status) -> None:
    assert rate(chance, SETTINGS, last) == status


def test_no_hysteresis_forgets_the_last_review() -> None:
    settings = ReportSettings(hysteresis=0.0)
    for chance in (0.0, 0.4999, 0.5, 0.65, 0.7999, 0.8, 1.0):
        for last in ("green", "amber", "red"):
            assert rate(chance, settings, last) == rate(chance, settings)


def test_certainty_always_reaches_the_ends_however_wide_the_hysteresis() -> None:
    settings = ReportSettings(green=0.98, amber=0.03, hysteresis=0.2)
    assert rate(1.0, settings, "red") == "green"
    assert rate(0.0, settings, "green") == "red"


def test_the_rule_names_the_thresholds_of_the_program() -> None:
    said = rule(ReportSettings(green=0.85, amber=0.6, hysteresis=0.025))
    assert "85 %" in said and "60 %" in said and "2.5 points" in said
    assert "review" not in rule(ReportSettings(hysteresis=0.0))
    assert "amber" not in rule(ReportSettings(green=0.5, amber=0.5, hysteresis=0.0))


def test_every_promise_is_rated_by_its_chance_with_its_interval() -> None:
    result = held(700, **PROMISED, projects=[{"id": "A", "targets": {"budget": 250}}, {"id": "B"}])
    found = ratings(result)
    assert list(found) == ["finish", "cost", "cost:A"]
    assert [(each.chance, each.status) for each in found.values()] == [(0.7, "amber"), (0.7, "amber"), (1.0, "green")]
    assert (found["finish"].low, found["finish"].high) == share_interval(700, 1_000)
    assert all(each.before is None and not each.is_fact for each in found.values())
    assert ratings(held(700)) == {}


def test_the_last_review_is_rated_by_its_own_promise_and_holds_the_colour() -> None:
    last, now = held(820, **PROMISED), held(780, **PROMISED)
    assert ratings(now)["finish"].status == "amber"
    found = ratings(now, last)["finish"]
    assert (found.before, found.status) == ("green", "green")
    later = held(820, targets={"finish": "2027-01-10", "budget": 150})
    found = ratings(now, later)["finish"]
    assert (found.before, found.status) == ("red", "amber"), "then 10 January was promised, which no future kept"


def test_a_promise_around_a_threshold_does_not_blink_from_review_to_review() -> None:
    """79, 81 and 79 %: amber all along, because each review keeps the colours that it showed."""
    last: rc.Result | None = None
    for hits in (790, 810, 790):
        now = held(hits, **PROMISED)
        shown = ratings(now, last)
        assert shown["finish"].status == "amber"
        last = replace(now, statuses=tuple((measure, rating.status) for measure, rating in shown.items()))
    assert ratings(held(790, **PROMISED), held(810, **PROMISED))["finish"].status == "green", "not kept: rated anew"


@pytest.mark.parametrize(("finished", "status"), [("2027-01-05T16:00", "green"), ("2027-01-08T16:00", "red")])
def test_a_finished_milestone_is_green_or_red_by_fact(finished: str, status: Status) -> None:
    steps = [
        {"id": "m", "project": "A", "kind": "milestone", "target": "2027-01-06", "actual_start": finished,
         "actual_finish": finished},
        {"id": "A.work", "project": "A", "duration": "5d", "estimate": "pert(4d, 5d, 9d)"},
    ]  # fmt: skip
    of = program(tasks=steps, data_date="2027-01-09")
    settings = ReportSettings(green=1.0, amber=0.0, hysteresis=0.5)
    rating = ratings(rc.simulate(of.replace(report=settings), rc.Plan(128, seed=1)))["milestone:m"]
    assert rating.is_fact and rating.status == status
    assert rating.low == rating.chance == rating.high
