"""Price indices and exchange rates: one path per iteration, shared by all lines."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.jit import kernel
from riskcast.kernels.money_arrays import Paths
from riskcast.kernels.types import F8


@kernel
def find_prices(paths: Paths, values: F8, price: F8) -> None:
    """Write the factors ``price[u, T, L]`` on planned prices; powers are products, month by month."""
    grown = np.empty(price.shape[2], np.float64)
    walk = np.empty(price.shape[2], np.float64)
    for u in range(price.shape[0]):
        grown[:] = 1.0
        walk[:] = 1.0
        months = steps = 0
        first, end = paths.step_first[u], paths.step_first[u + 1]
        level, hedged = paths.level[u], paths.hedged[u]
        for t in range(price.shape[1]):
            while months < paths.months[u, t]:
                _grow(paths, u, values, grown)
                months += 1
            while steps < paths.steps[t] and first + steps < end:
                step = values[paths.step[first + steps]]
                for j in range(walk.size):
                    walk[j] *= step[j]
                steps += 1
            row = price[u, t]
            for j in range(row.size):
                factor = grown[j] * walk[j] * (values[level, j] if level >= 0 else 1.0)
                row[j] = hedged + (1.0 - hedged) * factor


@kernel
def _grow(paths: Paths, u: int, values: F8, grown: F8) -> None:
    g = paths.growth[u]
    for j in range(grown.size):
        grown[j] *= values[g, j] if g >= 0 else paths.growth_base[u]
