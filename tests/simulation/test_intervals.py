"""95 % intervals hold the truth in 90 to 99 of 100 runs, whatever the design; wrong intervals are found out."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import triang

from riskcast.analysis.level import level
from riskcast.model.program import Program
from riskcast.simulation.intervals import Bracket, brackets, mean_error
from riskcast.simulation.plan import BATCHES, DesignName, Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

RUNS = 200
DAY = 14_400.0
Ends = Callable[[NDArray[np.float64], NDArray[np.float64], float, int], Bracket]

RACE = Program.model_validate(
    {
        "id": "race",
        "start": "2027-01-04",
        "calendar": "always",
        "calendars": [{"id": "always", "week": {"mon-sun": "00:00-24:00"}}],
        "projects": [{"id": "P"}],
        "tasks": [
            {"id": id_, "project": "P", "duration": "60ed", "estimate": "triangular(20ed, 60ed, 120ed)"}
            for id_ in ("A", "B", "C")
        ],
    }
)
"""Three equal paths side by side: the finish is their maximum, whose distribution is the cube of one path's."""


def true_percentile(p: float) -> float:
    """Return a percentile of the race in days."""
    return float(triang(0.4, 20.0, 100.0).ppf((p / 100.0) ** (1.0 / 3.0)))


def true_mean() -> float:
    law = triang(0.4, 20.0, 100.0)
    days = np.linspace(20.0, 120.0, 200_001)
    return float(20.0 + np.trapezoid(1.0 - law.cdf(days) ** 3, days))


def days_of(result: Result) -> NDArray[np.float64]:
    """Return the finishes in days since the start."""
    start = (datetime(2027, 1, 4) - result.origin) / timedelta(days=1)
    return np.asarray(result.samples("finish") / DAY - start, dtype=np.float64)


@cache
def races(design: DesignName, iterations: int) -> tuple[Result, ...]:
    plans = (Plan(iterations, seed=seed, design=design, threads=1) for seed in range(RUNS))
    return tuple(simulate(RACE, plan, checked=True) for plan in plans)


def covered(design: DesignName, iterations: int, p: float, ends: Ends) -> int:
    """Return in how many runs the interval of a percentile holds the true one."""
    truth = true_percentile(p) * DAY
    hits = 0
    for result in races(design, iterations):
        samples = days_of(result) * DAY
        ordered = np.sort(samples)
        at = ends(samples, ordered, p, BATCHES[design])
        hits += bool(ordered[at.lower] <= truth <= ordered[at.upper])
    return hits


def right(samples: NDArray[np.float64], ordered: NDArray[np.float64], p: float, batch: int) -> Bracket:
    return brackets(samples, ordered, [p], batch)[0]


def halved(samples: NDArray[np.float64], ordered: NDArray[np.float64], p: float, batch: int) -> Bracket:
    """A wrong interval: of half the width."""
    at, middle = right(samples, ordered, p, batch), math.ceil(p / 100.0 * ordered.size) - 1
    return Bracket((at.lower + middle) // 2, (at.upper + middle) // 2, False)


def unbatched(samples: NDArray[np.float64], ordered: NDArray[np.float64], p: float, batch: int) -> Bracket:
    """A wrong interval for stratified designs: it takes iterations for independent draws."""
    return brackets(samples, ordered, [p], 1)[0]


COUNTS: dict[DesignName, int] = {"lhs": 2_048, "mc": 2_000, "sobol": 10_000}
DESIGN = pytest.mark.parametrize("design", list(COUNTS))


@DESIGN
@pytest.mark.parametrize("p", [50, 80])
def test_intervals_hold_the_true_percentile_in_90_to_99_of_100_runs(design: DesignName, p: float) -> None:
    assert 0.90 * RUNS <= covered(design, COUNTS[design], p, right) <= 0.99 * RUNS


def test_batches_that_do_not_come_out_even_are_covered_too() -> None:
    assert 0.90 * RUNS <= covered("lhs", 1_500, 80, right) <= 0.99 * RUNS


@DESIGN
def test_an_interval_of_half_the_width_is_found_out(design: DesignName) -> None:
    assert covered(design, COUNTS[design], 80, halved) < 0.90 * RUNS


def test_taking_iterations_of_a_hypercube_for_independent_is_found_out() -> None:
    assert covered("lhs", COUNTS["lhs"], 50, unbatched) > 0.99 * RUNS


def test_batches_make_the_intervals_of_a_hypercube_narrower() -> None:
    lhs, mc = (np.mean([level(r, "finish", 50).width for r in races(d, COUNTS[d])[:50]]) for d in ("lhs", "mc"))
    assert lhs < 0.85 * mc


@DESIGN
def test_the_interval_of_the_mean_holds_it_in_90_to_99_of_100_runs(design: DesignName) -> None:
    hits = 0
    for result in races(design, COUNTS[design]):
        samples = days_of(result)
        hits += abs(samples.mean() - true_mean()) <= mean_error(samples, BATCHES[design])
    assert 0.90 * RUNS <= hits <= 0.99 * RUNS


def test_a_run_of_too_few_batches_falls_back_to_ranks_that_are_never_too_narrow() -> None:
    assert covered("lhs", 900, 80, right) >= 0.90 * RUNS


@pytest.mark.parametrize("batch", [1, 64])
def test_a_constant_has_an_interval_without_width(batch: int) -> None:
    samples = np.full(2_000, 7.0)
    at = brackets(samples, samples, [50], batch)[0]
    assert not at.is_open
    assert mean_error(samples, batch) == 0.0


def test_several_percentiles_at_once_are_those_one_by_one() -> None:
    samples = np.random.default_rng(1).integers(0, 50, 5_000).astype(float)
    ordered = np.sort(samples)
    levels = [80.0, 5.0, 99.9, 50.0, 0.0]
    assert brackets(samples, ordered, levels, 64) == [brackets(samples, ordered, [p], 64)[0] for p in levels]
    assert [at.is_open for at in brackets(samples, ordered, levels, 64)] == [False, False, True, False, True]
