"""Percentiles, their intervals, and rank correlations claim no more than the sample gives."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

import riskcast as rc
from riskcast.analysis.level import level
from riskcast.analysis.wording import say_frequency
from riskcast.cli.run_json import measure_data
from riskcast.cli.summary import format_summary
from riskcast.report import render_report
from riskcast.simulation.statistics import binomial_quantile, has_interval, interval_ranks


def simulated(iterations: int, seed: int = 1, design: str = "lhs") -> rc.Result:
    program = rc.Program.model_validate(
        {
            "id": "p",
            "start": "2027-01-04",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-fri": "08:00-16:00"}}],
            "projects": [{"id": "P"}],
            "tasks": [
                {"id": "A", "project": "P", "duration": "10d", "estimate": "uniform(5d, 15d)"},
                {"id": "B", "project": "P", "duration": "1d", "estimate": "uniform(1d, 2d)"},
            ],
        }
    )
    return rc.simulate(program, rc.Plan(iterations, seed=seed, design="mc" if design == "mc" else "lhs"))


@pytest.mark.parametrize("q", [0.025, 0.975])
def test_the_quantile_of_a_certain_count_is_that_count(q: float) -> None:
    assert binomial_quantile(q, 50, 0.0) == 0
    assert binomial_quantile(q, 50, 1.0) == 50


def test_the_least_and_the_greatest_value_have_no_interval() -> None:
    result = simulated(500)
    for p in (0, 100):
        assert interval_ranks(500, p)[0] <= interval_ranks(500, p)[1]
        assert level(result, "finish", p).is_open
    assert not level(result, "finish", 80).is_open
    assert not has_interval(300, 99)
    assert has_interval(400, 99)


@pytest.mark.parametrize(("p", "hint"), [(0.8, "did you mean 80"), (-1, "0-100"), (101, "0-100"), (np.nan, "0-100")])
def test_a_percentile_outside_0_to_100_is_refused(p: float, hint: str) -> None:
    result = simulated(100)
    with pytest.raises(rc.InvalidInput, match=hint):
        result.percentile("finish", p)


def test_few_iterations_claim_no_interval() -> None:
    few, enough = simulated(40), simulated(4_000)
    assert "40 iterations are too few" in format_summary(few)
    assert "exact to the day" not in format_summary(few)
    assert set(measure_data(rc.summarise(few, "finish"))["ci95"].values()) == {None}
    assert None not in measure_data(rc.summarise(enough, "finish"))["ci95"].values()
    assert "too few iterations" in render_report(few)
    assert "too few iterations" not in render_report(enough)


@pytest.mark.parametrize("seed", range(1, 6))
def test_rank_correlation_of_plain_monte_carlo_uses_the_moments_of_its_sample(seed: int) -> None:
    """A finish that follows one task alone has rank correlation 1, give or take the shape of 30 words."""
    result = simulated(30, seed, "mc")
    assert result.inputs.variables[0].startswith("task:A")
    assert 0.94 < result.inputs.correlation[0, 0] <= 1.0
    assert abs(result.inputs.correlation[1, 0]) < 0.6


def test_latin_hypercube_rank_correlation_of_the_only_driver_is_one_but_for_the_width_of_a_stratum() -> None:
    """A uniform and its stratum of 64 correlate with the root of 1 - 1/64^2, which is 0.99988."""
    result = simulated(1_000)
    assert result.inputs.correlation[0, 0] == pytest.approx(0.99988, abs=5e-5)
    assert spearmanr(result.samples("finish"), result.samples("finish")).statistic == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("p", "said"), [(0.45, "about 9 in 20"), (1 / 3, "about 1 in 3"), (0.31, "about 3 in 10"), (0.065, "about 1 in 20")]
)
def test_a_chance_is_said_within_three_percent(p: float, said: str) -> None:
    assert say_frequency(p) == said


def test_every_chance_in_words_is_at_most_three_percent_off() -> None:
    for k in range(50, 951):
        top, _, bottom = say_frequency(k / 1000).removeprefix("about ").partition(" in ")
        assert abs(int(top) / int(bottom) - k / 1000) <= 0.0301, k
