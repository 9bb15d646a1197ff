"""Which family percentiles are fitted with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from riskcast.model.distributions import Distribution
from riskcast.model.fits.lognormal import fit_lognormal
from riskcast.model.fits.metalog import fit_metalog
from riskcast.model.fits.pert import fit_pert
from riskcast.model.fits.points import Points

FITS: dict[str, Callable[[Points], Distribution]] = {
    "lognormal": fit_lognormal,
    "pert": fit_pert,
    "metalog": fit_metalog,
}
"""Families that can be asked for with ``fit=``."""


def fit_percentiles(points: Points, fit: str = "") -> Distribution:
    """Return a distribution that passes through all the percentiles.

    Without ``fit`` two positive percentiles give a lognormal; three, or any with an upper bound, a metalog. A metalog
    that nobody bounded starts at 0 when all percentiles are positive. When three are too skewed for the metalog, a
    shifted lognormal is tried, then a PERT.

    Raises
    ------
    ValueError
        When the asked-for family, or none of them, has these percentiles.
    """
    if fit:
        return FITS[fit](points)
    if len(points.levels) == 2 and not points.bounded_above and points.values[0] > 0.0:
        return fit_lognormal(points)
    first = points
    if points.values[0] > 0.0 and not points.bounded_below:
        first = replace(points, low=0.0)
    reasons = []
    for family, tried in ((fit_metalog, first), (fit_lognormal, points), (fit_pert, points)):
        try:
            return family(tried)
        except ValueError as error:
            reasons.append(str(error))
    raise ValueError("; ".join(reasons))
