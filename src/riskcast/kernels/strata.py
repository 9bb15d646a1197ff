"""Latin hypercube by random access: a keyed permutation of 0..K-1, evaluated at any iteration.

A Feistel network over the mixed radix ``x = left * cols + right`` with ``rows * cols >= K``; results
at or above K are walked on until they fall inside (cycle walking), which near-square radices make
rare. Method: J. Black and P. Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002; use for
stratified samples: A. Kensler, "Correlated multi-jittered sampling", Pixar TM 13-01 (2013).
"""

from __future__ import annotations

import math

import numpy as np

from riskcast.kernels.jit import kernel
from riskcast.kernels.philox import philox
from riskcast.kernels.types import U4

ROUNDS = 4
"""Feistel rounds of one variable; its keys are this many words.

Four rounds leave a trace between iterations whose ``right`` half is the same. It never reaches the
results, because :func:`scatter` first sends the iterations through a permutation that all variables share.
"""

MAX_STRATA = 1 << 30
"""Largest K: indices stay in 32 bits."""

_A = np.uint32(0x9E3779B1)
_B = np.uint32(0x85EBCA77)
_13 = np.uint32(13)
_15 = np.uint32(15)
_16 = np.uint32(16)


def radices(strata: int) -> tuple[int, int]:
    """Return near-square ``(rows, cols)`` with ``rows * cols >= strata``."""
    cols = math.isqrt(max(strata - 1, 0)) + 1
    return -(-strata // cols), cols


@kernel
def round_keys(seed: U4, names: U4, out: U4) -> None:
    """Derive the keys ``out[V, ROUNDS]`` of the variables ``names[V, 2]`` from counters that no draw uses."""
    counter = np.empty(4, np.uint32)
    for v in range(names.shape[0]):
        counter[0] = np.uint32(0)
        counter[1] = np.uint32(1)
        counter[2] = names[v, 0]
        counter[3] = names[v, 1]
        philox(counter, seed, out[v])


@kernel
def _mix(x: np.uint32, key: np.uint32) -> np.uint32:
    h = np.uint32(np.uint32(x + key) * _A)
    h ^= h >> _15
    h = np.uint32(h * _B)
    h ^= h >> _13
    return np.uint32(h >> _16)


@kernel
def _turn(half: np.uint32, other: np.uint32, key: np.uint32, size: np.uint32) -> np.uint32:
    """Return ``half`` moved by a keyed hash of ``other``, modulo ``size`` (at most 65,536)."""
    half = np.uint32(half + (np.uint32(_mix(other, key) * size) >> _16))
    return min(half, np.uint32(half - size))


@kernel
def fill_strata(left: U4, right: U4, rows: int, cols: int, strata: int, keys: U4, out: U4) -> None:
    """Write the stratum (0..strata-1) of each lane, placed at ``left * cols + right`` by :func:`scatter`."""
    a, b = np.uint32(rows), np.uint32(cols)
    k0, k1, k2, k3 = keys[0], keys[1], keys[2], keys[3]
    for j in range(out.size):
        x = _turn(left[j], right[j], k0, a)
        y = _turn(right[j], x, k1, b)
        x = _turn(x, y, k2, a)
        y = _turn(y, x, k3, b)
        out[j] = np.uint32(x * b + y)
    if rows * cols > strata:
        for j in range(out.size):
            while out[j] >= strata:
                y = np.uint32(out[j] % b)
                x = _turn(np.uint32(out[j] // b), y, k0, a)
                y = _turn(y, x, k1, b)
                x = _turn(x, y, k2, a)
                y = _turn(y, x, k3, b)
                out[j] = np.uint32(x * b + y)


@kernel
def scatter(first: int, rows: int, cols: int, strata: int, seed: U4, left: U4, right: U4) -> None:
    """Place the lanes: write the halves of a seed-keyed permutation of iterations ``first``, ``first + 1``, ...

    Lanes past the last iteration repeat it.
    """
    keys = np.empty(ROUNDS, np.uint32)
    counter = np.array([0, 2, 0, 0], np.uint32)
    philox(counter, seed, keys)
    place = np.empty(left.size, np.uint32)
    for j in range(left.size):
        i = min(first + j, strata - 1)
        left[j] = i // cols
        right[j] = i % cols
    for _ in range(2):
        fill_strata(left, right, rows, cols, strata, keys, place)
        for j in range(left.size):
            left[j] = place[j] // np.uint32(cols)
            right[j] = place[j] % np.uint32(cols)
