"""Values of variables for a block of iterations."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from riskcast.kernels.arrays import CAP, Design, Draws
from riskcast.kernels.jit import kernel
from riskcast.kernels.laws import fill_values
from riskcast.kernels.philox import fill_words
from riskcast.kernels.strata import fill_strata, scatter
from riskcast.kernels.types import F8, I4, U4

_CAP = np.float64(CAP)


class Lanes(NamedTuple):
    """Where the lanes of a block stand, and scratch rows."""

    left: U4
    right: U4
    """[L] Halves of the lane's place, see :func:`riskcast.kernels.strata.scatter`."""
    words: U4
    strata: U4
    """[L] Stay 0 without stratification: the one stratum is the whole unit interval."""


@kernel
def make_lanes(lanes: int) -> Lanes:
    """Return scratch rows for blocks of so many lanes."""
    rows = np.zeros((4, lanes), np.uint32)
    return Lanes(rows[0], rows[1], rows[2], rows[3])


@kernel
def place_lanes(first: int, design: Design, lanes: Lanes) -> None:
    """Set the lanes to iterations ``first``, ``first + 1``, ..."""
    if design.stratified:
        scatter(first, design.rows, design.cols, design.iterations, design.seed, lanes.left, lanes.right)


@kernel
def draw_rows(first: int, design: Design, draws: Draws, lanes: Lanes, chosen: I4, values: F8, ticks: I4) -> None:
    """Draw the variables ``chosen[r]`` (none where negative) for the iterations of the lanes.

    Row r of ``values[r, L]`` gets the quantiles themselves when ``values`` has rows; otherwise row r of
    ``ticks[r, L]`` gets them rounded, between 0 and CAP.
    """
    count = design.iterations if design.stratified else 1
    whole = values.shape[0] == 0
    scratch = np.empty(lanes.words.size, np.float64)
    for r in range(chosen.size):
        v = chosen[r]
        if v < 0:
            continue
        fill_words(design.seed, draws.name[v], first, lanes.words)
        if design.stratified:
            fill_strata(lanes.left, lanes.right, design.rows, design.cols, count, draws.keys[v], lanes.strata)
        value = scratch if whole else values[r]
        fill_values(
            lanes.words, lanes.strata, count, draws.kind[v], draws.params[v], draws.tables[draws.table[v]], value
        )
        if whole:
            row = ticks[r]
            for j in range(row.size):
                row[j] = np.int32(min(max(np.floor(value[j] + 0.5), 0.0), _CAP))
