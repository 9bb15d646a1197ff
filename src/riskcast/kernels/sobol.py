"""Owen-scrambled Sobol' points by random access: every batch of 512 iterations is a scramble of its own.

Each variable takes the first Sobol' coordinate (van der Corput's sequence), shuffled and scrambled by keyed nested
permutations. Any aligned run of 2^k iterations of a batch thus puts one point of every variable into each of 2^k
equal strata, up to 512. The price of dimensions without limit and of names as keys: two variables meet by chance.
Because both are even in every short run, what depends on their product has up to twice the variance of random pairs;
what adds up over variables has next to none.
Methods: A. B. Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences" (1995); S. Laine, T. Karras, "Stratified
sampling for stochastic transparency", EGSR 2011; B. Burley, "Practical hash-based Owen scrambling", JCGT 9(4) (2020).
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.jit import kernel
from riskcast.kernels.philox import GROUP
from riskcast.kernels.strata import batch_keys
from riskcast.kernels.types import U4

POINTS = 512
"""Iterations of a batch, and strata of each variable in it."""

_LOW = np.uint32(POINTS - 1)
_1, _2, _4, _7, _8, _16 = np.uint32(1), np.uint32(2), np.uint32(4), np.uint32(7), np.uint32(8), np.uint32(16)
_PAIRS, _FOURS, _BYTES, _ODD = np.uint32(0x5555), np.uint32(0x3333), np.uint32(0x0F0F), np.uint32(0x00FF)
_A = np.uint32(0x3D20ADEA)
_B = np.uint32(0x05526C56)
_C = np.uint32(0x53A22864)


@kernel
def _reverse(x: np.uint32) -> np.uint32:
    """Return the lowest 9 bits in reverse order."""
    x = ((x >> _1) & _PAIRS) | ((x & _PAIRS) << _1)
    x = ((x >> _2) & _FOURS) | ((x & _FOURS) << _2)
    x = ((x >> _4) & _BYTES) | ((x & _BYTES) << _4)
    x = (x >> _8) | ((x & _ODD) << _8)
    return np.uint32((x >> _7) & _LOW)


@kernel
def _nest(x: np.uint32, a: np.uint32, b: np.uint32) -> np.uint32:
    """Return a keyed permutation in which every bit depends on itself and the bits below it only."""
    x = np.uint32(x + a)
    x ^= np.uint32(x * _A)
    x = np.uint32(x * ((b >> _16) | _1))
    x ^= np.uint32(x * _B)
    x = np.uint32(x + b)
    x ^= np.uint32(x * _C)
    return np.uint32(x * ((a >> _16) | _1))


@kernel
def place_points(first: int, seed: U4, place: U4, batch: U4) -> None:
    """Place the lanes at iterations ``first``, ``first + 1``, ...: index in the batch, its bits reversed, and keys."""
    batch_keys(first, POINTS, seed, 4, batch)
    for j in range(place.size):
        place[j] = _reverse(np.uint32(first + j) & _LOW)


@kernel
def fill_points(place: U4, keys: U4, batch: U4, out: U4) -> None:
    """Write the stratum (0-511) of each lane; arguments as in :func:`riskcast.kernels.strata.fill_strata`."""
    for g in range(batch.shape[0]):
        k0 = np.uint32(keys[0] + batch[g, 0])
        k1 = np.uint32(keys[1] + batch[g, 1])
        k2 = np.uint32(keys[2] + batch[g, 2])
        k3 = np.uint32(keys[3] + batch[g, 3])
        at = place[g * GROUP : (g + 1) * GROUP]
        to = out[g * GROUP : (g + 1) * GROUP]
        for j in range(GROUP):
            shuffled = _reverse(_nest(at[j], k0, k1))
            to[j] = _reverse(_nest(shuffled, k2, k3))
