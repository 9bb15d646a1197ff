"""A metalog through percentiles."""

from __future__ import annotations

import math

from riskcast.model.distributions import Metalog
from riskcast.model.fits.points import Points


def fit_metalog(points: Points) -> Metalog:
    """Return the metalog through two percentiles (two terms: a logistic) or three, with the bounds that are given.

    Raises
    ------
    ValueError
        When the percentiles are too skewed for three terms.
    """
    logits = [math.log(p / (1.0 - p)) for p in points.levels]
    targets = [_unbounded(points, x) for x in points.values]
    if len(points.levels) == 2:
        slope = (targets[1] - targets[0]) / (logits[1] - logits[0])
        return Metalog(targets[0] - slope * logits[0], slope, 0.0, points.low, points.high)
    import numpy as np

    rows = [[1.0, logit, (p - 0.5) * logit] for p, logit in zip(points.levels, logits, strict=True)]
    a1, a2, a3 = (float(a) for a in np.linalg.solve(np.array(rows), np.array(targets)))
    return Metalog(a1, a2, a3, points.low, points.high)


def _unbounded(points: Points, x: float) -> float:
    """Return where a value lies once the bounds are stretched to infinity."""
    if points.bounded_below and points.bounded_above:
        return math.log((x - points.low) / (points.high - x))
    if points.bounded_below:
        return math.log(x - points.low)
    return -math.log(points.high - x) if points.bounded_above else x
