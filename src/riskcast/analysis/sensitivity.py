"""Measures of how the durations of tasks move a schedule, from samples of durations, floats and the whole.

Durations ``[r, K]`` and floats ``[r, K]`` of r tasks in K iterations, the duration of the project ``[K]``.
Definitions: M. Vanhoucke, Measuring Time (2010), chapter 5; S. E. Elmaghraby, Y. Fathi and M. R. Taner, On the
sensitivity of project variability to activity mean duration, Int. J. Production Economics 62 (1999); T. M. Williams,
Criticality in stochastic networks, J. Operational Research Society 43 (1992).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.types import F8
from riskcast.simulation.statistics import doubled_ranks

Numbers = NDArray[np.number]


def significance(durations: Numbers, floats: Numbers, whole: Numbers) -> F8:
    """Return the significance index ``[r]``: the mean of d / (d + float) x project duration / mean project duration.

    Williams (1992). A task without duration counts fully where it has no float; where ``floats`` is negative the task
    does not exist and counts nothing.
    """
    length, slack = durations.astype(np.float64), floats.astype(np.float64)
    together = length + np.maximum(slack, 0.0)
    weight = np.where(together > 0.0, length / np.where(together > 0.0, together, 1.0), 1.0)
    weight[slack < 0.0] = 0.0
    share = whole / np.mean(whole, dtype=np.float64)
    return np.asarray((weight * share).mean(axis=1), np.float64)


def schedule_sensitivity(durations: Numbers, criticality: F8, whole: Numbers) -> F8:
    """Return the schedule sensitivity index ``[r]``: sd of the duration x criticality / sd of the project duration.

    PMI, A Guide to the Project Management Body of Knowledge (2004), after Vanhoucke (2010). Durations and whole are in
    one unit. 0 where the project duration is constant.
    """
    spread = float(np.std(whole))
    if spread == 0.0:
        return np.zeros(len(durations))
    return np.asarray(np.std(durations.astype(np.float64), axis=1) * criticality / spread, np.float64)


def pearson(durations: Numbers, whole: Numbers) -> F8:
    """Return the cruciality ``[r]`` as Pearson's correlation of durations and project duration (Williams 1992).

    With its sign; 0 for a constant.
    """
    x = durations.astype(np.float64)
    x -= x.mean(axis=1, keepdims=True)
    y = whole.astype(np.float64) - np.mean(whole, dtype=np.float64)
    scale = np.sqrt((x * x).sum(axis=1) * (y * y).sum())
    found = (x * y).sum(axis=1) / np.where(scale > 0.0, scale, np.inf)
    return np.asarray(np.clip(found, -1.0, 1.0), np.float64)


def spearman(durations: Numbers, whole: Numbers) -> F8:
    """Return the same as Spearman's rank correlation; ties share their mean rank."""
    ranks = doubled_ranks(whole)
    return np.array([pearson(doubled_ranks(row)[None, :], ranks)[0] for row in durations])


def kendall(durations: Numbers, whole: Numbers) -> F8:
    """Return the same as Kendall's tau-b; 0 for a constant."""
    from scipy.stats import kendalltau

    moving = [row.size > 0 and row.min() < row.max() and whole.min() < whole.max() for row in durations]
    return np.array(
        [
            float(kendalltau(row, whole).statistic) if moves else 0.0
            for row, moves in zip(durations, moving, strict=True)
        ]
    )
