"""The error of percentiles, by the method that suits the design of the run."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.simulation.intervals import Bracket, brackets
from riskcast.simulation.plan import BATCHES, DesignName
from riskcast.simulation.result import Result


def batch_of(result: Result) -> int:
    """Return the iterations of each independent replication that a result consists of; 1 for plain Monte Carlo."""
    design: DesignName = result.manifest.design
    return BATCHES[design]


def intervals(result: Result, measure: str, levels: Sequence[float]) -> list[Bracket]:
    """Return where, among the ordered values of a measure, the 95 % interval of each percentile (0-100) ends.

    Raises
    ------
    InvalidInput
        When the result holds no such measure.
    """
    return brackets(result.samples(measure), result.ordered(measure), levels, batch_of(result))
