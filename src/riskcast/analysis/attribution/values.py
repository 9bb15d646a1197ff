"""What a set of groups leads to: a statistic of the futures with these groups and without all others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from riskcast.analysis.attribution.groups import Group
from riskcast.analysis.paired import Samples, percentile_of, sections
from riskcast.kernels.types import F8
from riskcast.network.left_out import Part
from riskcast.simulation.trials import Rows, Trials


class Values:
    """Remembers the P-value of one measure for every set of groups that was asked for."""

    def __init__(self, trials: Trials, groups: Sequence[Group], measure: str, p: int, batch: int) -> None:
        self._trials = trials
        self.groups = groups
        self.measure, self.p = measure, p
        self._statistic = percentile_of(p)
        self.sections = sections(trials.rows[measure].size, batch)
        """Stretches of iterations whose values tell the error of those of all."""
        self.companions: Sequence[Values] = ()
        """Values of other measures over the same groups, which learn from every run made here."""
        self._known: dict[frozenset[int], F8] = {}

    def of(self, present: frozenset[int]) -> F8:
        """Return ``[1 + sections]``: the P-value over all iterations, and over each section."""
        if present not in self._known:
            self._known[present] = self._measured(self.samples(present))
        return self._known[present]

    def _learn(self, present: frozenset[int], rows: Rows) -> None:
        if present not in self._known:
            self._known[present] = self._measured(rows[self.measure])

    def samples(self, present: frozenset[int]) -> Samples:
        """Return the samples ``[K]`` with the groups that are present and without all others."""
        part = Part()
        for number, group in enumerate(self.groups):
            if number not in present:
                part |= group.part
        rows = self._trials.left_out(part)
        for other in self.companions:
            other._learn(present, rows)
        return rows[self.measure]

    @property
    def runs(self) -> int:
        """How many sets were looked at."""
        return len(self._known)

    def _measured(self, samples: Samples) -> F8:
        stretches = [samples, *(samples[section] for section in self.sections)]
        return np.array([self._statistic(stretch) for stretch in stretches])
