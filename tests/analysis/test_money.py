"""Sums of money are added and compared so that a certain cost is certain."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import riskcast as rc
from riskcast.simulation.money import total_cost

_OFFICE = {"id": "c", "week": {"mon-fri": "08:00-16:00"}}
_PARTS = [30851.44, 10148.26, 55170.76, 39990.65, 85733.08, 12421.85, 70261.3, 3210.27, 19481.11, 27747.05]
"""numpy.sum adds these to 355015.77 or 355015.76999999996, depending on the shape of the array."""


def program(**parts: Any) -> rc.Program:
    base = {"id": "p", "start": "2027-01-04", "calendar": "c", "calendars": [_OFFICE], "projects": [{"id": "P"}]}
    return rc.Program.model_validate({**base, "tasks": [{"id": "A", "project": "P", "duration": "5d"}], **parts})


def test_a_cost_without_uncertainty_is_within_its_plan_in_every_iteration() -> None:
    many = program(
        projects=[{"id": f"P{k}"} for k in range(10)],
        tasks=[{"id": f"T{k}", "project": f"P{k}", "duration": "1d"} for k in range(10)],
        costs=[{"id": f"c{k}", "task": f"T{k}", "fixed": part} for k, part in enumerate(_PARTS)],
    )
    for iterations in (1, 2, 256):
        result = rc.simulate(many, rc.Plan(iterations, seed=1, threads=1))
        assert (result.samples("cost") == result.planned("cost")).all()
    assert rc.schedule(many).cost == result.planned("cost")
    assert "100 % likely" in rc.answer(result).cost


def test_totals_have_the_same_bits_for_one_iteration_and_for_many() -> None:
    cost = np.random.default_rng(1).uniform(1e3, 1e5, (40, 300)).round(2)
    assert all(total_cost(cost)[k] == total_cost(cost[:, k]) == total_cost(cost[:, k : k + 1])[0] for k in range(300))


def test_money_is_compared_to_the_hundredth() -> None:
    costs = [{"id": "a", "task": "A", "fixed": 0.1}, {"id": "b", "task": "A", "fixed": 0.2}]
    result = rc.simulate(program(costs=costs, targets={"budget": 0.3}), rc.Plan(100, seed=1))
    assert result.planned("cost") > 0.3
    assert result.probability("cost", 0.3) == 1.0
    assert result.probability("cost", 0.29) == 0.0


def test_what_a_risk_costs_stays_right_for_huge_sums() -> None:
    """Sums of cents would leave 64 bits here: 900 bn times 200,000 iterations."""
    costs = [{"id": "c", "task": "A", "fixed": "900bn"}]
    risks = [{"id": "R", "probability": 0.9, "impacts": [{"tasks": ["A"], "cost": "50bn"}]}]
    result = rc.simulate(program(costs=costs, risks=risks), rc.Plan(200_000, seed=1))
    assert rc.drivers(result).risks[0].extra_cost == pytest.approx(50e9, rel=1e-9)


def test_what_a_risk_does_equals_the_difference_of_the_means() -> None:
    tasks = [{"id": "A", "project": "P", "duration": "5d", "estimate": "uniform(4d, 9d)"}]
    risks = [{"id": "R", "probability": 0.3, "impacts": [{"tasks": ["A"], "delay": "200d", "cost": "7k"}]}]
    result = rc.simulate(program(tasks=tasks, risks=risks), rc.Plan(2_000, seed=3))
    driver = rc.drivers(result).risks[0]
    occurred = result.samples("cost") > 0.0
    days = result.samples("finish") / 14_400
    assert driver.delay_days == pytest.approx(days[occurred].mean() - days[~occurred].mean(), rel=1e-9)
    assert driver.extra_cost == pytest.approx(7_000, rel=1e-9)


def test_sums_over_risks_do_not_depend_on_blocks_or_threads() -> None:
    costs = [{"id": "c", "task": "A", "per_day": "pert(3.1bn, 5.2bn, 9.3bn)"}]
    risks = [{"id": "R", "probability": 0.4, "impacts": [{"tasks": ["A"], "cost": "uniform(1, 9bn)"}]}]
    made = program(costs=costs, risks=risks)
    first = rc.simulate(made, rc.Plan(3_000, seed=5, threads=1, block=64)).inputs
    other = rc.simulate(made, rc.Plan(3_000, seed=5, threads=3, block=320)).inputs
    assert (first.sums == other.sums).all()
    assert first.sums.any()
