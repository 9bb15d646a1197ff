"""How much of the variance a group of uncertain inputs explains, alone and with its interactions."""

from __future__ import annotations

import numpy as np

from riskcast.analysis.attribution.groups import Group
from riskcast.analysis.paired import Difference, sections, spread
from riskcast.kernels.types import F8
from riskcast.network.left_out import Part
from riskcast.simulation.trials import Trials


class Indices:
    """Sobol' indices of groups for one measure, from squared differences of futures that share a part.

    M. J. W. Jansen, Analysis of variance designs for model output, Computer Physics Communications 117, 1999.
    """

    def __init__(self, trials: Trials, measure: str, batch: int) -> None:
        self._trials = trials
        self._measure = measure
        self._base = trials.rows[measure].astype(np.float64)
        self._other = self._row(Part(), others=True)
        self._variance = float(((self._base - self._other) ** 2).mean()) / 2.0
        self._sections = sections(self._base.size, batch)

    def first_order(self, group: Group) -> Difference | None:
        """Return the share of the variance that the group explains alone; None when nothing varies.

        From futures that share just the group with the first sample. Without effect it is exactly 0; it is exactly 1
        where nothing else has any.
        """
        if self._variance == 0.0:
            return None
        apart = self._mean((self._base - self._row(group.part, others=True)) ** 2 / 2.0)
        return Difference(1.0 - apart.value, apart.error)

    def total(self, group: Group) -> Difference | None:
        """Return the share of the variance that is left when all but the group is known; None when nothing varies.

        From futures in which just the group is drawn again.
        """
        if self._variance == 0.0:
            return None
        return self._mean((self._base - self._row(group.part, others=False)) ** 2 / 2.0)

    def _row(self, part: Part, *, others: bool) -> F8:
        return self._trials.drawn_again(part, others=others)[self._measure].astype(np.float64)

    def _mean(self, terms: F8) -> Difference:
        """Return the mean of terms ``[K]`` as a share of the variance, with its standard error."""
        if len(self._sections) < 2:
            return Difference(float(terms.mean()) / self._variance, None)
        means = np.array([terms[section].mean() for section in self._sections])
        return Difference(float(terms.mean()), spread(means)).scaled(1.0 / self._variance)
