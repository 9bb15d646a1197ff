"""Joint confidence of date and budget, against exact figures."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.special import ndtri

from riskcast.analysis.money.joint import equal_level, frontier, joint, least_cost
from riskcast.network.ticks import to_moment
from riskcast.simulation.result import Result
from twins.oracles import ERRORS, SEEDS, UNIT, UNIT_TICKS, Entry, check_share, program, run

Entries = dict[str, Entry]
each_seed = pytest.mark.parametrize("seed", SEEDS)
BASE = 1000.0
"""Money that every cost has on top, so that no normal sum comes near 0."""


def normals(duration: tuple[float, float], cost: tuple[float, float], rho: float, seed: int) -> Result:
    """Run one task whose duration and cost are jointly normal: a daily rate carries what they have in common."""
    (mean, sd), (sum_, spread) = duration, cost
    rate, own = rho * spread / sd, spread * math.sqrt(1.0 - rho**2)
    rest = BASE + sum_ - rate * mean
    line: dict[str, Any] = {"id": "c", "task": "X", "fixed": f"normal({rest!r}, {own!r})" if own else f"{rest!r}"}
    line |= {"per_day": f"{rate / UNIT!r}"} if rate else {}
    law = {"type": "normal", "mean": mean, "sd": sd}
    return run(program([{"id": "X", "duration": law}], costs=[line]), seed)


def date_at(result: Result, units: float) -> Any:
    start = (result.program.start - result.origin).total_seconds() / 6.0
    return to_moment(round(start + units * UNIT_TICKS), result.origin)


def check_joint(result: Result, units: float, money: float, share: float) -> None:
    found = joint(result, money, date_at(result, units)).both
    check_share(round(found.value * result.iterations), result.iterations, share)
    assert found.low <= found.value <= found.high


@each_seed
def test_a_programme_keeps_date_and_budget_as_often_as_computed(entries: Entries, seed: int) -> None:
    expected = entries["jcl.programme_normal"]["expected"]
    result = normals((24, 3), (100, 12), 0.7, seed)
    found, count = joint(result, BASE + 108, date_at(result, 26)), result.iterations
    for figure, key in (
        (found.in_time, "P(T<=26)"),
        (found.in_budget, "P(C<=108)"),
        (found.both, "JCL(26,108)"),
        (found.over_and_late, "P(over budget and late)"),
    ):
        check_share(round(figure.value * count), count, expected[key], key)
    conditional = expected["P(C<=108 | T<=26)"]
    in_time = round(found.in_time.value * count)
    check_share(round(found.both.value * count), in_time, conditional)
    assert sum((found.both.value, found.only_in_time, found.only_in_budget, found.over_and_late.value)) == (
        pytest.approx(1.0)
    )


@each_seed
def test_the_budget_that_a_date_needs_is_the_exact_one(entries: Entries, seed: int) -> None:
    exact = BASE + entries["jcl.programme_normal"]["expected"]["cost needed at 26 months for JCL 70%"]
    result = normals((24, 3), (100, 12), 0.7, seed)
    slack = 100.0 * ERRORS * math.sqrt(0.7 * 0.3 / result.iterations)
    low, high = (least_cost(result, 70 + off, date_at(result, 26)) for off in (-slack, slack))
    assert low is not None and high is not None
    assert low <= exact <= high
    assert high - low < 6.0
    curve = frontier(result, 70)
    costs = np.interp(
        np.datetime64(date_at(result, 26), "s").astype(float),
        curve.dates.astype("datetime64[s]").astype(float),
        curve.costs,
    )
    assert low - 0.3 <= costs <= high + 0.3


@pytest.mark.parametrize("rho", ["0", "0.3", "0.6", "0.9", "1"])
def test_equal_percentiles_must_be_as_high_as_computed(entries: Entries, rho: str) -> None:
    expected = entries["jcl.bivariate_normal"]["expected"][rho]
    result = normals((50, 5), (200, 20), float(rho), 1)
    for level in (50, 70, 80):
        z = float(ndtri(level / 100.0))
        check_joint(result, 50 + 5 * z, BASE + 200 + 20 * z, expected[f"JCL at marginal P{level}/P{level}"])
    exact = 100.0 * expected["equal marginal level for JCL 70%"]
    found = equal_level(result, 70)
    slack = ERRORS * math.sqrt(0.7 * 0.3 / result.iterations)
    low, high = (equal_level(result, 70 + 100.0 * off).p for off in (-slack, slack))
    assert low <= exact <= high
    assert found.low <= found.p <= found.high
    assert abs(found.p - exact) < 1.6
    kept = joint(result, found.cost, found.date).both.value
    assert 0.7 <= kept <= 0.7 + 2e-4
    if rho != "1":
        assert found.p > 71


@each_seed
def test_a_team_that_costs_while_it_works_ties_budget_and_date_as_computed(entries: Entries, seed: int) -> None:
    entry = entries["cost.time_dependent_plus_fixed"]
    expected, (team, purchase) = entry["expected"], entry["model"]["costs"]
    law = purchase["amount"]
    price = f"triangular({', '.join(repr(BASE * law[key]) for key in ('min', 'mode', 'max'))})"
    lines = [
        {"id": "team", "task": "Work", "per_day": repr(BASE * team["time_dependent_rate"] / UNIT)},
        {"id": "purchase", "task": "Work", "fixed": price},
    ]
    result = run(program(entry["model"]["tasks"], costs=lines), seed)
    at_p80 = expected["schedule_P80_months"], BASE * expected["quantiles"]["P80"]
    check_joint(result, *at_p80, expected["JCL(P80 date, P80 cost)"])
    check_joint(result, 14, BASE * 11.5, expected["JCL(14 months, 11.5)"])
    assert equal_level(result, 80).p > 81
