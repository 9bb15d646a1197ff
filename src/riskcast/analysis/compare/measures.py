"""One date or sum in the base and in an option."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.compare.pair import Against, Pair, against
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.measures import label_of, target_of
from riskcast.analysis.paired import Difference, Samples, Statistic, mean, percentile_of
from riskcast.network.ticks import PER_DAY, from_moment, to_moment
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result

Target = date | float


@dataclass(frozen=True)
class Shares:
    """In which share (0-1) of the shared futures an option is better and worse; in the others it is the same."""

    better: float
    """Earlier, or cheaper by at least a hundredth."""
    worse: float
    """Later, or dearer."""


@dataclass(frozen=True)
class MeasureChange:
    """How far one date or sum moves from the base to an option."""

    measure: str
    """``finish``, ``cost``, ``finish:<project>``, ``cost:<project>`` or ``milestone:<id>``."""
    label: str
    """Name for people, as the base has it."""
    is_money: bool
    deterministic: Pair
    p50: Pair
    confidence: Pair
    """P-value at the confidence of the comparison."""
    mean: Pair
    targets: tuple[Target | None, Target | None]
    """What was promised in the base and in the option."""
    chance: Pair | None
    """Chance (0-1) that each keeps its own target; None when one of them has none."""
    chance_of_base: Pair | None
    """Chance (0-1) that each keeps the target of the base, where the option has another or none; else None."""
    shares: Shares | None
    """None when the futures are not shared."""

    def pairs(self) -> Iterator[tuple[str, Pair]]:
        """Yield every statistic with its name; ``confidence`` stands for the P-value of the comparison."""
        yield from (
            ("deterministic", self.deterministic),
            ("mean", self.mean),
            ("p50", self.p50),
            ("confidence", self.confidence),
        )
        for name, pair in (("chance", self.chance), ("chance_of_base_target", self.chance_of_base)):
            if pair is not None:
                yield name, pair


@dataclass(frozen=True)
class _Held:
    """The samples of one measure in both runs, on one clock: ticks from the origin of the base, or money."""

    base: Result
    option: Result
    measure: str
    how: Against
    before: Samples
    after: Samples

    @property
    def is_money(self) -> bool:
        return self.base.is_money(self.measure)

    def pair(self, before: float, after: float, moved: Difference) -> Pair:
        if self.is_money:
            return Pair(float(before), float(after), moved)
        first, second = (to_moment(int(tick), self.base.origin) for tick in (before, after))
        return Pair(first, second, moved.scaled(1.0 / PER_DAY))

    def statistic(self, of: Statistic) -> Pair:
        return self.pair(of(self.before), of(self.after), self.how.moved(self.before, self.after, of))

    def kept(self, first: Target, second: Target) -> Pair:
        """Return the chance that the base keeps the first target and the option the second."""
        before = _counts(self.before <= self._goal(self.base, first))
        after = _counts(self.after <= self._goal(self.option, second))
        return Pair(mean(before), mean(after), self.how.moved(before, after, mean))

    def _goal(self, result: Result, target: Target) -> float:
        if not isinstance(target, date):
            return target + HALF_HUNDREDTH
        return from_moment(FinishDays(result.program).deadline(self.measure, target), self.base.origin)

    def shares(self) -> Shares | None:
        if not self.how.paired:
            return None
        least = HALF_HUNDREDTH if self.is_money else 0
        better, worse = self.after < self.before - least, self.after > self.before + least
        return Shares(mean(_counts(better)), mean(_counts(worse)))


def measure_change(base: Result, option: Result, measure: str, p: int) -> MeasureChange:
    """Return how far a measure that both have moves from the base to an option (``p`` 0-100)."""
    shift = 0 if base.is_money(measure) else from_moment(option.origin, base.origin)
    before, after = _samples(base, measure, 0), _samples(option, measure, shift)
    held = _Held(base, option, measure, against(base, option), before, after)
    planned = base.planned(measure), option.planned(measure) + shift
    targets = target_of(base, measure), target_of(option, measure)
    first, second = targets
    both = first is not None and second is not None
    return MeasureChange(
        measure=measure,
        label=label_of(base, measure),
        is_money=held.is_money,
        deterministic=held.pair(*planned, Difference(planned[1] - planned[0], 0.0)),
        p50=held.statistic(percentile_of(50)),
        confidence=held.statistic(percentile_of(p)),
        mean=held.statistic(mean),
        targets=targets,
        chance=held.kept(first, second) if first is not None and second is not None else None,
        chance_of_base=held.kept(first, first) if first is not None and not (both and first == second) else None,
        shares=held.shares(),
    )


def _samples(result: Result, measure: str, shift: int) -> Samples:
    values: Samples = result.samples(measure)
    return values if result.is_money(measure) else values.astype(np.int64) + shift


def _counts(holds: NDArray[np.bool_]) -> Samples:
    """Return 1 where something holds and 0 where it does not."""
    return holds.astype(np.int64)
