"""A PERT through percentiles."""

from __future__ import annotations

from collections.abc import Callable

from riskcast.model.distributions import Distribution, Pert
from riskcast.model.fits.points import Points, rising_root

_Lean = Callable[[list[float]], float]


def fit_pert(points: Points) -> Distribution:
    """Return the PERT (lambda = 4) through three percentiles, or through two and one bound.

    Two percentiles alone give the symmetric one.

    Raises
    ------
    ValueError
        When there is none.
    """
    known = len(points.levels) + points.bounded_below + points.bounded_above
    if known > 3:
        raise ValueError("a PERT is given by three facts: three percentiles, or two and one bound")
    if known == 2:
        return _placed(points, 0.5)
    if points.bounded_above:
        return _flipped(fit_pert(_mirror(points)))
    if points.bounded_below:
        wanted = (points.values[1] - points.low) / (points.values[0] - points.low)
        return _placed(points, _peak(points, lambda z: z[1] / z[0], wanted))
    return _placed(points, _peak(points, lambda z: (z[2] - z[1]) / (z[1] - z[0]), points.lean))


def _shape(points: Points, peak: float) -> list[float]:
    """Return the percentiles of the PERT on 0..1 with its mode at ``peak``."""
    from scipy.special import betaincinv

    return [float(betaincinv(1.0 + 4.0 * peak, 5.0 - 4.0 * peak, p)) for p in points.levels]


def _peak(points: Points, lean: _Lean, wanted: float) -> float:
    """Return the mode on 0..1 whose percentiles lean as ``wanted``; the further right it is, the less they do."""
    least, most = lean(_shape(points, 1.0)), lean(_shape(points, 0.0))
    slack = 1e-9 * wanted
    if not least - slack <= wanted <= most + slack:
        side = "right" if wanted > most else "left"
        raise ValueError(f"no PERT has these percentiles: they lean further to the {side} than a PERT can")
    return rising_root(lambda peak: wanted - lean(_shape(points, peak)), 0.0, 1.0)


def _placed(points: Points, peak: float) -> Pert:
    z = _shape(points, peak)
    span = (points.values[-1] - points.values[0]) / (z[-1] - z[0])
    low = points.values[0] - span * z[0]
    return Pert(low, low + span * peak, low + span)


def _mirror(points: Points) -> Points:
    levels = tuple(1.0 - p for p in reversed(points.levels))
    return Points(levels, tuple(-x for x in reversed(points.values)), -points.high, -points.low)


def _flipped(law: Distribution) -> Pert:
    assert isinstance(law, Pert)
    return Pert(-law.high, -law.mode, -law.low)
