"""Pass two: how inputs and outputs move together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.arrays import Design, Futures
from riskcast.kernels.associate import WORD_BITS, associate, split_by_occurrence
from riskcast.kernels.types import F8, I8, U4
from riskcast.network.network import Network
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
    sums: I8
    """[R, 2] Sums over those iterations of finish (wall ticks) and cost (hundredths)."""


def associate_inputs(
    network: Network, plan: Settled, design: Design, futures: Futures, ranges: list[tuple[int, int]]
) -> Sensitivity:
    """Draw the inputs again and set them against program finish and cost."""
    block, threads = plan.block, plan.threads
    finish = futures.finish.max(axis=0).astype(np.int64)
    cost = futures.cost.sum(axis=0)
    occurrence = network.work.shared[network.work.occurrence]
    chosen = _distinct(network, set(occurrence.tolist()))
    ranks = np.stack([doubled_ranks(finish), doubled_ranks(cost)]).astype(np.uint32)
    cents = np.rint(cost * 100.0).astype(np.int64)
    outputs = np.stack([finish, cents])

    def second(begin: int, end: int) -> tuple[I8, I8, I8]:
        products = np.zeros((chosen.size, 2), np.int64)
        counts = np.zeros(occurrence.size, np.int64)
        sums = np.zeros((occurrence.size, 2), np.int64)
        associate(begin, end, block, design, network.draws, chosen, ranks, products)
        chance = network.work.probability
        split_by_occurrence(begin, end, block, design, network.draws, occurrence, chance, outputs, counts, sums)
        return products, counts, sums

    parts = run_chunks(ranges, threads, second)
    products, counts, sums = (np.sum([part[k] for part in parts], axis=0) for k in range(3))
    top = plan.iterations if design.stratified else 1 << WORD_BITS
    return Sensitivity(tuple(network.variables[v] for v in chosen), _correlation(products, ranks, top), counts, sums)


def _distinct(network: Network, left_out: set[int]) -> NDArray[np.int32]:
    """Return one variable per name, without the occurrences."""
    first: dict[str, int] = {}
    for v, name in enumerate(network.variables):
        if v not in left_out:
            first.setdefault(name, v)
    return np.array(list(first.values()), np.int32)


def _correlation(products: I8, ranks: U4, top: int) -> F8:
    """Return Pearson's correlation of ranks 0..top-1 of the inputs with the doubled ranks of the outputs."""
    count = ranks.shape[1]
    mean_in, sd_in = (top - 1) / 2.0, np.sqrt((float(top) ** 2 - 1.0) / 12.0)
    mean_out = ranks.mean(axis=1)
    sd_out = ranks.std(axis=1)
    covariance = products / count - mean_in * mean_out
    scale = sd_in * sd_out
    scale = np.where(scale > 0.0, scale, np.inf)
    return np.asarray(np.clip(covariance / scale, -1.0, 1.0), dtype=np.float64)
