"""What is drawn follows the distribution: tables against exact quantiles, moments against integrals."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from riskcast.kernels.laws import fill_values
from riskcast.kernels.strata import STRATA
from riskcast.model.distributions import Distribution, Lognormal, Normal, Pert, Triangular, Uniform, trigen
from riskcast.model.program import Program
from riskcast.network.variables import Variables
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate
from twins.densities import integral

F8 = NDArray[np.float64]


def lognormal(sigma: float) -> Lognormal:
    """Return a lognormal with a median of 20."""
    mean = 20.0 * math.exp(sigma**2 / 2.0)
    return Lognormal(mean, mean * math.sqrt(math.expm1(sigma**2)))


CASES: dict[str, Distribution] = {
    "triangular(2, 3, 7)": Triangular(2.0, 3.0, 7.0),
    "triangular(5, 5, 7)": Triangular(5.0, 5.0, 7.0),
    "triangular(3, 9, 9)": Triangular(3.0, 9.0, 9.0),
    "uniform(8, 12)": Uniform(8.0, 12.0),
    "pert(2, 3, 7)": Pert(2.0, 3.0, 7.0),
    "pert(5, 5, 7)": Pert(5.0, 5.0, 7.0),
    "pert(3, 9, 9)": Pert(3.0, 9.0, 9.0),
    "pert(10, 15, 40, lambda=8)": Pert(10.0, 15.0, 40.0, 8.0),
    "pert(0, 1, 100, lambda=0.5)": Pert(0.0, 1.0, 100.0, 0.5),
    "trigen(20, 30, 60, 0.1, 0.1)": trigen(20.0, 30.0, 60.0, 0.1, 0.1),
    "trigen(20, 30, 60, 0.05, 0.2)": trigen(20.0, 30.0, 60.0, 0.05, 0.2),
    "normal(100, 10)": Normal(100.0, 10.0),
    "normal(10, 6, low=0)": Normal(10.0, 6.0, low=0.0),
    "normal(10, 6, low=8, high=30)": Normal(10.0, 6.0, low=8.0, high=30.0),
    "lognormal sigma 0.1": lognormal(0.1),
    "lognormal sigma 0.5": lognormal(0.5),
    "lognormal sigma 1": lognormal(1.0),
    "lognormal sigma 1.5": lognormal(1.5),
}
each = pytest.mark.parametrize("d", CASES.values(), ids=list(CASES))


def reference(d: Distribution) -> Any:
    """Return the same law from scipy."""
    if isinstance(d, Triangular):
        return stats.triang((d.mode - d.low) / (d.high - d.low), d.low, d.high - d.low)
    if isinstance(d, Uniform):
        return stats.uniform(d.low, d.high - d.low)
    if isinstance(d, Pert):
        left = (d.mode - d.low) / (d.high - d.low)
        return stats.beta(1.0 + d.lam * left, 1.0 + d.lam * (1.0 - left), d.low, d.high - d.low)
    if isinstance(d, Normal):
        return stats.truncnorm((d.low - d.mu) / d.sigma, (d.high - d.mu) / d.sigma, d.mu, d.sigma)
    assert isinstance(d, Lognormal)
    spread = math.log1p((d.sd / d.mean) ** 2)
    return stats.lognorm(math.sqrt(spread), 0.0, d.mean * math.exp(-spread / 2.0))


def scale_of(d: Distribution, values: F8) -> F8:
    """Return what errors are relative to: the range of a bounded law, else the value itself."""
    span = d.bounds[1] - d.bounds[0]
    return np.full_like(values, span) if math.isfinite(span) else np.abs(values)


def kernel_quantiles(d: Distribution, words: NDArray[np.uint32]) -> F8:
    """Return what the kernel draws for random words without strata."""
    variables = Variables()
    variables.add("x", d)
    draws = variables.arrays()
    out = np.empty(words.size)
    table = draws.tables[draws.table[0] :]
    fill_values(words, np.zeros(words.size, np.uint32), 1, int(draws.kind[0]), draws.params[0], table, out)
    return out


PERCENTS = np.concatenate([np.arange(0.01, 1.0, 0.01), np.arange(1.0, 99.0, 0.05), np.arange(99.0, 99.995, 0.01)])
WORDS = (PERCENTS / 100.0 * 2.0**32).astype(np.uint32)
UNIFORMS = (WORDS + 0.5) / 2.0**32
"""A word stands for the middle of its cell."""


@each
def test_drawn_quantiles_are_exact_to_a_ten_thousandth_from_p001_to_p9999(d: Distribution) -> None:
    drawn, exact = kernel_quantiles(d, WORDS), reference(d).ppf(UNIFORMS)
    assert (np.abs(drawn - exact) <= 1e-4 * scale_of(d, exact)).all()


@each
def test_drawn_values_never_decrease_with_the_uniform_nor_leave_the_bounds(d: Distribution) -> None:
    words = np.sort(np.concatenate([WORDS, np.arange(2000), 2**32 - 1 - np.arange(2000), 2**31 + np.arange(-500, 500)]))
    drawn = kernel_quantiles(d, words.astype(np.uint32))
    assert (np.diff(drawn) >= 0.0).all()
    assert d.bounds[0] <= drawn[0] <= drawn[-1] <= d.bounds[1]


def test_the_quantile_check_tells_neighbouring_laws_apart() -> None:
    d = CASES["pert(10, 15, 40, lambda=8)"]
    drawn, exact = kernel_quantiles(d, WORDS), reference(Pert(10.0, 15.0, 40.0, 7.99)).ppf(UNIFORMS)
    assert not (np.abs(drawn - exact) <= 1e-4 * scale_of(d, exact)).all()


@each
def test_mean_and_sd_equal_the_numeric_integrals(d: Distribution) -> None:
    mass = integral(d, lambda x: 1.0)
    mean = integral(d, lambda x: x) / mass
    variance = integral(d, lambda x: (x - mean) ** 2) / mass
    assert d.mean == pytest.approx(mean, rel=1e-8)
    assert d.sd == pytest.approx(math.sqrt(variance), rel=1e-6)


@each
def test_the_quantile_function_inverts_the_integrated_density(d: Distribution) -> None:
    mass = integral(d, lambda x: 1.0)
    for p in (0.001, 0.05, 0.3, 0.5, 0.8, 0.95, 0.999):
        x = float(d.quantile(np.array([p]))[0])
        assert integral(d, lambda x: 1.0, up_to=x) / mass == pytest.approx(p, abs=1e-8)


@each
def test_the_standard_form_has_the_same_quantiles(d: Distribution) -> None:
    shape, loc, scale = d.standard()
    p = np.linspace(0.001, 0.999, 501)
    assert loc + scale * shape.quantile(p) == pytest.approx(d.quantile(p), rel=1e-9)


RUN = 64 * 1_563


@pytest.fixture(scope="module")
def sampled() -> dict[str, F8]:
    """Return 100,000 Latin hypercube draws of every distribution, taken as the cost of a project each."""
    ids = {name: f"P{n}" for n, name in enumerate(CASES)}
    program = Program.model_validate(
        {
            "id": "p",
            "start": "2026-01-05",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-fri": "08:00-16:00"}}],
            "projects": [{"id": i} for i in ids.values()],
            "tasks": [{"id": f"t{i}", "project": i, "duration": "1d"} for i in ids.values()],
            "costs": [{"id": i, "task": f"t{i}", "fixed": notation(CASES[name])} for name, i in ids.items()],
        }
    )
    result = simulate(program, Plan(RUN, seed=11))
    return {name: result.samples(f"cost:{i}") for name, i in ids.items()}


def notation(d: Distribution) -> str:
    """Return a distribution in the notation of files."""
    if isinstance(d, Triangular | Pert):
        extra = f", lambda={d.lam}" if isinstance(d, Pert) else ""
        return f"{type(d).__name__}({d.low}, {d.mode}, {d.high}{extra})"
    if isinstance(d, Uniform):
        return f"uniform({d.low}, {d.high})"
    if isinstance(d, Lognormal):
        return f"lognormal({d.mean}, {d.sd})"
    assert isinstance(d, Normal)
    cuts = [f"{k}={v}" for k, v in (("low", d.low), ("high", d.high)) if math.isfinite(v)]
    return f"normal({', '.join([str(d.mu), str(d.sigma), *cuts])})"


def stratified_error(inside: F8, second: float) -> float:
    """Return the standard error of a mean over whole batches, of which what lies between the strata is no part.

    ``inside[64, ...]`` are values spread over each stratum, ``second`` is the exact mean of their squares.
    """
    return math.sqrt((second - float((inside.mean(axis=1) ** 2).mean())) / RUN)


@pytest.mark.parametrize("name", CASES)
def test_the_moments_of_a_latin_hypercube_run_are_those_of_the_law(name: str, sampled: dict[str, F8]) -> None:
    """To 4.5 standard errors of a stratified mean, plus 2e-5 standard deviations for the table."""
    d, x = CASES[name], sampled[name]
    away = reference(d).ppf((np.arange(STRATA * 2_000) + 0.5) / (STRATA * 2_000)).reshape(STRATA, 2_000) - d.mean
    assert abs(x.mean() - d.mean) <= 4.5 * stratified_error(away, d.sd**2) + 2e-5 * d.sd
    fourth = (float(reference(d).stats(moments="k")) + 3.0) * d.sd**4
    square = 4.5 * stratified_error(away**2, fourth)
    assert abs(((x - d.mean) ** 2).mean() - d.sd**2) <= square + 2e-4 * d.sd**2


@pytest.mark.parametrize("name", CASES)
def test_a_latin_hypercube_run_follows_the_distribution_function_closely(name: str, sampled: dict[str, F8]) -> None:
    """Inside each of 64 strata, K/64 values stray like a Brownian bridge: 64 of them, to 4.5 standard errors.

    That is 2.95 / 8 / sqrt(K) plus 1e-4 for the table, where plain draws stray 1.4 / sqrt(K).
    """
    levels = reference(CASES[name]).cdf(np.sort(sampled[name]))
    assert np.abs(levels - (np.arange(RUN) + 0.5) / RUN).max() <= 2.95 / 8.0 / math.sqrt(RUN) + 1e-4
