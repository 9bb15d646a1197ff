"""How much of the variance a group of uncertain inputs explains, alone and with its interactions."""

from __future__ import annotations

import numpy as np

from riskcast.analysis.attribution.groups import Group
from riskcast.analysis.paired import Difference, sections, spread
from riskcast.kernels.types import F8
from riskcast.network.left_out import Part
from riskcast.simulation.trials import Trials


class Indices:
    """Sobol' indices of groups for one measure; a group without effect has exactly 0."""

    def __init__(self, trials: Trials, measure: str, batch: int) -> None:
        self._trials = trials
        self._measure = measure
        self._base = trials.rows[measure].astype(np.float64)
        self._other = self._row(Part(), others=True)
        self._variance = (float(self._base.var()) + float(self._other.var())) / 2.0
        self._sections = sections(self._base.size, batch)

    def first_order(self, group: Group) -> Difference | None:
        """Return the share of the variance that the group explains alone; None when nothing varies.

        From futures that share just the group with the first sample: A. Saltelli et al., Computer Physics
        Communications 181, 2010, table 2, estimator (b).
        """
        if self._variance == 0.0:
            return None
        shared = self._row(group.part, others=True)
        return self._mean((self._base - self._base.mean()) * (shared - self._other))

    def total(self, group: Group) -> Difference | None:
        """Return the share of the variance that is left when all but the group is known; None when nothing varies.

        From futures in which just the group is drawn again: M. J. W. Jansen, Computer Physics Communications 117, 1999.
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
