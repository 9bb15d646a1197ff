"""P-values of many sums of money at once."""

from __future__ import annotations

import numpy as np

from riskcast.errors import Finding, InvalidInput
from riskcast.kernels.types import F8
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile_index


def chosen_level(result: Result, p: int | None) -> int:
    """Return a percentile (0-100), the program's confidence when None.

    Raises
    ------
    InvalidInput
        When it is outside 0-100 or a fraction below 1.
    """
    level = result.program.confidence if p is None else p
    if not (level == 0 or 1 <= level <= 100):
        remedy = "percentiles are 0-100" + (f"; did you mean {100 * level:g}?" if 0 < level < 1 else "")
        raise InvalidInput([Finding("RC183", f"there is no percentile {level:g}", remedy)])
    return level


def p_values(amounts: F8, p: float) -> F8:
    """Return the P-value ``[...]`` (``p`` 0-100) of samples ``[..., K]``."""
    at = percentile_index(amounts.shape[-1], p)
    values: F8 = np.partition(amounts, at, axis=-1)[..., at]
    return values
