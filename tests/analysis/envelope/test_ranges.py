"""Wider and narrower ranges scale the distance from the planned value, for every family, and nothing else."""

from __future__ import annotations

import math

import numpy as np
import pytest

import riskcast as rc
from riskcast.analysis.envelope.ranges import Widened, with_ranges
from riskcast.analysis.envelope.stretched import Kept, Stretched
from riskcast.model.amount import Amount
from riskcast.model.distributions import Exponential
from riskcast.model.estimate import Estimate
from riskcast.model.notation import FAMILIES
from riskcast.model.resolve import money_distribution
from riskcast.network.ticks import PER_DAY

from .small import days, program, task

ESTIMATES = {
    "fixed": "10d",
    "uniform": "uniform(8d, 14d)",
    "triangular": "triangular(8d, 10d, 15d)",
    "trigen": "trigen(8d, 10d, 15d, 0.1, 0.1)",
    "double_triangular": "double_triangular(8d, 10d, 15d, 0.4)",
    "pert": "pert(80%, 10d, 150%)",
    "normal": "normal(10d, 2d, low=5d)",
    "lognormal": "lognormal(mean=10d, sd=3d)",
    "beta": "beta(alpha=2, beta=5, low=8d, high=20d)",
    "gamma": "gamma(shape=9, scale=1d)",
    "weibull": "weibull(shape=2, scale=10d)",
    "exponential": "exponential(10d)",
    "pareto": "pareto(low=8d, alpha=0.9, max=40d)",
    "discrete": "discrete(8d:0.3, 12d:0.7)",
    "cumulative": "cumulative(0:8d, 0.5:10d, 1:15d)",
    "histogram": "histogram(8d..10d:3, 10d..20d:1)",
    "empirical": "empirical(8d, 9d, 11d, 15d)",
    "percentiles": "percentiles(p10=8d, p50=10d, p90=15d)",
}
P = np.array([0.1, 0.5, 0.9])


def number(amount: Amount) -> float:
    return 10.0 * amount.value / 100.0 if amount.is_percent else amount.value


def widened(estimate: Estimate, by: float) -> Widened:
    return Widened(estimate.family, estimate.args, estimate.words, by)


def test_every_family_has_a_case() -> None:
    assert set(ESTIMATES) == set(FAMILIES)


@pytest.mark.parametrize("by", [0.8, 1.3])
@pytest.mark.parametrize("text", ESTIMATES.values(), ids=ESTIMATES)
def test_percentiles_move_away_from_the_planned_value_by_the_factor(text: str, by: float) -> None:
    stated = Estimate.parse(text)
    planned, law = stated.planned(number), widened(stated, by).distribution(number)
    expected = planned + by * (stated.distribution(number).quantile(P) - planned)
    assert law.quantile(P) == pytest.approx(expected, rel=1e-12)
    assert widened(stated, by).planned(number) == planned


@pytest.mark.parametrize("text", [t for f, t in ESTIMATES.items() if f not in ("fixed", "pareto")])
def test_the_law_knows_its_mean_spread_and_bounds(text: str) -> None:
    stated = Estimate.parse(text)
    planned, before = stated.planned(number), stated.distribution(number)
    law = widened(stated, 1.3).distribution(number)
    shape, loc, scale = law.standard()
    assert law.mean == pytest.approx(planned + 1.3 * (before.mean - planned))
    assert law.sd == pytest.approx(1.3 * before.sd)
    assert law.bounds == pytest.approx(tuple(planned + 1.3 * (x - planned) for x in before.bounds))
    assert loc + scale * shape.quantile(P) == pytest.approx(law.quantile(P))


def test_scaling_around_the_mean_would_not_pass_for_a_three_point_estimate() -> None:
    stated = Estimate.parse(ESTIMATES["triangular"])
    before = stated.distribution(number)
    around_mean = before.mean + 1.3 * (before.quantile(P) - before.mean)
    assert np.abs(widened(stated, 1.3).distribution(number).quantile(P) - around_mean).min() > 0.2


@pytest.mark.parametrize("by", [0.8, 1.3])
@pytest.mark.parametrize("family", [family for family in ESTIMATES if family != "fixed"])
def test_every_simulated_duration_moves_by_the_factor_and_ends_at_zero(family: str, by: float) -> None:
    """The same iteration in both runs, through tables and kernels; ticks are rounded once in each."""
    stated = Estimate.parse(ESTIMATES[family])
    given = program([task("A", "10d", ESTIMATES[family])])
    plan = rc.Plan(512, seed=3)
    before, after = (rc.simulate(p, plan, checked=True) for p in (given, with_ranges(given, by)))
    planned = stated.planned(number)
    expected = np.maximum(planned + by * (10.0 + days(before) - planned), 0.0)
    assert np.abs(10.0 + days(after) - expected).max() * PER_DAY <= 0.5 + by * 0.5 + 1e-6


def test_a_duration_that_would_fall_below_zero_counts_as_zero() -> None:
    given = program([task("A", "10d", "exponential(10d)")])
    result = rc.simulate(with_ranges(given, 2.0), rc.Plan(640, seed=3, design="mc"), checked=True)
    share = float(np.mean(days(result) == -10.0))
    exact = 1.0 - math.exp(-0.5)  # 10 + 2 (x - 10) < 0 for x < 5
    assert abs(share - exact) < 4.0 * math.sqrt(exact * (1.0 - exact) / 640)


def test_the_spread_of_a_chain_of_normals_scales_with_its_ranges() -> None:
    """Three independent normals: sd = sqrt(4 + 1 + 4) = 3 days; tolerance 4 standard errors of a standard deviation."""
    given = program([task(n, "20d", f"normal(20d, {sd}d)") for n, sd in zip("ABC", (2, 1, 2), strict=True)])
    plan = rc.Plan(4096, seed=5, design="mc")
    for by in (0.8, 1.3):
        spread = days(rc.simulate(with_ranges(given, by), plan)).std()
        assert abs(spread - 3.0 * by) < 4.0 * 3.0 * by / math.sqrt(2 * 4096)
    assert abs(days(rc.simulate(given, plan)).std() - 3.0 * 1.3) > 4.0 * 3.9 / math.sqrt(2 * 4096)


@pytest.mark.parametrize("text", ["exponential(1000)", "discrete(0:0.4, 1000:0.6)", "triangular(0, 300, 2000)"])
def test_a_sum_that_cannot_be_negative_still_cannot(text: str) -> None:
    given = program([task("A", "1d")], costs=[{"id": "L", "task": "A", "fixed": text}])
    plan = rc.Plan(640, seed=3)
    before, after = (rc.simulate(p, plan, checked=True).samples("cost") for p in (given, with_ranges(given, 1.3)))
    planned = Estimate.parse(text).planned(number)
    moved = planned + 1.3 * (before - planned)
    assert moved.min() < -1.0
    assert after.min() == 0.0
    # 1e-4 of the value or of the range is what tables promise.
    assert after == pytest.approx(np.maximum(moved, 0.0), rel=3e-4, abs=0.3)


def test_a_saving_stays_a_saving_and_a_sum_of_either_sign_may_be_both() -> None:
    given = program([task("A", "1d")], costs=[{"id": "L", "task": "A", "fixed": "uniform(-1000, 0)"}])
    saving = rc.simulate(with_ranges(given, 1.3), rc.Plan(640, seed=3), checked=True).samples("cost")
    assert saving.max() == 0.0
    assert saving.min() < -1100.0
    stated = Estimate.parse("uniform(-500, 1000)")
    either = money_distribution(Widened(stated.family, stated.args, (), 1.3, False))
    assert either.bounds == pytest.approx((-725.0, 1225.0))


def test_the_mean_of_a_law_that_is_kept_above_zero_is_exact() -> None:
    """X exponential of mean 1: E max(0, 1.3 X - 0.3) = 1.3 exp(-0.3 / 1.3)."""
    law = Kept(Stretched(Exponential(1.0), 1.0, 1.3), True)
    assert law.mean == pytest.approx(1.3 * math.exp(-0.3 / 1.3), rel=1e-4)
    assert law.bounds[0] == 0.0
    pieces = law.pieces()
    assert all(a < b for a, b in zip(pieces.upto, pieces.upto[1:], strict=False))
    assert pieces.upto[-1] == 1.0
