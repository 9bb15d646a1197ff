"""Every family in the kernel: exact where it is made of pieces, else right to 1e-4 from P0.01 to P99.99."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from riskcast.kernels import laws
from riskcast.kernels.laws import fill_values
from riskcast.model.distributions import Distribution, Normal
from riskcast.network.tables import refinement, tabulate
from riskcast.network.variables import Variables
from twins.families import ALL, CUT, FITTED, PIECES, SCIPY, law

F8 = NDArray[np.float64]

PERCENTS = np.concatenate(
    [np.geomspace(0.01, 1.0, 3000), np.linspace(1.0, 99.0, 20_001), 100.0 - np.geomspace(1.0, 0.01, 3000)]
)
WORDS = np.sort(np.minimum(PERCENTS / 100.0 * 2.0**32, 2.0**32 - 1).astype(np.uint32))
UNIFORMS: F8 = (WORDS.astype(np.float64) + 0.5) / 2.0**32


def drawn(d: Distribution, words: NDArray[np.uint32], scale: float = 1.0) -> F8:
    """Return what the kernel draws for random words without strata, after another table."""
    variables = Variables()
    variables.add("other", Normal(100.0, 10.0))
    v = variables.add("x", d, scale)
    draws = variables.arrays()
    out = np.empty(words.size)
    table = draws.tables[draws.table[v] :]
    fill_values(words, np.zeros(words.size, np.uint32), 1, int(draws.kind[v]), draws.params[v], table, out)
    return out


def size_of(d: Distribution, values: F8) -> F8:
    """Return what errors are relative to: the range of a bounded law, else the value (from its only bound on).

    A law without bounds crosses 0, where the distance between its quartiles takes the place of the value.
    """
    low, high = d.bounds
    if math.isfinite(low) and math.isfinite(high):
        return np.full_like(values, high - low)
    if math.isfinite(low) or math.isfinite(high):
        return np.asarray(np.abs(high - values if math.isfinite(high) else values), dtype=np.float64)
    quartiles = d.quantile(np.array([0.25, 0.75]))
    return np.asarray(np.maximum(np.abs(values), quartiles[1] - quartiles[0]), dtype=np.float64)


def reference(text: str) -> Any:
    return SCIPY.get(text) or CUT.get(text)


@pytest.mark.parametrize("text", (*SCIPY, *CUT))
def test_drawn_quantiles_are_those_of_scipy_to_a_ten_thousandth(text: str) -> None:
    exact = reference(text).ppf(UNIFORMS)
    assert (np.abs(drawn(law(text), WORDS) - exact) <= 1e-4 * size_of(law(text), exact)).all()


@pytest.mark.parametrize("text", FITTED)
def test_drawn_quantiles_of_fits_are_exact_to_a_ten_thousandth(text: str) -> None:
    exact = law(text).quantile(UNIFORMS)
    assert (np.abs(drawn(law(text), WORDS) - exact) <= 1e-4 * size_of(law(text), exact)).all()


@pytest.mark.parametrize("text", PIECES)
def test_laws_of_pieces_are_drawn_exactly(text: str) -> None:
    d = law(text)
    assert drawn(d, WORDS) == pytest.approx(d.quantile(UNIFORMS), rel=1e-14)
    assert drawn(d, WORDS, 10.0) == pytest.approx(10.0 * d.quantile(UNIFORMS), rel=1e-14)


@pytest.mark.parametrize("text", ["discrete(10:0.3, 20:0.7)", "empirical(3, 4, 4, 9)"])
def test_nothing_is_drawn_between_steps(text: str) -> None:
    edge = np.uint32(0.3 * 2**32)
    words = np.concatenate([WORDS, edge + np.arange(-50, 50)]).astype(np.uint32)
    assert set(drawn(law(text), words)) <= {3.0, 4.0, 9.0, 10.0, 20.0}


def test_thousands_of_observed_values_are_drawn_exactly() -> None:
    values = np.round(np.random.default_rng(1).lognormal(3.0, 1.0, 5_000), 2)
    d = law(f"empirical({', '.join(f'{value:.4f}' for value in values)})")
    exact = np.sort(values)[np.minimum(np.ceil(UNIFORMS * 5_000).astype(int), 5_000) - 1]
    assert (drawn(d, WORDS) == exact).all()


@pytest.mark.parametrize("text", ALL)
def test_drawn_values_never_decrease_nor_leave_the_bounds(text: str) -> None:
    d = law(text)
    words = np.sort(np.concatenate([WORDS, np.arange(2000), 2**32 - 1 - np.arange(2000), 2**31 + np.arange(-500, 500)]))
    values = drawn(d, words.astype(np.uint32))
    assert (np.diff(values) >= -1e-13 * np.abs(values[1:])).all()
    assert d.bounds[0] - 1e-9 <= values[0] <= values[-1] <= d.bounds[1] + 1e-9
    assert np.isfinite(values).all()


@pytest.mark.parametrize(
    "text", ["pert(2, 3, 7)", "normal(10, 6)", "lognormal(20, 6)", "gamma(3, 5)", "beta(2, 5, 1, 4)"]
)
def test_common_laws_need_no_refinement_so_that_they_stay_fast(text: str) -> None:
    shape = law(text).standard()[0]
    assert refinement(shape, tabulate(shape)) == 1


def test_the_accuracy_check_would_see_a_table_that_is_not_refined() -> None:
    d = law("weibull(0.1, 5)")
    shape, _, scale = d.standard()
    row = tabulate(shape)
    out = np.empty(WORDS.size)
    params = np.array([0.0, scale, 0.0, 0.0, 0.0])
    fill_values(WORDS, np.zeros(WORDS.size, np.uint32), 1, laws.TABLE, params, row, out)
    exact = SCIPY["weibull(0.1, 5)"].ppf(UNIFORMS)
    assert not (np.abs(out - exact) <= 1e-4 * exact).all()
    assert refinement(shape, row) > 1


def test_equal_shapes_share_one_table() -> None:
    variables = Variables()
    for n in range(3):
        variables.add(f"x{n}", law(f"gamma(3, {n + 1})"))
    draws = variables.arrays()
    assert (draws.table == draws.table[0]).all()
    assert draws.tables.size == 2 * laws.HALF
