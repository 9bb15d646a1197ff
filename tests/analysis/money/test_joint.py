"""Date and budget together agree with counting by hand."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from riskcast.analysis.money.joint import POINTS, equal_level, frontier, joint, least_cost
from riskcast.errors import InvalidInput
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import share_interval

from .futures import futures
from .hand import program

FINISH = [[10, 12, 14, 16, 18], [9, 9, 9, 9, 20]]
COST = [[100, 90, 120, 110, 80], [50, 60, 50, 30, 20]]
"""Program finishes 10, 12, 14, 16, 20; costs 150, 150, 170, 140, 100."""


def random_result(seed: int, count: int = 60) -> Result:
    """Return futures with ties in both measures."""
    rng = np.random.default_rng(seed)
    days = rng.integers(10, 30, count)
    cost = 5.0 * rng.integers(20, 40, count) + 4.0 * days
    return futures([days, days], [cost, np.zeros(count)])


def test_the_four_chances_by_hand() -> None:
    found = joint(futures(FINISH, COST), 150, datetime(2027, 1, 15))
    shares = (found.in_time.value, found.in_budget.value, found.both.value, found.over_and_late.value)
    assert shares == (0.6, 0.8, 0.4, 0.0)
    assert (found.only_in_time, found.only_in_budget) == pytest.approx((0.2, 0.4))
    assert (found.both.low, found.both.high) == share_interval(2, 5)
    row = found.to_frame().iloc[0]
    assert (row["both"], row["both_low"], row["budget"]) == (0.4, found.both.low, 150)


def test_a_day_is_kept_by_any_time_on_it_and_an_instant_by_none_after_it() -> None:
    result = futures([[10.5], [10.5]], [[1], [1]])
    assert joint(result, 2, date(2027, 1, 11)).in_time.value == 1.0
    assert joint(result, 2, datetime(2027, 1, 11)).in_time.value == 0.0
    assert joint(result, 2, date(2027, 1, 10)).in_time.value == 0.0


def test_money_is_compared_to_the_hundredth() -> None:
    result = futures([[1], [1]], [[0.1], [0.2]])
    assert joint(result, 0.3).in_budget.value == 1.0
    assert joint(result, 0.29).in_budget.value == 0.0


def test_without_a_date_or_budget_the_promised_ones_count_and_else_the_planned_ones() -> None:
    promised = program(targets={"finish": "2027-01-13", "budget": 160})
    found = joint(futures(FINISH, COST, promised))
    assert (found.date, found.budget, found.both.value) == (date(2027, 1, 13), 160.0, 0.4)
    found = joint(futures(FINISH, COST))
    assert (found.date, found.budget, found.both.value) == (date(2027, 1, 10), 150.0, 0.2)


def test_the_least_cost_of_a_date_by_hand() -> None:
    result = futures(FINISH, COST)
    assert least_cost(result, 60, datetime(2027, 1, 15)) == 170.0
    assert least_cost(result, 60, datetime(2027, 1, 17)) == 150.0
    assert least_cost(result, 60, datetime(2027, 1, 13)) is None


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("q", [50, 70, 80, 100])
def test_every_point_of_the_frontier_is_the_least_that_is_enough(seed: int, q: int) -> None:
    result = random_result(seed)
    days, cost, need = result.samples("finish"), result.samples("cost"), q / 100 * result.iterations - 1e-9
    found = frontier(result, q)
    enough = [day for day in sorted(set(days.tolist())) if (days <= day).sum() >= need]
    assert found.dates.tolist() == result.moments(np.array(enough)).tolist()
    for day, money in zip(enough, found.costs.tolist(), strict=True):
        kept = [c for c in sorted(cost.tolist()) if ((days <= day) & (cost <= c)).sum() >= need]
        assert money == kept[0]
    assert (np.diff(found.costs) <= 0).all()
    assert found.costs[-1] == result.percentile("cost", q)


def test_a_frontier_of_many_iterations_is_thinned_out_and_keeps_both_ends() -> None:
    rng = np.random.default_rng(1)
    days, cost = rng.uniform(10, 400, 5_000), rng.uniform(1, 2, 5_000)
    result = futures([days, days], [cost, cost])
    found = frontier(result, 70)
    assert len(found.dates) == POINTS
    assert found.dates[0].astype(datetime) == result.percentile("finish", 70)
    assert found.dates[-1] == result.moments(result.samples("finish").max())
    assert (np.diff(found.costs) <= 0).all()
    assert len(found.to_frame()) == POINTS


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("q", [50, 70, 80])
def test_the_equal_level_is_the_least_percentile_that_is_enough(seed: int, q: int) -> None:
    result = random_result(seed)
    days, cost, count = result.samples("finish"), result.samples("cost"), result.iterations
    for k in range(1, count + 1):
        day, money = np.sort(days)[k - 1], np.sort(cost)[k - 1]
        if ((days <= day) & (cost <= money)).sum() >= q / 100 * count - 1e-9:
            break
    found = equal_level(result, q)
    assert found.p == pytest.approx(100 * k / count)
    assert (found.date, found.cost) == (result.percentile("finish", found.p), result.percentile("cost", found.p))
    assert joint(result, found.cost, found.date).both.value >= q / 100
    assert found.low <= found.p <= found.high
    assert found.is_open


def test_measures_that_move_as_one_need_no_higher_level_and_opposite_ones_do() -> None:
    x = np.random.default_rng(3).permutation(1_000) / 10.0
    assert equal_level(futures([x, x], [x, x]), 70).p == pytest.approx(70.0)
    assert equal_level(futures([x, x], [100 - x, 100 - x]), 70).p == pytest.approx(85.0)
    assert equal_level(futures([x, x], [x, x]), 70).to_frame()["p"].tolist() == [70.0]


@pytest.mark.parametrize("q", [0.7, 101, -1])
def test_a_confidence_that_is_no_percentile_is_refused(q: float) -> None:
    for ask in (frontier, equal_level):
        with pytest.raises(InvalidInput, match="0-100"):
            ask(futures(FINISH, COST), q)
    with pytest.raises(InvalidInput, match="0-100"):
        least_cost(futures(FINISH, COST), q, date(2027, 1, 1))
