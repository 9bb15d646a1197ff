"""What risks and drivers do, and what is said about responses, sets, cascades and correlations."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

import riskcast as rc
from riskcast.analysis.correlated import correlated, say_variable
from riskcast.analysis.left_out import say_without
from riskcast.analysis.ties import ties
from riskcast.model.program import Program
from twins.tied import tied


@pytest.fixture(scope="module")
def result() -> rc.Result:
    return rc.simulate(tied(), rc.Plan(2_048, seed=3))


def alone(**driver: object) -> Program:
    """One certain task and one driver, so that finish and cost follow that driver only."""
    tasks = [{"id": "a", "project": "P", "duration": "20d"}]
    costs = [{"id": "a", "task": "a", "fixed": "10k"}]
    row = {"id": "x", "tasks": ["a"], **driver}
    return tied(tasks=tasks, dependencies=[], costs=costs, risks=[], correlations=[], drivers=[row])


def test_finish_follows_the_only_driver_one_to_one() -> None:
    (driver,) = rc.drivers(rc.simulate(alone(duration="uniform(100%, 200%)"), rc.Plan(2_048, seed=1))).shared
    assert driver.rank_correlation == pytest.approx(1.0, abs=2e-4)
    assert driver.cost_correlation == 0.0
    assert (driver.acted, driver.delay_days, driver.tasks) == (1.0, None, 1)


def test_cost_follows_the_factor_on_costs() -> None:
    (driver,) = rc.drivers(rc.simulate(alone(cost="uniform(100%, 200%)"), rc.Plan(2_048, seed=1))).shared
    assert driver.rank_correlation is None
    assert driver.cost_correlation == pytest.approx(1.0, abs=2e-4)


def test_a_driver_that_acts_sometimes_is_compared_with_the_futures_without_it() -> None:
    result = rc.simulate(alone(probability=0.25, duration="150%", cost="120%"), rc.Plan(2_048, seed=1))
    (driver,) = rc.drivers(result).shared
    assert driver.acted == 0.25
    assert driver.delay_days == pytest.approx(14.0)
    assert driver.extra_cost == pytest.approx(2_000.0)
    frame = result.to_frame()
    late = frame["finish"] == frame["finish"].max()
    assert late.mean() == driver.acted


def test_the_strongest_driver_comes_first_and_a_certain_one_has_no_correlation(result: rc.Result) -> None:
    found = rc.drivers(result)
    assert [driver.driver for driver in found.shared] == ["skill", "bias", "users"]
    assert found.shared[1].rank_correlation is None
    assert list(found.shared_frame()["driver"]) == ["skill", "bias", "users"]


def test_the_chance_of_a_risk_is_the_one_that_counts(result: rc.Result) -> None:
    risks = {risk.risk: risk for risk in rc.drivers(result).risks}
    late, roles = risks["late"], risks["roles"]
    assert (late.entered, late.probability, late.after, late.state) == (0.3, 0.3, 0.1, "planned")
    assert (roles.entered, roles.probability, roles.after, roles.state) == (0.6, 0.25, 0.25, "active")
    assert late.decide_by == date(2027, 3, 31)
    assert late.response_cost == pytest.approx(45_000.0)
    assert roles.occurred == pytest.approx(0.25, abs=0.002)


def test_a_risk_that_is_over_says_why() -> None:
    tasks = [*tied().tasks]
    done = {"actual_start": "2027-01-04T08:00", "actual_finish": "2027-01-29T16:00"}
    tasks[0] = rc.Program.model_validate({**dict(tied()), "tasks": [{**tasks[0].model_dump(), **done}]}).tasks[0]
    program = tied(tasks=tasks, data_date="2027-02-01", correlations=[])
    risks = {risk.risk: risk for risk in rc.drivers(rc.simulate(program, rc.Plan(64, seed=1))).risks}
    assert risks["late"].over == "task a is finished"
    assert (risks["late"].probability, risks["late"].occurred) == (0.0, 0.0)
    assert risks["roles"].over == ""


def test_sets_cascades_and_windows_are_said_in_words() -> None:
    assert ties(tied()) == (
        "At most one of the set supplier occurs: “Supplier is late” (30 %) or “Supplier is gone” (10 %); "
        "none with 60 %.",
        "“Test fails”: 20 % by itself, 50 % after “Supplier is late” and 60 % after “Supplier is gone”; "
        "after several of these, the largest counts.",
        "“Test fails”: hits only what is at work after 1 Feb 2027.",
        "“Test fails”: over once d is finished.",
        "Where several risks hit one task, their delays add up and their factors multiply.",
    )


def test_other_ways_to_combine_are_said() -> None:
    said = ties(tied(combine={"delays": "max", "factors": "sum"}))[-1]
    assert "only the longest delay counts" in said
    assert "above 100 % adds up" in said


def test_a_program_without_risks_has_nothing_to_tie() -> None:
    assert ties(tied(risks=[])) == ()


def test_correlations_are_told_as_given_and_as_used(result: rc.Result) -> None:
    found = correlated(result)
    assert [(line.what, line.rho) for line in found.lines] == [
        ("durations of a, b", 0.9),
        ("durations of b, c", 0.9),
        ("durations of a, c", -0.9),
    ]
    assert [(r.first, r.second) for r in found.repairs] == [
        ("duration of a", "duration of b"),
        ("duration of b", "duration of c"),
        ("duration of a", "duration of c"),
    ]
    for repair in found.repairs:
        assert abs(repair.used) < abs(repair.given) == pytest.approx(0.9)
    assert found.drivers == ("Skills", "Bias", "Users")


def test_what_was_left_out_is_not_told_as_correlated() -> None:
    found = correlated(rc.simulate(tied(), rc.Plan(64, seed=1, without=("ranges", "drivers"))))
    assert (found.lines, found.default, found.drivers, found.repairs) == ((), 0.0, (), ())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("task:A:b:duration", "duration of A:b"),
        ("cost:team:per_day", "daily rate of cost line team"),
        ("cost:team:fixed", "sum of cost line team"),
        ("risk:R1:occurs", "occurrence of risk R1"),
        ("set:supplier:occurs", "which risk of set supplier occurs"),
        ("risk:R1:delay:2", "delay of risk R1, impact 2"),
        ("risk:R1:cost_per_day:1", "cost per day of risk R1, impact 1"),
        ("risk:R1:factor:1:A:2", "factor of risk R1, impact 1 on A:2"),
    ],
)
def test_uncertain_quantities_have_names_that_people_can_read(name: str, words: str) -> None:
    assert say_variable(name) == words


def test_a_run_without_a_kind_of_uncertainty_says_that_it_is_no_forecast() -> None:
    program = tied()
    full = rc.simulate(program, rc.Plan(64, seed=1))
    part = rc.simulate(program, rc.Plan(64, seed=1, without=("drivers", "risks")))
    nothing = rc.simulate(program, rc.Plan(64, seed=1, without=("ranges", "risks", "drivers")))
    assert say_without(full.manifest) == ""
    assert part.manifest.without == ("risks", "drivers")
    assert "all risks and all drivers. It shows what the rest does, and is not" in say_without(part.manifest)
    assert "ranges of durations and costs, all risks and all drivers" in say_without(nothing.manifest)
    assert np.unique(nothing.samples("finish")).size == 1
