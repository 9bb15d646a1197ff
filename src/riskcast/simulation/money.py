"""Sums of money: added up in one order everywhere, compared to the hundredth."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.types import F8

HALF_HUNDREDTH = 0.005
"""Sums that differ by no more than this are the same sum of money."""


def total_cost(cost: F8) -> F8:
    """Return the program cost ``[...]`` of project costs ``[P, ...]``, added project after project.

    Equal parts thus give bit-equal totals whatever the number of iterations; ``numpy.sum`` pairs terms by shape.
    """
    total = np.zeros(cost.shape[1:], np.float64)
    for row in cost:
        total = total + row
    return total
