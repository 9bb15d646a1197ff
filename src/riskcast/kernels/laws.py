"""From uniforms to values: closed forms where they are as fast as a table, quantile tables otherwise.

A law is one row of the arrays ``kind[V]``, ``table[V]`` and ``params[V, 5]``:

* TRIANGULAR: params = low, cut, left, right, high with cut = P(X < mode), left = (b-a)(m-a) and
  right = (b-a)(b-m);
* UNIFORM: params = low, span;
* TABLE: params = loc, scale; ``tables[table:]`` starts with a standard quantile function on the grid of
  :func:`grid`;
* PIECES: params = loc, scale, n; ``tables[table:]`` starts with n rising probabilities ``upto``, the last one 1, then
  n values, then n slopes. Piece i holds from ``upto[i - 1]`` (0 for the first) to ``upto[i]`` inclusive and is
  ``value[i] + slope[i] (u - upto[i - 1])``. Steps are exact: their slope is 0.
"""

from __future__ import annotations

import numpy as np

from riskcast.kernels.jit import kernel
from riskcast.kernels.types import F8, U4

TRIANGULAR = 0
UNIFORM = 1
TABLE = 2
PIECES = 3

OCTAVES = 28
"""Halvings of the probability that each tail is resolved to."""

STEPS = 64
"""Linear steps per octave."""

HALF = OCTAVES * STEPS + 2
"""Grid points of one tail, the middle written twice; a table row holds the lower tail, then the upper one."""

_2M32 = 1.0 / 4294967296.0
_SHIFT = 52 - 6
_MASK = (1 << _SHIFT) - 1
_CELL = 1.0 / (1 << _SHIFT)
_BIAS = (1022 - OCTAVES) * STEPS
_FLOOR = _BIAS << _SHIFT


def grid() -> F8:
    """Return the tail probabilities ``t[HALF]`` in (0, 0.5] at which a table row holds its quantiles.

    Entry i of a row is the quantile at ``t[i]``, entry ``HALF + i`` the one at ``1 - t[i]``. Each octave
    ``[2^-(k+1), 2^-k)`` has STEPS equal steps, so both tails are resolved to ``2^-(OCTAVES + 1)``; what
    lies beyond (once in 10^9 draws) is moved there.
    """
    index = np.arange(HALF - 1, dtype=np.float64)
    octave = np.floor(index / STEPS)
    tail = 2.0 ** (octave - OCTAVES - 1) * (1.0 + (index - octave * STEPS) / STEPS)
    return np.append(tail, 0.5)


@kernel
def _uniform(word: np.uint32, stratum: np.uint32, step: float) -> float:
    """Return the middle of a 2^-32 cell inside a stratum of width ``step``: never 0 or 1."""
    return (np.float64(stratum) + (np.float64(word) + 0.5) * _2M32) * step


@kernel
def fill_values(words: U4, strata: U4, count: int, kind: int, params: F8, table: F8, out: F8) -> None:
    """Write the quantiles under a law at the uniforms given by ``words`` inside ``strata`` of ``count``."""
    step = 1.0 / count
    if kind == TRIANGULAR:
        low, cut, left, right, high = params[0], params[1], params[2], params[3], params[4]
        for j in range(out.size):
            u = _uniform(words[j], strata[j], step)
            below = u < cut
            root = np.sqrt(u * left if below else (1.0 - u) * right)
            out[j] = low + root if below else high - root
    elif kind == UNIFORM:
        low, span = params[0], params[1]
        for j in range(out.size):
            out[j] = low + span * _uniform(words[j], strata[j], step)
    elif kind == PIECES:
        for j in range(out.size):
            out[j] = _uniform(words[j], strata[j], step)
        _find_pieces(params[0], params[1], int(params[2]), table, out)
    else:
        for j in range(out.size):
            out[j] = _uniform(words[j], strata[j], step)
        look_up(params[0], params[1], table, out)


@kernel
def look_up(loc: float, scale: float, row: F8, values: F8) -> None:
    """Turn uniforms into table values in place."""
    tails = np.minimum(values, 1.0 - values)
    # The top bits of a double are its octave and the step inside it: the index needs no logarithm.
    bits = tails.view(np.int64)
    for j in range(values.size):
        b = max(bits[j], _FLOOR)
        i = (b >> _SHIFT) - _BIAS
        f = np.float64(b & _MASK) * _CELL
        at = np.uint64(i if values[j] < 0.5 else HALF + i)
        values[j] = loc + scale * (row[at] + (row[at + np.uint64(1)] - row[at]) * f)


@kernel
def _find_pieces(loc: float, scale: float, count: int, row: F8, values: F8) -> None:
    """Turn uniforms into values of a piecewise straight quantile function in place."""
    for j in range(values.size):
        u = values[j]
        low, high = 0, count - 1
        while low < high:
            middle = (low + high) >> 1
            if row[middle] < u:
                low = middle + 1
            else:
                high = middle
        start = row[low - 1] if low > 0 else 0.0
        values[j] = loc + scale * (row[count + low] + row[2 * count + low] * (u - start))
