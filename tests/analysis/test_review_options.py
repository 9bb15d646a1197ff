"""Options of a board: what each costs, brings, and by when it is to be decided."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import numpy as np
import pytest
from money.futures import futures
from money.hand import program

from riskcast.analysis.compare import compare
from riskcast.analysis.money.joint import joint
from riskcast.analysis.review.options import options
from riskcast.analysis.review.status import rate
from riskcast.model.program import Program
from riskcast.model.scenario import Scenario
from riskcast.simulation.result import Result

RNG = np.random.default_rng(5)
DAYS = np.stack([RNG.gamma(4.0, 10.0, 2_000), np.zeros(2_000)])
COST = RNG.gamma(3.0, 1e4, (2, 2_000))
BASE = program(targets={"finish": "2027-02-10", "budget": 60_000}, data_date="2027-01-20")
FAST = Scenario(id="fast", name="Second team", owner="Ann", note="An offer.", decide_by=date(2027, 2, 1))
CHEAP = Scenario(id="cheap", owner="Bob", decide_by=date(2027, 1, 10))


def deadline(day: date) -> datetime:
    """Return the midnight that ends a day."""
    return datetime.combine(day + timedelta(days=1), time())


def pair(of: Program = BASE) -> tuple[Result, Result]:
    """Return the base, and an option that is five days faster and dearer."""
    return futures(DAYS, COST, BASE), futures(DAYS - 5.0, COST + np.array([[2_000.0], [0.0]]), of)


def test_an_option_carries_the_figures_of_the_comparison() -> None:
    base, other = pair()
    found = compare(base, other, names=("base", "fast"))
    (option,) = options(found, (base, other), (FAST,))
    finish, cost = found.options[0].measure("finish"), found.options[0].measure("cost")
    assert (option.name, option.label, option.owner, option.note) == ("fast", "Second team", "Ann", "An offer.")
    assert (option.finish, option.cost, option.mean_cost) == (finish.confidence, cost.confidence, cost.mean.difference)
    assert option.spend == cost.deterministic.difference.value
    assert (option.in_time, option.in_budget) == (finish.chance, cost.chance)
    assert option.finish.difference.value == pytest.approx(-5.0) and option.helps
    assert option.decide_by == date(2027, 2, 1) and not option.is_overdue
    assert option.to_frame()["finish_difference"].tolist() == [option.finish.difference.value]


def test_both_promises_together_are_those_of_the_base_in_each_run() -> None:
    base, other = pair(BASE.replace(targets={"finish": "2027-12-31", "budget": 900_000}))
    (option,) = options(compare(base, other), (base, other))
    day, budget = date(2027, 2, 10), 60_000.0
    assert option.both is not None and option.in_time is not None
    assert option.both.before == joint(base, budget, day).both.value
    assert option.both.after == joint(other, budget, day).both.value
    assert option.in_time.after == other.probability("finish", deadline(day)), "the option does not judge itself"
    assert option.both.difference.error is not None


def test_the_status_after_is_rated_like_that_of_the_base() -> None:
    base, other = pair()
    (option,) = options(compare(base, other), (base, other))
    assert option.in_time is not None
    assert option.status_finish == rate(float(option.in_time.after), BASE.report)  # type: ignore[arg-type]


def test_a_combined_option_is_due_with_the_first_of_its_scenarios() -> None:
    base, other = pair()
    (option,) = options(compare(base, other, names=("base", "fast + cheap")), (base, other), ((FAST, CHEAP),))
    assert (option.label, option.owner) == ("Second team + cheap", "Ann, Bob")
    assert option.decide_by == date(2027, 1, 10)
    assert option.is_overdue, "the data date is the 20th"
    assert option.is_combined


def test_the_data_date_itself_is_not_too_late() -> None:
    base, other = pair()
    due = FAST.model_copy(update={"decide_by": date(2027, 1, 20)})
    (option,) = options(compare(base, other), (base, other), (due,))
    assert not option.is_overdue


def test_without_promises_or_scenarios_there_is_no_chance_status_or_day() -> None:
    base, other = futures(DAYS, COST, program()), futures(DAYS - 5.0, COST, program())
    (option,) = options(compare(base, other, names=("base", "x")), (base, other), (None,))
    assert (option.in_time, option.in_budget, option.both, option.status_finish, option.status_cost) == (None,) * 5
    assert (option.label, option.decide_by, option.is_overdue) == ("x", None, False)


def test_what_is_later_and_dearer_does_not_help() -> None:
    base, other = futures(DAYS, COST, BASE), futures(DAYS + 5.0, COST + 10.0, BASE)
    (option,) = options(compare(base, other), (base, other))
    assert not option.helps


def test_as_many_results_as_options_are_asked_for() -> None:
    base, other = pair()
    with pytest.raises(ValueError, match="shorter"):
        options(compare(base, other, other), (base, other))
