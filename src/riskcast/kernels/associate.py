"""Pass two: draw the inputs again and set them against the outputs."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Design, Draws
from riskcast.kernels.draw import draw_rows, make_lanes, place_lanes
from riskcast.kernels.jit import kernel
from riskcast.kernels.philox import fill_words
from riskcast.kernels.strata import fill_strata
from riskcast.kernels.types import F8, I4, I8, U4

WORD_BITS = 20
"""Bits of a random word that serve as its rank without stratification."""


@kernel
def _products(left: U4, right: U4) -> np.int64:
    total = np.uint64(0)
    for j in range(right.size):
        total += np.uint64(left[j]) * np.uint64(right[j])
    return np.int64(total)


@kernel
def _add_moments(rank: U4, moments: I8) -> None:
    for j in range(rank.size):
        moments[0] += np.int64(rank[j])
        moments[1] += np.int64(rank[j]) * np.int64(rank[j])


@kernel
def associate(
    begin: int, end: int, block: int, design: Design, draws: Draws, chosen: I4, ranks: U4, sums: I8, moments: I8
) -> None:
    """Add to ``sums[r, o]`` the products of the rank of variable ``chosen[r]`` and ``ranks[o, iteration]``.

    With Latin hypercube sampling the stratum is the variable's rank; otherwise its first WORD_BITS bits
    stand for it, and ``moments[r]`` get the sums of those and of their squares. Integer sums: exact, whatever the
    order; a million iterations keep them below 2^61.
    """
    lanes = make_lanes(block)
    for first in range(begin, end, block):
        alive = min(block, end - first)
        place_lanes(first, design, lanes)
        for r in range(chosen.size):
            v = chosen[r]
            rank = lanes.strata
            if design.stratified:
                fill_strata(
                    lanes.left, lanes.right, design.rows, design.cols, design.iterations, draws.keys[v], lanes.strata
                )
            else:
                fill_words(design.seed, draws.name[v], first, lanes.words)
                for j in range(block):
                    rank[j] = lanes.words[j] >> np.uint32(32 - WORD_BITS)
                _add_moments(rank[:alive], moments[r])
            for o in range(ranks.shape[0]):
                sums[r, o] += _products(rank, ranks[o, first : first + alive])


@kernel
def split_by_occurrence(
    begin: int,
    end: int,
    block: int,
    design: Design,
    draws: Draws,
    chosen: I4,
    chance: F8,
    outputs: I8,
    counts: I8,
    sums: I8,
) -> None:
    """Add, for each risk, how often it occurred and the sums of ``outputs[o, iteration]`` over those iterations.

    ``chosen[R]`` are the occurrence variables (uniform on 0-1), ``chance[R]`` their probabilities, ``counts[R]``,
    ``sums[R, o]``.
    """
    lanes = make_lanes(block)
    uniform = np.empty((chosen.size, block), np.float64)
    no_ticks = np.empty((0, block), np.int32)
    for first in range(begin, end, block):
        place_lanes(first, design, lanes)
        draw_rows(first, design, draws, lanes, chosen, uniform, no_ticks)
        for r in range(chosen.size):
            for j in range(min(block, end - first)):
                if uniform[r, j] < chance[r]:
                    counts[r] += 1
                    for o in range(outputs.shape[0]):
                        sums[r, o] += outputs[o, first + j]
