"""Pass two: how inputs and outputs move together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.arrays import Design, Futures
from riskcast.kernels.associate import associate, split_by_occurrence
from riskcast.kernels.types import F8, I8, U4
from riskcast.network.network import Network
from riskcast.simulation.money import total_cost
from riskcast.simulation.passes import run_chunks
from riskcast.simulation.plan import Settled
from riskcast.simulation.statistics import doubled_ranks


@dataclass(frozen=True)
class Sensitivity:
    """Outputs are in the order finish, cost."""

    variables: tuple[str, ...]
    """[v] Names of the uncertain durations, delays and costs."""
    correlation: F8
    """[v, 2] Spearman rank correlation with program finish and program cost; 0 for a constant output."""
    occurred: I8
    """[R] Iterations in which each risk occurred."""
    sums: F8
    """[R, 2] Sums over those iterations of finish (wall ticks) and cost (currency) above their means."""


def associate_inputs(
    network: Network, plan: Settled, design: Design, futures: Futures, ranges: list[tuple[int, int]]
) -> Sensitivity:
    """Draw the inputs again and set them against program finish and cost."""
    block, threads = plan.block, plan.threads
    finish = futures.finish.max(axis=0)
    cost = total_cost(futures.cost)
    occurrence = network.work.shared[network.work.occurrence]
    chosen = _distinct(network, set(occurrence.tolist()))
    ranks = np.stack([doubled_ranks(finish), doubled_ranks(np.rint(cost * 100.0))]).astype(np.uint32)
    (late, late_unit), (dear, dear_unit) = _deviations(finish.astype(np.float64)), _deviations(cost)
    outputs = np.stack([late, dear])

    def second(begin: int, end: int) -> tuple[I8, I8, I8, I8]:
        products, moments = np.zeros((2, chosen.size, 2), np.int64)
        counts = np.zeros(occurrence.size, np.int64)
        sums = np.zeros((occurrence.size, 2), np.int64)
        associate(begin, end, block, design, network.draws, chosen, ranks, products, moments)
        chance = network.work.probability
        split_by_occurrence(begin, end, block, design, network.draws, occurrence, chance, outputs, counts, sums)
        return products, moments, counts, sums

    parts = run_chunks(ranges, threads, second)
    products, moments, counts, sums = (np.sum([part[k] for part in parts], axis=0) for k in range(4))
    correlation = _correlation(products, ranks, *_moments(moments, design))
    names = tuple(network.variables[v] for v in chosen)
    return Sensitivity(names, correlation, counts, sums * np.array([late_unit, dear_unit]))


def _deviations(values: F8) -> tuple[I8, float]:
    """Return how far values ``[K]`` lie above their mean, as integers, and what 1 of them is worth.

    The unit is the smallest power of two with which a sum over any iterations fits 64 bits, so that sums
    are exact in any order. The mean is rounded once.
    """
    away = values - math.fsum(values.tolist()) / values.size
    most = float(np.abs(away).max())
    if most == 0.0:
        return np.zeros(values.size, np.int64), 1.0
    unit = math.ldexp(1.0, math.frexp(most)[1] + values.size.bit_length() - 62)
    return np.rint(away / unit).astype(np.int64), unit


def _distinct(network: Network, left_out: set[int]) -> NDArray[np.int32]:
    """Return one variable per name, without the occurrences."""
    first: dict[str, int] = {}
    for v, name in enumerate(network.variables):
        if v not in left_out:
            first.setdefault(name, v)
    return np.array(list(first.values()), np.int32)


def _correlation(products: I8, ranks: U4, mean_in: F8, sd_in: F8) -> F8:
    """Return Pearson's correlation of the ranks of the inputs with the doubled ranks of the outputs."""
    count = ranks.shape[1]
    covariance = products / count - mean_in[:, None] * ranks.mean(axis=1)
    scale = sd_in[:, None] * ranks.std(axis=1)
    scale = np.where(scale > 0.0, scale, np.inf)
    return np.asarray(np.clip(covariance / scale, -1.0, 1.0), dtype=np.float64)


def _moments(moments: I8, design: Design) -> tuple[F8, F8]:
    """Return mean and standard deviation ``[v]`` of the ranks of the inputs.

    Strata are a permutation of 0..K-1; without them, ``moments[v]`` hold the sums of the words and of their squares.
    """
    count = float(design.iterations)
    if design.stratified:
        size = len(moments)
        return np.full(size, (count - 1.0) / 2.0), np.full(size, np.sqrt((count**2 - 1.0) / 12.0))
    mean = moments[:, 0] / count
    return mean, np.sqrt(np.maximum(moments[:, 1] / count - mean**2, 0.0))
