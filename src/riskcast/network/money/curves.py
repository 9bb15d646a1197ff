"""How sums lie between their start and their end."""

from __future__ import annotations

from riskcast.kernels.money_arrays import AT_END, AT_START, SPREAD
from riskcast.model.cost import Spread

CURVES: dict[Spread, tuple[float, ...]] = {
    Spread.FRONT: (0.15, 0.15, 0.15, 0.15, 0.10, 0.10, 0.08, 0.06, 0.04, 0.02),
    Spread.BACK: (0.02, 0.04, 0.06, 0.08, 0.10, 0.10, 0.15, 0.15, 0.15, 0.15),
    Spread.S: (0.02, 0.04, 0.08, 0.15, 0.21, 0.21, 0.15, 0.08, 0.04, 0.02),
}
"""Shares of the tenths of the working time."""

_KINDS = {Spread.START: AT_START, Spread.END: AT_END}


def shape_of(spread: Spread) -> tuple[int, int]:
    """Return the kind of a piece of :mod:`riskcast.kernels.money_arrays`, and its row of CURVES; -1 for even."""
    return _KINDS.get(spread, SPREAD), list(CURVES).index(spread) if spread in CURVES else -1
