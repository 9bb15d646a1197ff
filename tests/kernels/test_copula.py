"""The table of the normal distribution that correlated draws are read from."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from riskcast.kernels.copula import CELLS, REACH
from riskcast.network.compile import compile_program
from twins.featured import featured


def test_straight_lines_between_its_points_are_as_exact_as_stated() -> None:
    """2e-7 everywhere, and 4e-5 of the value in the tails."""
    table = compile_program(featured()).copula.cdf
    score = np.linspace(-REACH, REACH, 1_000_001)
    read = np.interp(score, np.arange(-REACH * CELLS, REACH * CELLS + 1) / CELLS, table)
    assert np.abs(read - ndtr(score)).max() < 2e-7
    tail = score < -1.0
    assert (np.abs(read - ndtr(score))[tail] / ndtr(score[tail])).max() < 4e-5
