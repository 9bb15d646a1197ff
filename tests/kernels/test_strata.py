"""The strata of a Latin hypercube: every one once, and no pattern between variables or iterations."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import chi2, norm

from riskcast.kernels.arrays import LATIN, SOBOL, Design, Draws
from riskcast.kernels.draw import fill_uniforms, find_strata, make_lanes, place_lanes
from riskcast.kernels.sobol import POINTS
from riskcast.kernels.strata import ROUNDS, STRATA, round_keys
from riskcast.network.names import digests
from riskcast.network.variables import Variables
from riskcast.simulation.plan import BATCHES

Drawing = Callable[[int, str, int], NDArray[np.int64]]
"""From (iterations, name, seed) to a whole number for every iteration: its cell among ``iterations`` equal ones."""

ERRORS = 4.5
"""Standard errors that a statistic may stray."""
PAIRS = 2.0
"""Two Sobol' variables both fall into different halves in iterations 2i and 2i + 1, so their products come in equal
twos: the variance of a correlation is up to twice that of chance."""
NAMES = [f"task:T{n}:duration" for n in range(60)]


def bundle(name: str, method: int, strata: int, seed: int) -> tuple[Design, Draws]:
    words = np.array([seed & 0xFFFFFFFF, seed >> 32], np.uint32)
    keys = np.zeros((1, ROUNDS), np.uint32)
    round_keys(words, digests([name]), keys)
    draws = Variables().arrays()._replace(name=digests([name]), keys=keys)
    return Design(words, method, strata), draws


def strata_of(name: str, method: int, first: int, lanes: int, seed: int = 1) -> NDArray[np.int64]:
    """Return the strata of iterations ``first`` onwards as the kernels give them."""
    design, draws = bundle(name, method, STRATA if method == LATIN else POINTS, seed)
    block = make_lanes(lanes)
    place_lanes(first, design, block)
    find_strata(design, draws, 0, block)
    return block.strata.astype(np.int64)


def cells(count: int, name: str, method: int, seed: int) -> NDArray[np.int64]:
    design, draws = bundle(name, method, STRATA if method == LATIN else POINTS, seed)
    block = make_lanes(-(-count // 64) * 64)
    place_lanes(0, design, block)
    out = np.empty(block.words.size, np.float64)
    fill_uniforms(0, design, draws, 0, block, out)
    return np.floor(out[:count] * count).astype(np.int64)


def latin(count: int, name: str, seed: int = 1) -> NDArray[np.int64]:
    return cells(count, name, LATIN, seed)


def sobol(count: int, name: str, seed: int = 1) -> NDArray[np.int64]:
    return cells(count, name, SOBOL, seed)


DRAWN = [latin, sobol]


def identity(count: int, name: str, seed: int = 1) -> NDArray[np.int64]:
    """A weak design: iteration i lies in stratum i."""
    return np.arange(count)


def rotated(count: int, name: str, seed: int = 1) -> NDArray[np.int64]:
    """A weak design: every variable is the same sequence, begun elsewhere."""
    return (np.arange(count) * 7 + sum(name.encode()) * 31) % count


def correlation(a: NDArray[np.int64], b: NDArray[np.int64]) -> float:
    return float(np.corrcoef(a, b)[0, 1])


def check_unrelated(design: Drawing, count: int = 997, most: float = 1.0) -> None:
    """The correlations of all pairs have mean 0 and variance 1/(K-1), or up to ``most`` times that; none strays."""
    columns = [design(count, name, 1) for name in NAMES]
    pairs = [correlation(a, b) for n, a in enumerate(columns) for b in columns[:n]]
    check_like_chance(np.array(pairs) * math.sqrt(count - 1), most)


def check_like_chance(z: NDArray[np.float64], most: float = 1.0) -> None:
    """Mean, mean square and largest of many standard normal values are each as rare as 4.5 standard errors allow."""
    assert abs(z.mean()) < ERRORS * math.sqrt(most / z.size)
    assert 1.0 - ERRORS * math.sqrt(2.0 / z.size) < (z**2).mean() < most * (1.0 + ERRORS * math.sqrt(2.0 / z.size))
    assert abs(z).max() < norm.isf(norm.sf(ERRORS) / z.size) * math.sqrt(most)


def check_no_memory(design: Drawing, count: int = 2_000) -> None:
    """The serial correlation averaged over names is that of permutations of 64: -1/63 inside a batch, else 0."""
    columns = [design(count, name, 1).astype(float) for name in NAMES]
    for lag in range(1, 601):
        serial = [correlation(c[:-lag], c[lag:]) for c in columns]
        assert abs(np.mean(serial) + max(64 - lag, 0) / 64 / 63) < ERRORS / math.sqrt((count - lag) * len(columns)), lag


def check_grid(design: Drawing, count: int = 10_000) -> None:
    """Two variables fill a 10 x 10 grid evenly: chi-square with fixed margins has 81 degrees of freedom."""
    columns = [design(count, name, 1) * 10 // count for name in NAMES[:20]]
    values = []
    for a, b in zip(columns[::2], columns[1::2], strict=True):
        cells = np.bincount(10 * a + b, minlength=100)
        values.append(((cells - count / 100) ** 2).sum() / (count / 100))
    total = 81 * len(values)
    assert chi2.ppf(3.4e-6, total) < sum(values) < chi2.isf(3.4e-6, total)


@pytest.mark.parametrize("name", NAMES[:3])
def test_every_stratum_of_a_hypercube_is_used_exactly_once_in_each_batch(name: str) -> None:
    strata = strata_of(name, LATIN, 0, 20 * STRATA).reshape(20, STRATA)
    assert (np.sort(strata, axis=1) == np.arange(STRATA)).all()
    assert len({tuple(row) for row in strata.tolist()}) == 20


@pytest.mark.parametrize("name", NAMES[:3])
def test_every_aligned_run_of_sobol_points_of_a_power_of_two_is_stratified(name: str) -> None:
    strata = strata_of(name, SOBOL, 0, 4 * POINTS)
    for k in range(10):
        runs = strata.reshape(-1, 1 << k) >> (9 - k)
        assert (np.sort(runs, axis=1) == np.arange(1 << k)).all(), k
    assert len({tuple(row) for row in strata.reshape(4, POINTS).tolist()}) == 4


def test_the_batches_that_intervals_count_on_are_those_of_the_kernels() -> None:
    assert BATCHES == {"lhs": STRATA, "mc": 1, "sobol": POINTS}


@pytest.mark.parametrize("drawn", DRAWN)
def test_different_names_and_different_seeds_give_different_orders(drawn: Drawing) -> None:
    first = drawn(997, NAMES[0], 1)
    assert (drawn(997, NAMES[0], 1) == first).all()
    assert (drawn(997, NAMES[1], 1) != first).mean() > 0.98
    assert (drawn(997, NAMES[0], 2) != first).mean() > 0.98
    assert (drawn(997, NAMES[0], 1 + (1 << 32)) != first).mean() > 0.98


@pytest.mark.parametrize(("drawn", "most"), [(latin, 1.0), (sobol, PAIRS)])
@pytest.mark.parametrize("count", [64, 997])
def test_variables_are_uncorrelated(drawn: Drawing, count: int, most: float) -> None:
    check_unrelated(drawn, count, most)


def test_iterations_of_hypercubes_have_no_memory() -> None:
    check_no_memory(latin)


@pytest.mark.parametrize("drawn", DRAWN)
def test_two_variables_fill_a_grid_evenly(drawn: Drawing) -> None:
    check_grid(drawn)


@pytest.mark.parametrize(("drawn", "most"), [(latin, 1.0), (sobol, PAIRS)])
def test_one_variable_is_uncorrelated_between_seeds(drawn: Drawing, most: float) -> None:
    columns = [drawn(997, NAMES[0], s) for s in range(40)]
    pairs = [correlation(a, b) for n, a in enumerate(columns) for b in columns[:n]]
    check_like_chance(np.array(pairs) * math.sqrt(996), most)


@pytest.mark.parametrize(("method", "batch"), [(LATIN, STRATA), (SOBOL, POINTS)])
def test_the_same_pairs_of_strata_do_not_come_back_in_the_next_batch(method: int, batch: int) -> None:
    """How often batches share a pair is as for independent permutations: Poisson, with mean 1 for each two batches."""
    pairs = []
    for a, b in zip(NAMES[::2], NAMES[1::2], strict=True):
        both = strata_of(a, method, 0, 20 * batch) * batch + strata_of(b, method, 0, 20 * batch)
        rows = both.reshape(20, batch)
        pairs += [np.intersect1d(rows[i], rows[j]).size for i in range(20) for j in range(i)]
    counts = np.array(pairs)
    assert abs(counts.mean() - 1.0) < ERRORS / math.sqrt(counts.size)
    assert abs(counts.var() - 1.0) < ERRORS * math.sqrt(3.0 / counts.size)


@pytest.mark.parametrize("method", [LATIN, SOBOL])
def test_iterations_can_be_drawn_from_anywhere(method: int) -> None:
    whole = strata_of(NAMES[0], method, 0, 10_048)
    assert strata_of(NAMES[0], method, 6_400, 192).tolist() == whole[6_400:6_592].tolist()


@pytest.mark.parametrize(
    ("check", "weak"),
    [
        (check_unrelated, identity),
        (check_unrelated, rotated),
        (check_no_memory, identity),
        (check_no_memory, rotated),
        (check_grid, identity),
        (check_grid, rotated),
    ],
)
def test_each_check_catches_a_weak_design(check: Callable[[Drawing], None], weak: Drawing) -> None:
    with pytest.raises(AssertionError):
        check(weak)
