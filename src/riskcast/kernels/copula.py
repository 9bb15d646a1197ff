"""Correlated variables: a Gaussian copula between the uniforms and the laws.

Each member of a group has a normal score of its own, keyed by its name. A group mixes the scores of its members: with
one score that all share (equal correlation), or row by row with a triangular matrix. A last score may be shared by
all groups. What comes out is normal again, and its probability is the uniform that the law turns into a value.
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Copula, Design, Draws
from riskcast.kernels.draw import Lanes, fill_uniforms
from riskcast.kernels.jit import kernel
from riskcast.kernels.laws import look_up
from riskcast.kernels.types import F8, U4

REACH = 9
"""The probability table covers normal scores from -REACH to REACH."""

CELLS = 512
"""Steps of that table in a unit; straight lines between them are right to 2e-7, in the tails to 4e-5 of the value."""

_2P32 = 4294967296.0
_MOST = 4294967295.0


@kernel
def _scores(first: int, design: Design, draws: Draws, copula: Copula, v: int, lanes: Lanes, out: F8) -> None:
    """Write the normal scores of variable ``v``."""
    fill_uniforms(first, design, draws, v, lanes, out)
    look_up(0.0, 1.0, copula.normal, out)


@kernel
def _to_words(copula: Copula, score: F8, words: U4) -> None:
    """Write the probabilities of normal scores as 32-bit fractions."""
    for j in range(score.size):
        at = min(max((score[j] + REACH) * CELLS, 0.0), 2.0 * REACH * CELLS - 1e-6)
        i = int(at)
        f = at - i
        p = copula.cdf[i] + (copula.cdf[i + 1] - copula.cdf[i]) * f
        words[j] = np.uint32(min(max(p * _2P32, 0.0), _MOST))


@kernel
def correlate(first: int, design: Design, draws: Draws, copula: Copula, lanes: Lanes, words: U4) -> None:
    """Write the 32-bit fractions ``words[m, L]`` of the uniforms of all members of all groups."""
    size = words.shape[1]
    base = np.zeros(size, np.float64)
    common = np.zeros(size, np.float64)
    mixed = np.empty(size, np.float64)
    if copula.base >= 0:
        _scores(first, design, draws, copula, copula.base, lanes, base)
    for g in range(copula.group_first.size - 1):
        begin, end = copula.group_first[g], copula.group_first[g + 1]
        if copula.factor[g] >= 0:
            _scores(first, design, draws, copula, copula.factor[g], lanes, common)
        dense = copula.dense_at[g] >= 0
        own = np.empty((end - begin if dense else 1, size), np.float64)
        for i in range(begin, end):
            mine = own[i - begin if dense else 0]
            _scores(first, design, draws, copula, copula.member[i], lanes, mine)
            if dense:
                mixed[:] = 0.0
                row = copula.dense_at[g] + (i - begin) * (i - begin + 1) // 2
                for k in range(i - begin + 1):
                    weight = copula.dense[row + k]
                    for j in range(size):
                        mixed[j] += weight * own[k, j]
            else:
                load, rest = copula.loading[i], copula.rest[i]
                for j in range(size):
                    mixed[j] = load * common[j] + rest * mine[j]
            load, rest = copula.base_loading[i], copula.base_rest[i]
            if load != 0.0:
                for j in range(size):
                    mixed[j] = load * base[j] + rest * mixed[j]
            _to_words(copula, mixed, words[i])
