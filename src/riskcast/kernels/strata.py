"""Replicated Latin hypercubes by random access: every batch of 64 iterations is a hypercube of its own.

Inside a batch, the stratum of a variable is a keyed permutation of 0..63: a Feistel network over
``x = 8 left + right``, whose keys are those of the variable plus those of the batch. So an iteration can be drawn
alone, draws never depend on how many iterations follow, and the batches are independent replications that give
percentiles their error.
Methods: M. D. McKay, R. J. Beckman, W. J. Conover, "A comparison of three methods for selecting values of input
variables", Technometrics 21 (1979); permutation by key: A. Kensler, "Correlated multi-jittered sampling", Pixar TM
13-01 (2013).
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.jit import kernel
from riskcast.kernels.philox import GROUP, philox
from riskcast.kernels.types import U4

ROUNDS = 4
"""Feistel rounds of one variable; its keys are this many words.

Four rounds leave a trace between iterations whose ``right`` half is the same. It never reaches the
results, because :func:`scatter` first sends the iterations through a permutation that all variables share.
"""

STRATA = 64
"""Iterations of a batch, and strata of each variable in it."""

_A = np.uint32(0x9E3779B1)
_B = np.uint32(0x85EBCA77)
_3 = np.uint32(3)
_7 = np.uint32(7)
_13 = np.uint32(13)
_15 = np.uint32(15)
_29 = np.uint32(29)


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
def batch_keys(first: int, size: int, seed: U4, purpose: int, out: U4) -> None:
    """Write the keys ``out[g, ROUNDS]`` of the batch of ``size`` iterations in which each group of lanes lies.

    Lanes stand at iterations ``first``, ``first + 1``, ...; a batch is one or more whole groups.
    """
    counter = np.zeros(4, np.uint32)
    counter[1] = np.uint32(purpose)
    for g in range(out.shape[0]):
        counter[0] = np.uint32((first + g * GROUP) // size)
        philox(counter, seed, out[g])


@kernel
def _turn(half: np.uint32, other: np.uint32, key: np.uint32) -> np.uint32:
    """Return ``half`` (0-7) moved by a keyed hash of ``other``."""
    h = np.uint32(np.uint32(other + key) * _A)
    h ^= h >> _15
    h = np.uint32(h * _B)
    h ^= h >> _13
    return np.uint32(np.uint32(half + (h >> _29)) & _7)


@kernel
def fill_strata(place: U4, keys: U4, batch: U4, out: U4) -> None:
    """Write the stratum (0-63) of each lane from its ``place`` in its batch.

    ``keys[ROUNDS]`` are those of the variable, ``batch[g, ROUNDS]`` those of the lanes' batches.
    """
    for g in range(batch.shape[0]):
        k0 = np.uint32(keys[0] + batch[g, 0])
        k1 = np.uint32(keys[1] + batch[g, 1])
        k2 = np.uint32(keys[2] + batch[g, 2])
        k3 = np.uint32(keys[3] + batch[g, 3])
        at = place[g * GROUP : (g + 1) * GROUP]
        to = out[g * GROUP : (g + 1) * GROUP]
        for j in range(GROUP):
            x = _turn(at[j] >> _3, at[j] & _7, k0)
            y = _turn(at[j] & _7, x, k1)
            x = _turn(x, y, k2)
            y = _turn(y, x, k3)
            to[j] = np.uint32((x << _3) | y)


@kernel
def scatter(first: int, seed: U4, place: U4, batch: U4) -> None:
    """Place the lanes at iterations ``first``, ``first + 1``, ... inside their batches.

    Writes ``place[L]``, a permutation of 0-63 per batch that all variables share, and the batches' keys
    ``batch[L / 64, ROUNDS]``.
    """
    none = np.zeros(ROUNDS, np.uint32)
    start = np.arange(place.size).astype(np.uint32) & np.uint32(STRATA - 1)
    batch_keys(first, STRATA, seed, 2, batch)
    fill_strata(start, none, batch, place)
    fill_strata(place, none, batch, start)
    place[:] = start
    batch_keys(first, STRATA, seed, 3, batch)
