"""Values of variables for a block of iterations."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from riskcast.kernels.arrays import CAP, LATIN, SOBOL, Design, Draws
from riskcast.kernels.jit import kernel
from riskcast.kernels.laws import fill_values
from riskcast.kernels.philox import GROUP, fill_words
from riskcast.kernels.sobol import fill_points, place_points
from riskcast.kernels.strata import ROUNDS, fill_strata, scatter
from riskcast.kernels.types import F8, I4, U4

_CAP = np.float64(CAP)
_2M32 = 1.0 / 4294967296.0


class Lanes(NamedTuple):
    """Where the lanes of a block stand, and scratch rows."""

    place: U4
    """[L] Place inside the batch, before the permutation of a variable."""
    batch: U4
    """[L / GROUP, ROUNDS] Keys of the batches."""
    words: U4
    """[L] Random words of one variable."""
    strata: U4
    """[L] Strata of one variable; stay 0 without stratification: the one stratum is the whole unit interval."""


@kernel
def make_lanes(lanes: int) -> Lanes:
    """Return scratch rows for blocks of so many lanes."""
    rows = np.zeros((3, lanes), np.uint32)
    return Lanes(rows[0], np.zeros((lanes // GROUP, ROUNDS), np.uint32), rows[1], rows[2])


@kernel
def place_lanes(first: int, design: Design, lanes: Lanes) -> None:
    """Set the lanes to iterations ``first``, ``first + 1``, ..."""
    if design.method == LATIN:
        scatter(first, design.seed, lanes.place, lanes.batch)
    elif design.method == SOBOL:
        place_points(first, design.seed, lanes.place, lanes.batch)


@kernel
def find_strata(design: Design, draws: Draws, v: int, lanes: Lanes) -> None:
    """Write into ``lanes.strata`` the strata, 0 to ``design.strata - 1``, of variable ``v``."""
    if design.method == LATIN:
        fill_strata(lanes.place, draws.keys[v], lanes.batch, lanes.strata)
    elif design.method == SOBOL:
        fill_points(lanes.place, draws.keys[v], lanes.batch, lanes.strata)


@kernel
def find_cells(first: int, design: Design, draws: Draws, v: int, lanes: Lanes) -> None:
    """Write into ``lanes`` the strata of variable ``v``, and the words that place it inside them."""
    fill_words(design.seed, draws.name[v], first, lanes.words)
    find_strata(design, draws, v, lanes)


@kernel
def fill_uniforms(first: int, design: Design, draws: Draws, v: int, lanes: Lanes, out: F8) -> None:
    """Write the uniforms ``out[L]`` of variable ``v``, never 0 or 1, for lanes at iterations ``first`` onwards."""
    find_cells(first, design, draws, v, lanes)
    step = 1.0 / design.strata
    for j in range(out.size):
        out[j] = (np.float64(lanes.strata[j]) + (np.float64(lanes.words[j]) + 0.5) * _2M32) * step


@kernel
def draw_rows(
    first: int,
    design: Design,
    draws: Draws,
    linked: I4,
    correlated: U4,
    lanes: Lanes,
    chosen: I4,
    values: F8,
    ticks: I4,
) -> None:
    """Draw the variables ``chosen[r]`` (none where negative) for the iterations of the lanes.

    Variables with ``linked[v] >= 0`` take the uniforms in that row of ``correlated[m, L]``. Row r of ``values[r, L]``
    gets the quantiles themselves when ``values`` has rows; otherwise row r of ``ticks[r, L]`` gets them rounded,
    between 0 and CAP.
    """
    whole = values.shape[0] == 0
    scratch = np.empty(lanes.words.size, np.float64)
    none = np.zeros(lanes.words.size, np.uint32)
    for r in range(chosen.size):
        v = chosen[r]
        if v < 0:
            continue
        value = scratch if whole else values[r]
        words, strata, count = lanes.words, lanes.strata, design.strata
        if linked[v] >= 0:
            words, strata, count = correlated[linked[v]], none, 1
        else:
            find_cells(first, design, draws, v, lanes)
        fill_values(words, strata, count, draws.kind[v], draws.params[v], draws.tables[draws.table[v] :], value)
        if whole:
            row = ticks[r]
            for j in range(row.size):
                row[j] = np.int32(min(max(np.floor(value[j] + 0.5), 0.0), _CAP))
