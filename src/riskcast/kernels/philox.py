"""Random words keyed by name: the counter-based generator Philox4x32-10.

Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
1, 2, 3", SC'11; the published Random123 known answers are in the tests.
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.jit import kernel
from riskcast.kernels.types import U4

GROUP = 64
"""Iterations whose words come from one run of counters; blocks are multiples of it."""

_QUARTER = GROUP // 4
_M0 = np.uint64(0xD2511F53)
_M1 = np.uint64(0xCD9E8D57)
_W0 = np.uint32(0x9E3779B9)
_W1 = np.uint32(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)


@kernel
def philox(counter: U4, key: U4, out: U4) -> None:
    """Write the 4 words of one ``counter`` (4 words) under a ``key`` (2 words) into ``out`` (4 words)."""
    x0, x1, x2, x3 = counter[0], counter[1], counter[2], counter[3]
    a, b = key[0], key[1]
    for _ in range(10):
        p0 = _M0 * np.uint64(x0)
        p1 = _M1 * np.uint64(x2)
        x0 = np.uint32(p1 >> _32) ^ x1 ^ a
        x2 = np.uint32(p0 >> _32) ^ x3 ^ b
        x1 = np.uint32(p1 & _LOW)
        x3 = np.uint32(p0 & _LOW)
        a = np.uint32(a + _W0)
        b = np.uint32(b + _W1)
    out[0], out[1], out[2], out[3] = x0, x1, x2, x3


@kernel
def fill_words(seed: U4, name: U4, first: int, out: U4) -> None:
    """Write one random word per lane for iterations ``first``, ``first + 1``, ...

    ``first`` and the length of ``out`` are multiples of GROUP. Within a group of 64 iterations, lane
    ``16 w + c`` holds word w of counter ``(16 group + c, 0, name[0], name[1])``: a fixed map, so any
    iteration can be drawn alone, and the inner loop has no dependence between lanes.
    """
    c2 = name[0]
    c3 = name[1]
    for g in range(out.size // GROUP):
        base = np.uint32((first // GROUP + g) * _QUARTER)
        lanes = out[g * GROUP : (g + 1) * GROUP]
        for c in range(_QUARTER):
            x0 = np.uint32(base + np.uint32(c))
            x1 = np.uint32(0)
            x2 = np.uint32(c2)
            x3 = np.uint32(c3)
            a = np.uint32(seed[0])
            b = np.uint32(seed[1])
            for _ in range(10):
                p0 = _M0 * np.uint64(x0)
                p1 = _M1 * np.uint64(x2)
                x0 = np.uint32(p1 >> _32) ^ x1 ^ a
                x2 = np.uint32(p0 >> _32) ^ x3 ^ b
                x1 = np.uint32(p1 & _LOW)
                x3 = np.uint32(p0 & _LOW)
                a = np.uint32(a + _W0)
                b = np.uint32(b + _W1)
            lanes[c] = x0
            lanes[_QUARTER + c] = x1
            lanes[2 * _QUARTER + c] = x2
            lanes[3 * _QUARTER + c] = x3
