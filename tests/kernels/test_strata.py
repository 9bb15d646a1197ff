"""The strata of a Latin hypercube: every one once, and no pattern between variables or iterations."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import chi2, norm

from riskcast.kernels.strata import ROUNDS, fill_strata, radices, round_keys, scatter
from riskcast.network.names import digests

Design = Callable[[int, str, int], NDArray[np.int64]]
"""From (strata, name, seed) to the stratum of every iteration."""

SIZES = (1, 2, 3, 63, 64, 100, 997, 10_000)
ERRORS = 4.5
"""Standard errors that a statistic may stray."""
NAMES = [f"task:T{n}:duration" for n in range(60)]


def drawn(count: int, name: str, seed: int = 1) -> NDArray[np.int64]:
    """Return the strata of all iterations as the kernels give them."""
    rows, cols = radices(count)
    words = np.array([seed & 0xFFFFFFFF, seed >> 32], np.uint32)
    keys = np.zeros((1, ROUNDS), np.uint32)
    round_keys(words, digests([name]), keys)
    left, right, out = (np.zeros(count, np.uint32) for _ in range(3))
    scatter(0, rows, cols, count, words, left, right)
    fill_strata(left, right, rows, cols, count, keys[0], out)
    return out.astype(np.int64)


def identity(count: int, name: str, seed: int = 1) -> NDArray[np.int64]:
    """A weak design: iteration i lies in stratum i."""
    return np.arange(count)


def rotated(count: int, name: str, seed: int = 1) -> NDArray[np.int64]:
    """A weak design: every variable is the same sequence, begun elsewhere."""
    return (np.arange(count) * 7 + sum(name.encode()) * 31) % count


def independent(count: int, name: str, seed: int = 1) -> NDArray[np.int64]:
    """A weak design: independent draws instead of a permutation."""
    return np.random.default_rng(sum(name.encode()) + seed).integers(0, count, count)


def correlation(a: NDArray[np.int64], b: NDArray[np.int64]) -> float:
    return float(np.corrcoef(a, b)[0, 1])


def check_permutation(design: Design, count: int) -> None:
    assert sorted(design(count, NAMES[0], 1).tolist()) == list(range(count))


def check_unrelated(design: Design, count: int = 997) -> None:
    """The correlations of all pairs have mean 0 and variance 1/(K-1), and none of them strays."""
    columns = [design(count, name, 1) for name in NAMES]
    pairs = [correlation(a, b) for n, a in enumerate(columns) for b in columns[:n]]
    check_like_chance(np.array(pairs) * math.sqrt(count - 1))


def check_like_chance(z: NDArray[np.float64]) -> None:
    """Mean, mean square and largest of many standard normal values are each as rare as 4.5 standard errors allow."""
    assert abs(z.mean()) < ERRORS / math.sqrt(z.size)
    assert abs((z**2).mean() - 1.0) < ERRORS * math.sqrt(2.0 / z.size)
    assert abs(z).max() < norm.isf(norm.sf(ERRORS) / z.size)


def check_no_memory(design: Design, count: int = 2_000) -> None:
    """The serial correlation averaged over names is that of a random permutation, -1/(K-1), at lags 1 to 200."""
    columns = [design(count, name, 1).astype(float) for name in NAMES]
    for lag in range(1, 201):
        serial = [correlation(c[:-lag], c[lag:]) for c in columns]
        assert abs(np.mean(serial) + 1.0 / (count - 1)) < ERRORS / math.sqrt((count - lag) * len(columns)), lag


def check_grid(design: Design, count: int = 10_000) -> None:
    """Two variables fill a 10 x 10 grid evenly: chi-square with fixed margins has 81 degrees of freedom."""
    columns = [design(count, name, 1) * 10 // count for name in NAMES[:20]]
    values = []
    for a, b in zip(columns[::2], columns[1::2], strict=True):
        cells = np.bincount(10 * a + b, minlength=100)
        values.append(((cells - count / 100) ** 2).sum() / (count / 100))
    total = 81 * len(values)
    assert chi2.ppf(3.4e-6, total) < sum(values) < chi2.isf(3.4e-6, total)


@pytest.mark.parametrize("count", SIZES)
def test_every_stratum_is_used_exactly_once(count: int) -> None:
    check_permutation(drawn, count)


@pytest.mark.parametrize("count", SIZES)
def test_the_mixed_radix_covers_every_stratum_with_little_waste(count: int) -> None:
    rows, cols = radices(count)
    assert count <= rows * cols <= count + 2 * math.isqrt(count) + 2


def test_different_names_and_different_seeds_give_different_orders() -> None:
    first = drawn(997, NAMES[0])
    assert (drawn(997, NAMES[0]) == first).all()
    assert (drawn(997, NAMES[1]) != first).mean() > 0.98
    assert (drawn(997, NAMES[0], seed=2) != first).mean() > 0.98
    assert (drawn(997, NAMES[0], seed=1 + (1 << 32)) != first).mean() > 0.98


def test_variables_are_uncorrelated() -> None:
    check_unrelated(drawn)


def test_iterations_have_no_memory() -> None:
    check_no_memory(drawn)


def test_two_variables_fill_a_grid_evenly() -> None:
    check_grid(drawn)


def test_one_variable_is_uncorrelated_between_seeds() -> None:
    columns = [drawn(997, NAMES[0], seed=s) for s in range(40)]
    pairs = [correlation(a, b) for n, a in enumerate(columns) for b in columns[:n]]
    check_like_chance(np.array(pairs) * math.sqrt(996))


def test_iterations_can_be_drawn_from_anywhere() -> None:
    whole = drawn(10_000, NAMES[0])
    rows, cols = radices(10_000)
    words, keys = np.array([1, 0], np.uint32), np.zeros((1, ROUNDS), np.uint32)
    round_keys(words, digests([NAMES[0]]), keys)
    left, right, part = (np.zeros(128, np.uint32) for _ in range(3))
    scatter(6_400, rows, cols, 10_000, words, left, right)
    fill_strata(left, right, rows, cols, 10_000, keys[0], part)
    assert part.tolist() == whole[6_400:6_528].tolist()


@pytest.mark.parametrize(
    ("check", "weak"),
    [
        (lambda design: check_permutation(design, 997), independent),
        (check_unrelated, identity),
        (check_unrelated, rotated),
        (check_no_memory, identity),
        (check_no_memory, rotated),
        (check_grid, identity),
        (check_grid, rotated),
    ],
)
def test_each_check_catches_a_weak_design(check: Callable[[Design], None], weak: Design) -> None:
    with pytest.raises(AssertionError):
        check(weak)
