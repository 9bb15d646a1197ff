"""Pass two: draw the inputs again and set them against the outputs."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import PLAIN, Copula, Design, Draws
from riskcast.kernels.copula import correlate
from riskcast.kernels.draw import find_strata, make_lanes, place_lanes
from riskcast.kernels.jit import kernel
from riskcast.kernels.philox import fill_words
from riskcast.kernels.types import I4, I8, U4

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
    begin: int,
    end: int,
    block: int,
    design: Design,
    draws: Draws,
    copula: Copula,
    chosen: I4,
    ranks: U4,
    sums: I8,
    moments: I8,
) -> None:
    """Add to ``sums[r, o]`` the products of the rank of variable ``chosen[r]`` and ``ranks[o, iteration]``.

    The stratum is the variable's rank, or without strata the first WORD_BITS bits of its word; ``moments[r]``
    get the sums of those and of their squares. Integer sums: exact, whatever the order; a million iterations keep
    them below 2^61.
    """
    lanes = make_lanes(block)
    own = np.empty(block, np.uint32)
    correlated = np.empty((copula.member.size, block), np.uint32)
    for first in range(begin, end, block):
        alive = min(block, end - first)
        place_lanes(first, design, lanes)
        correlate(first, design, draws, copula, lanes, correlated)
        for r in range(chosen.size):
            v = chosen[r]
            rank = own
            if copula.linked[v] >= 0:
                for j in range(block):
                    rank[j] = correlated[copula.linked[v], j] >> np.uint32(32 - WORD_BITS)
            elif design.method == PLAIN:
                fill_words(design.seed, draws.name[v], first, lanes.words)
                for j in range(block):
                    rank[j] = lanes.words[j] >> np.uint32(32 - WORD_BITS)
            else:
                find_strata(design, draws, v, lanes)
                rank = lanes.strata
            _add_moments(rank[:alive], moments[r])
            for o in range(ranks.shape[0]):
                sums[r, o] += _products(rank, ranks[o, first : first + alive])
