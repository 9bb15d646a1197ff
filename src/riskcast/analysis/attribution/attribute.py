"""What drives the gap between the plan and a P-value, in days and in money, shared out so that the parts add up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcast.analysis.attribution.groups import Kind, groups_by
from riskcast.analysis.attribution.shapley import EXACT, MOST, Progress, enumerated, sampled
from riskcast.analysis.attribution.values import Values
from riskcast.analysis.attribution.variance import Indices
from riskcast.analysis.intervals import batch_of
from riskcast.analysis.paired import Difference, difference, percentile_of, spread
from riskcast.kernels.types import F8
from riskcast.network.ticks import PER_DAY
from riskcast.simulation.measures import require_measure
from riskcast.simulation.result import Result
from riskcast.simulation.trials import Trials

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Share:
    """What one group does to the P-value, in calendar days or in money."""

    group: str
    label: str
    kind: Kind
    share: Difference
    """Its part of the gap (Shapley value): all parts and ``Attribution.rest`` add up to the gap. The standard error is
    that of the iterations and of the orders that were drawn."""
    removed: Difference
    """By how much the P-value is higher than without the group, all others as they are."""
    first_order: Difference | None
    """Share (0-1) of the variance that the group explains alone (Sobol' index)."""
    total: Difference | None
    """Share (0-1) of the variance that is left when everything else is known."""


@dataclass(frozen=True)
class Attribution:
    """The gap between the deterministic value and the P-value of a measure."""

    measure: str
    p: int
    """Percentile (0-100)."""
    is_money: bool
    """Whether figures are money; otherwise they are calendar days."""
    by: str
    gap: float
    """P-value minus deterministic value."""
    rest: float
    """Part of the gap that no group has: weather, tasks that may not be needed, branches, rework."""
    shares: tuple[Share, ...]
    """The largest part first."""
    orders: int
    """Random orders behind the shares; 0 when all sets of groups were enumerated."""
    runs: int
    """Simulations that it took."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per group."""
        import pandas as pd

        rows = []
        for share in self.shares:
            row: dict[str, object] = {"group": share.group, "label": share.label, "kind": share.kind}
            for name in ("share", "removed", "first_order", "total"):
                value: Difference | None = getattr(share, name)
                row[name] = None if value is None else value.value
                row[f"{name}_error"] = None if value is None else value.error
            rows.append(row)
        return pd.DataFrame(rows)


def attribute(
    result: Result,
    measure: str = "finish",
    p: int | None = None,
    by: str = "source",
    *,
    threads: int | None = None,
    variance: bool = True,
    orders: int = MOST,
    progress: Progress | None = None,
) -> Attribution:
    """Return what each group of uncertainty contributes to the gap between plan and P-value of a measure.

    Parameters
    ----------
    result
        A simulation; its futures are run again without one or more groups, everything else as it was.
    measure
        ``finish``, ``cost``, or those of a project or milestone.
    p
        Percentile (0-100); the program's confidence when None.
    by
        How uncertainty is grouped, see :func:`riskcast.analysis.attribution.groups.groups_by`.
    threads
        Worker threads.
    variance
        Also find first-order and total Sobol' indices, two more simulations for each group.
    orders
        Pairs of random orders (one and its reverse) at most, 2 or more, where there are too many groups for all sets:
        fewer take less time, and leave larger errors.
    progress
        Called with (steps done, steps at most).

    Raises
    ------
    InvalidInput
        When there is no such measure or way to group.
    FileProblem
        When this riskcast no longer gives the same result.
    """
    return attribute_each(
        result, (measure,), p, by, threads=threads, variance=variance, orders=orders, progress=progress
    )[0]


def attribute_each(
    result: Result,
    measures: Sequence[str],
    p: int | None = None,
    by: str = "source",
    *,
    threads: int | None = None,
    variance: bool = True,
    orders: int = MOST,
    progress: Progress | None = None,
) -> tuple[Attribution, ...]:
    """Return the attribution of several measures, which share most of their runs; otherwise as :func:`attribute`."""
    for measure in measures:
        require_measure(measure, result.measures)
    level = result.program.confidence if p is None else p
    trials = Trials(result, threads)
    batch = batch_of(result)
    groups = groups_by(trials, by)
    asked = [Values(trials, groups, measure, level, batch) for measure in measures]
    for number, values in enumerate(asked):
        values.companions = asked[number + 1 :]
    most = max(orders, 2)
    return tuple(
        _attribution(
            result, values, Indices(trials, values.measure, batch) if variance else None, by, batch, most, progress
        )
        for values in asked
    )


def _attribution(
    result: Result,
    values: Values,
    indices: Indices | None,
    by: str,
    batch: int,
    most: int,
    progress: Progress | None,
) -> Attribution:
    measure, level = values.measure, values.p
    planned = result.planned(measure)
    top = percentile_of(level)(result.samples(measure))
    parts, drawn, taken = _parts(values, result.manifest.seed, most, progress)
    unit = 1.0 if result.is_money(measure) else 1.0 / PER_DAY
    bottom = float(values.of(frozenset())[0])
    shares = [
        Share(
            group.id,
            group.label,
            group.kind,
            share=_part(parts[n], drawn[n]).scaled(unit),
            removed=_removed(values, n, batch).scaled(unit),
            first_order=indices.first_order(group) if indices is not None else None,
            total=indices.total(group) if indices is not None else None,
        )
        for n, group in enumerate(values.groups)
    ]
    ordered = tuple(sorted(shares, key=lambda share: -share.share.value))
    gap, rest = (top - planned) * unit, (bottom - planned) * unit
    return Attribution(measure, level, result.is_money(measure), by, gap, rest, ordered, taken, values.runs)


def _parts(values: Values, seed: int, most: int, progress: Progress | None) -> tuple[F8, F8, int]:
    """Return ``[g, 1 + sections]`` shares, ``[g]`` errors of the drawing of orders, and how many orders."""
    count = len(values.groups)
    if count <= EXACT:
        return enumerated(count, values.of, progress), np.zeros(count), 0
    return sampled(count, values.of, seed, progress, most)


def _part(parts: F8, drawn: float) -> Difference:
    """Return a share with its error; ``parts[1 + sections]`` are those of all iterations and of each section."""
    if not parts.any():
        return Difference(0.0, 0.0)
    chance = spread(parts[1:]) if parts.size > 2 else None
    return Difference(float(parts[0]), None if chance is None else math.hypot(chance, drawn))


def _removed(values: Values, n: int, batch: int) -> Difference:
    everyone = frozenset(range(len(values.groups)))
    return difference(values.samples(everyone - {n}), values.samples(everyone), percentile_of(values.p), batch)
