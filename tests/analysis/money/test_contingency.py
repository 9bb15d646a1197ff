"""Contingency, what it covers, and breakdowns that add up to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pytest

from riskcast.analysis.money.allocation import REST, UNSHARED, Breakdown, allocate, iterations_at
from riskcast.analysis.money.contingency import contingencies, contingency
from riskcast.kernels.types import F8
from riskcast.simulation.cash import CashRow
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import share_interval

from .futures import futures, money
from .hand import program, years

COST = [[90, 100, 110, 120, 160], [50, 50, 60, 60, 90]]
"""The program costs 140, 150, 170, 180 and 250; planned are 150."""
FINISH = [[8, 10, 12, 14, 16], [10, 10, 10, 10, 18]]
RISKS = [{"id": "R", "name": "Strike", "probability": 0.5}, {"id": "S", "probability": 0.5}]


def test_contingency_is_the_p_value_less_the_plan_for_the_program_and_every_project() -> None:
    found = contingencies(futures(FINISH, COST), 80)
    whole, first, second = (found.program, *found.projects)
    assert (whole.money.value, first.money.value, second.money.value) == (30.0, 20.0, 10.0)
    assert (whole.days.value, first.days.value, second.days.value) == (4.0, 4.0, 0.0)
    assert (whole.planned_cost, whole.planned_finish) == (150.0, datetime(2027, 1, 11))
    assert (whole.label, first.label, second.label) == ("Both", "First", "B")
    assert whole.money.is_open
    frame = found.to_frame()
    assert frame["contingency"].tolist() == [30.0, 20.0, 10.0]
    assert frame["project"].tolist() == ["", "A", "B"]


def test_its_interval_is_that_of_the_p_value_less_the_plan() -> None:
    x = np.random.default_rng(1).uniform(100, 200, 1_000)
    found = contingency(futures([x, x], [x, x]), 80)
    ordered = np.sort(2 * x)
    assert found.money.low == pytest.approx(ordered[774] - 150)
    assert found.money.high == pytest.approx(ordered[824] - 150)
    assert found.days.low == pytest.approx(np.sort(x)[774] - 10, abs=1e-4)
    assert not found.money.is_open


def test_the_confidence_of_the_program_counts_when_none_is_given() -> None:
    assert contingency(futures(FINISH, COST, program(confidence=60))).money.value == 20.0


def test_what_a_budget_its_contingency_and_the_reserve_cover() -> None:
    targets = {"budget": 170, "contingency": 20, "management_reserve": 15}
    cover = contingency(futures(FINISH, COST, program(targets=targets))).cover
    assert cover.budget_confidence is not None and cover.reserve_confidence is not None
    assert cover.exceeds_contingency is not None and cover.exceeds_all is not None
    assert cover.budget_confidence.value == 0.6
    assert cover.reserve_confidence.value == 0.8
    assert cover.exceeds_contingency.value == 0.4
    assert cover.exceeds_all.value == 0.2
    assert (cover.exceeds_all.low, cover.exceeds_all.high) == share_interval(1, 5)


def test_what_was_not_promised_has_no_chance() -> None:
    cover = contingency(futures(FINISH, COST)).cover
    assert cover.budget_confidence is cover.exceeds_contingency is cover.exceeds_all is cover.reserve_confidence is None
    cover = contingency(futures(FINISH, COST, program(targets={"contingency": 30}))).cover
    assert cover.exceeds_contingency is not None and cover.exceeds_contingency.value == 0.2
    assert cover.exceeds_all is None


def test_a_project_is_covered_by_its_own_targets() -> None:
    projects = [{"id": "A", "targets": {"budget": 115, "contingency": 10}}, {"id": "B"}]
    found = contingencies(futures(FINISH, COST, program(projects=projects)))
    first, second = (part.cover for part in found.projects)
    assert first.budget_confidence is not None and first.budget_confidence.value == 0.6
    assert first.exceeds_contingency is not None and first.exceeds_contingency.value == 0.4
    assert second.budget_confidence is None


def test_the_futures_at_a_level_lie_evenly_on_both_sides_of_it() -> None:
    total = np.random.default_rng(2).permutation(2_000).astype(float)
    assert sorted(total[iterations_at(total, 80)]) == list(range(1_549, 1_650))
    few = total[total < 200]
    assert sorted(few[iterations_at(few, 80)]) == list(range(139, 180))
    assert sorted(few[iterations_at(few, 99)]) == list(range(195, 200))
    assert few[iterations_at(few, 100)].tolist() == [199]


def spread(count: int = 4_000, seed: int = 5) -> tuple[Result, dict[str, F8]]:
    """Return a result whose every cause is known: ranges in both projects, two risks, prices, exchange rates."""
    rng = np.random.default_rng(seed)
    parts: dict[str, F8] = {
        "A": rng.normal(0, 10, count),
        "B": rng.normal(0, 5, count),
        "R": np.where(rng.random(count) < 0.3, 40.0, 0.0),
        "S": np.where(rng.random(count) < 0.2, -20.0, 0.0),
        "escalation": rng.normal(8, 2, count),
        "fx": rng.normal(0, 3, count),
    }
    cost = np.stack([100 + parts["A"] + parts["R"] + parts["fx"], 50 + parts["B"] + parts["S"] + parts["escalation"]])
    zero = np.zeros(count)
    rows: dict[CashRow, Any] = {
        CashRow("incurred"): np.stack([cost.sum(axis=0), zero]),
        CashRow("escalation"): np.stack([parts["escalation"] / 2, parts["escalation"] / 2]),
        CashRow("fx"): np.stack([parts["fx"], zero]),
    }
    planned = np.zeros((3, 3))
    planned[0, 0], planned[1, 0] = 150.0, 5.0
    own = money(years(2), rows, risk_cost=[parts["R"], parts["S"]], planned=planned)
    return futures(np.full((2, count), 10.0), cost, program(risks=RISKS), own), parts


def amounts(found: Breakdown) -> dict[str, float]:
    return {part.id or part.kind: part.amount for part in found.parts}


@pytest.mark.parametrize("p", [50, 80, 95])
def test_both_breakdowns_add_up_to_the_contingency_exactly(p: int) -> None:
    result, _ = spread()
    found = allocate(result, p)
    assert found.contingency == contingency(result, p).money.value
    assert found.by_cause is not None
    assert found.by_project.total == pytest.approx(found.contingency, rel=1e-9)
    assert found.by_cause.total == pytest.approx(found.contingency, rel=1e-9)
    assert found.by_project.method == found.by_cause.method == "scaled"
    assert len(found.to_frame()) == 2 + 5


def test_each_part_is_the_mean_beyond_its_plan_of_the_futures_at_the_level() -> None:
    result, parts = spread()
    total = result.samples("cost")
    order = np.argsort(total, kind="stable")[3_199 - 100 : 3_199 + 101]
    factor = (np.sort(total)[3_199] - 150) / (total[order] - 150).mean()
    found = allocate(result, 80)
    assert found.by_cause is not None
    causes = amounts(found.by_cause)
    assert found.iterations == 201
    for name in ("R", "S", "fx"):
        assert causes[name] == pytest.approx(factor * parts[name][order].mean(), rel=1e-9)
    assert causes["escalation"] == pytest.approx(factor * (parts["escalation"][order] - 5).mean(), rel=1e-9)
    rest = (parts["A"] + parts["B"])[order] + 5
    assert causes["rest"] == pytest.approx(factor * rest.mean(), rel=1e-9)
    by_project = amounts(found.by_project)
    cost = result.project_cost[:, order].mean(axis=1)
    assert [by_project["A"], by_project["B"]] == pytest.approx(list(factor * (cost - [100, 50])), rel=1e-9)
    assert found.by_cause.parts[-1].label == REST
    assert {part.label for part in found.by_cause.parts} >= {"Strike", "S"}


def test_means_over_all_futures_would_not_add_up() -> None:
    result, parts = spread()
    total = result.samples("cost")
    naive = (total - 150).mean()
    assert abs(naive - contingency(result, 80).money.value) > 10
    assert parts["R"].mean() < amounts(allocate(result, 80).by_cause)["R"]  # type: ignore[arg-type]


def test_the_error_of_a_part_is_that_of_the_mean_of_so_many_futures() -> None:
    result, parts = spread()
    total = result.samples("cost")
    order = iterations_at(total, 80)
    factor = (np.sort(total)[3_199] - 150) / (total[order] - 150).mean()
    found = allocate(result, 80).by_cause
    assert found is not None
    risk = next(part for part in found.parts if part.id == "R")
    assert risk.error == pytest.approx(factor * parts["R"][order].std(ddof=1) / np.sqrt(201), rel=1e-9)


def test_parts_that_cannot_be_scaled_leave_the_difference_to_the_rest() -> None:
    """The P80 is the plan, yet the futures around it cost 10 more on average: no factor makes 0 of that."""
    cost = [[100.0, 100.0, 130.0, 70.0, 100.0], [50.0, 50.0, 50.0, 50.0, 50.0]]
    finish = np.full((2, 5), 10.0)
    own = money(years(1), {CashRow("incurred"): [np.sum(cost, axis=0)]}, risk_cost=[[0, 0, 30, 0, 0], [0, 0, 0, 0, 0]])
    found = allocate(futures(finish, cost, program(risks=RISKS), own), 80)
    assert found.contingency == 0.0
    assert found.by_cause is not None
    assert found.by_cause.method == found.by_project.method == "rest"
    assert amounts(found.by_cause) == pytest.approx({"R": 10.0, "rest": -10.0})
    assert amounts(found.by_project) == pytest.approx({"A": 10.0, "rest": -10.0})
    assert found.by_project.parts[-1].label == UNSHARED
    assert found.by_project.total == found.by_cause.total == 0.0


def test_a_certain_cost_has_nothing_to_share_out() -> None:
    certain = futures(np.full((2, 50), 10.0), np.tile([[100.0], [50.0]], 50))
    found = allocate(certain)
    assert (found.contingency, found.by_project.total, found.by_cause) == (0.0, 0.0, None)
    assert found.by_project.parts == ()
    assert found.to_frame().empty


def test_a_single_future_shares_out_what_it_costs_and_claims_no_error() -> None:
    found = allocate(futures([[10.0], [10.0]], [[120.0], [45.0]])).by_project
    assert amounts(found) == {"A": 20.0, "B": -5.0}
    assert [part.error for part in found.parts] == [None, None]
