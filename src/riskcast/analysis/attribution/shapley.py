"""Shares of an effect that add up: every group gets its mean contribution over all orders in which groups can join.

L. S. Shapley, A value for n-person games, 1953; for groups of uncertain inputs: A. B. Owen, Sobol' indices and
Shapley value, SIAM/ASA Journal on Uncertainty Quantification 2, 2014.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

import numpy as np

from riskcast.kernels.types import F8

EXACT = 10
"""Groups up to which all sets are enumerated."""
FIRST, MOST = 8, 64
"""Pairs of orders (one and its reverse) that are drawn at least, and at most."""
CLOSE = 0.01
"""Share of the whole effect that the sampling of orders may leave as standard error."""

Value = Callable[[frozenset[int]], F8]
"""What a set of groups leads to: one number or more, ``[v]``, each of which is shared out."""
Progress = Callable[[int, int], None]


def enumerated(count: int, value: Value, progress: Progress | None = None) -> F8:
    """Return ``[count, v]``: the exact shares, from all sets of groups."""
    everyone = range(count)
    sets = [frozenset(chosen) for size in range(count + 1) for chosen in combinations(everyone, size)]
    found: dict[frozenset[int], F8] = {}
    for done, chosen in enumerate(sets, start=1):
        found[chosen] = value(chosen)
        if progress is not None:
            progress(done, len(sets))
    out = np.zeros((count, found[frozenset()].size))
    for chosen, joined in found.items():
        if len(chosen) == count:
            continue
        weight = 1.0 / (count * math.comb(count - 1, len(chosen)))
        for group in everyone:
            if group not in chosen:
                out[group] += weight * (found[chosen | {group}] - joined)
    return out


def sampled(
    count: int, value: Value, seed: int, progress: Progress | None = None, most: int = MOST
) -> tuple[F8, F8, int]:
    """Return ``[count, v]`` shares from random orders, ``[count]`` their standard errors, and how many orders.

    Orders come in pairs, one and its reverse, whose mean varies less. The error is that of the first number. Every
    order adds up to the whole effect, and so do the shares. ``most`` is how many pairs are drawn at most.
    """
    rng = np.random.default_rng(seed)
    pairs: list[F8] = []
    whole = float(abs(value(frozenset(range(count)))[0] - value(frozenset())[0]))
    error = np.full(count, math.inf)
    while len(pairs) < most and (len(pairs) < FIRST or error.max() > CLOSE * whole):
        order = rng.permutation(count).tolist()
        pairs.append((_along(order, value) + _along(order[::-1], value)) / 2.0)
        if len(pairs) > 1:
            error = np.std([pair[:, 0] for pair in pairs], axis=0, ddof=1) / math.sqrt(len(pairs))
        if progress is not None:
            progress(len(pairs), most)
    return np.mean(pairs, axis=0), error, 2 * len(pairs)


def _along(order: list[int], value: Value) -> F8:
    """Return ``[count, v]``: by how much the value rises as the groups join in an order."""
    joined: frozenset[int] = frozenset()
    before = value(joined)
    out = np.empty((len(order), before.size))
    for group in order:
        joined |= {group}
        after = value(joined)
        out[group] = after - before
        before = after
    return out
