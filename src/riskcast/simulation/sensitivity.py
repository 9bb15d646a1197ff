"""Pass two: how inputs and outputs move together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.arrays import Design, Futures
from riskcast.kernels.associate import associate
from riskcast.kernels.types import F8, I8, U4
from riskcast.network.names import is_occurrence
from riskcast.network.network import Network
from riskcast.simulation.money import total_cost
from riskcast.simulation.passes import chunks, run_chunks
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
    """[E] Iterations in which each event happened: risks, then drivers."""
    sums: F8
    """[E, 2] Sums over those iterations of finish (wall ticks) and cost (currency) above their means."""


def associate_inputs(network: Network, plan: Settled, design: Design, futures: Futures) -> Sensitivity:
    """Draw the inputs again and set them against program finish and cost."""
    block, threads = plan.block, plan.threads
    ranges = chunks(futures.finish.shape[1], block, len(network.nodes))
    finish = futures.finish.max(axis=0)
    cost = total_cost(futures.cost)
    chosen = _distinct(network)
    ranks = np.stack([doubled_ranks(finish), doubled_ranks(np.rint(cost * 100.0))]).astype(np.uint32)
    (late, late_unit), (dear, dear_unit) = _deviations(finish.astype(np.float64)), _deviations(cost)
    outputs = np.stack([late, dear])

    def second(begin: int, end: int) -> tuple[I8, I8]:
        products, moments = np.zeros((2, chosen.size, 2), np.int64)
        associate(begin, end, block, design, network.draws, network.copula, chosen, ranks, products, moments)
        return products, moments

    parts = run_chunks(ranges, threads, second)
    products, moments = (np.sum([part[k] for part in parts], axis=0) for k in range(2))
    counts = futures.occurs.sum(axis=1, dtype=np.int64)
    sums = np.array([[output[hit].sum() for output in outputs] for hit in futures.occurs.astype(bool)], np.int64)
    correlation = _correlation(products, ranks, moments)
    names = tuple(network.variables[v] for v in chosen)
    return Sensitivity(names, correlation, counts, sums.reshape(-1, 2) * np.array([late_unit, dear_unit]))


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


def _distinct(network: Network) -> NDArray[np.int32]:
    """Return one variable per name, without the occurrences of risks."""
    first: dict[str, int] = {}
    for v, name in enumerate(network.variables):
        if not is_occurrence(name):
            first.setdefault(name, v)
    return np.array(list(first.values()), np.int32)


def _correlation(products: I8, ranks: U4, moments: I8) -> F8:
    """Return Pearson's correlation of the ranks of the inputs with the doubled ranks of the outputs.

    ``moments[v]`` hold the sums of the inputs' ranks and of their squares. Ranks that are strata are a little coarser
    than ranks; with 64 of them, that costs a correlation of 1 about 0.0001.
    """
    count = ranks.shape[1]
    mean = moments[:, 0] / count
    spread = np.sqrt(np.maximum(moments[:, 1] / count - mean**2, 0.0))
    covariance = products / count - mean[:, None] * ranks.mean(axis=1)
    scale = spread[:, None] * ranks.std(axis=1)
    scale = np.where(scale > 0.0, scale, np.inf)
    return np.asarray(np.clip(covariance / scale, -1.0, 1.0), dtype=np.float64)
