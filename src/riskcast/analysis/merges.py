"""Where paths meet, how much later that makes things, and the merge bias of a date.

A task with several predecessors starts when the latest of them lets it. The plan knows one of them as the driver;
in a future another may be later. The merge delay of a task is how much later it starts, on average, than its planned
driver alone would let it (durations of the future, predecessors of the plan). The merge bias of a date is the same
thing for the whole network: its P50 minus its P50 when everywhere only the planned driver counts, in the same futures
(C. E. Clark, The Greatest of a Finite Set of Random Variables, Operations Research 9 (1961); K. R. MacCrimmon and
C. A. Ryavec, An Analytical Study of the PERT Assumptions, Operations Research 12 (1964)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcast.analysis.intervals import batch_of
from riskcast.analysis.paired import Difference, difference, mean, percentile_of, sections, spread
from riskcast.analysis.paths import Share
from riskcast.kernels.path import NONE
from riskcast.kernels.types import I4, I8
from riskcast.network.network import Network
from riskcast.network.ticks import PER_DAY
from riskcast.simulation.ends import Ends, ends_of
from riskcast.simulation.merging import Meetings, meet, merging_nodes, planned_only
from riskcast.simulation.places import sources, task_numbers
from riskcast.simulation.planned import planned_block, planned_drivers
from riskcast.simulation.replay import Replay, replayed
from riskcast.simulation.result import Result
from riskcast.simulation.tracing import trace_paths

if TYPE_CHECKING:
    import pandas as pd

END = ""
"""Stands for the end of the program or project, where all its last tasks meet."""


@dataclass(frozen=True)
class Driver:
    """One predecessor at a merge point."""

    task: str
    """Id."""
    share: Share
    """Iterations in which it drives."""
    is_planned: bool
    """Whether it drives in the deterministic schedule."""


@dataclass(frozen=True)
class MergePoint:
    """One task on which several others act."""

    task: str
    """Id; END for the end of the program or project."""
    project: str
    """Id of its project; empty for the end."""
    drivers: tuple[Driver, ...]
    """Its predecessors, the most frequent driver first; in other iterations a date drives, or its own work."""
    delay: Difference
    """Mean days by which it starts later than its planned driver alone would let it; the end: by which it is later."""
    on_path: Share
    """Iterations in which it lies on the path that drives the date."""

    @property
    def planned(self) -> str | None:
        """Id of the predecessor that drives in the plan; None when a date does."""
        return next((driver.task for driver in self.drivers if driver.is_planned), None)


@dataclass(frozen=True)
class MergeBias:
    """What lies between a deterministic date and its P-value, in calendar days; the two parts add up."""

    p: float
    """The percentile, 0-100."""
    total: Difference
    """P-value minus deterministic date."""
    along: Difference
    """Ranges and risks along the planned path: P-value of that path alone minus deterministic date."""
    bias: Difference
    """Merge bias: P-value minus P-value of the planned path alone."""
    mean: Difference
    """The merge bias of the mean."""


@dataclass(frozen=True)
class Merges:
    """The merge points before one date."""

    measure: str
    iterations: int
    points: tuple[MergePoint, ...]
    """The largest mean delay first."""
    bias: MergeBias

    def to_frame(self) -> pd.DataFrame:
        """Return one row per merge point and predecessor."""
        import pandas as pd

        rows = [
            {"task": point.task or "(end)", "project": point.project, "delay_days": point.delay.value,
             "error_days": point.delay.error, "on_path": point.on_path.value, "predecessor": driver.task,
             "planned": driver.is_planned, "drives": driver.share.value}
            for point in self.points
            for driver in point.drivers
        ]  # fmt: skip
        names = ["task", "project", "delay_days", "error_days", "on_path", "predecessor", "planned", "drives"]
        return pd.DataFrame(rows, columns=names)


def merges(result: Result, measure: str = "finish", p: float = 50) -> Merges:
    """Return the merge points before ``finish``, ``finish:<project>`` or ``milestone:<id>``, and its bias at P``p``.

    Raises
    ------
    InvalidInput
        When there is no such date.
    FileProblem
        When the result cannot be run again.
    """
    replay = replayed(result)
    network = replay.network
    ends = ends_of(network, measure)
    plan = planned_block(network)
    drivers, end = planned_drivers(plan), int(plan.ended(ends)[0][0])
    parts = sections(result.iterations, batch_of(result))
    nodes = merging_nodes(network, ends)
    seen = meet(replay, nodes, drivers, parts)
    none = np.full((2, network.net.pred.size), NONE, np.int32)
    on_path = trace_paths(replay, ends, task_numbers(network), none, 0).nodes
    points = [_point(network, seen, m, drivers, on_path, parts) for m in range(nodes.size)]
    points += _end_point(replay, ends, end, parts)
    points.sort(key=lambda point: -point.delay.value)
    return Merges(measure, result.iterations, tuple(points), _bias(replay, result, measure, p))


def merge_bias(result: Result, measure: str = "finish", p: float = 50) -> MergeBias:
    """Return how much later a date is at P``p`` because paths meet.

    Raises
    ------
    InvalidInput
        When there is no such date.
    FileProblem
        When the result cannot be run again.
    """
    return _bias(replayed(result), result, measure, p)


def _bias(replay: Replay, result: Result, measure: str, p: float) -> MergeBias:
    network = replay.network
    ends, plan, batch = ends_of(network, measure), planned_block(network), batch_of(result)
    drivers = planned_drivers(plan)
    end, last = (int(values[0]) for values in plan.ended(ends))
    whole = _dates(replay.each(lambda block: block.dates(ends)))
    alone = ends.only(end)
    path = _dates(replay.each(lambda block: block.dates(alone), lambda network: planned_only(network, drivers)))
    fixed = np.full_like(whole, last)
    at = percentile_of(p)
    return MergeBias(
        p=p,
        total=difference(fixed, whole, at, batch).scaled(1.0 / PER_DAY),
        along=difference(fixed, path, at, batch).scaled(1.0 / PER_DAY),
        bias=difference(path, whole, at, batch).scaled(1.0 / PER_DAY),
        mean=difference(path, whole, mean, batch).scaled(1.0 / PER_DAY),
    )


def _dates(parts: Sequence[I4]) -> I4:
    dates: I4 = np.concatenate(parts)
    return dates


def _point(network: Network, seen: Meetings, m: int, drivers: I4, on_path: I8, parts: Sequence[slice]) -> MergePoint:
    i = int(seen.nodes[m])
    brings, planned, total = sources(network), int(drivers[i]), sum(part.stop - part.start for part in parts)
    hits: dict[str, int] = {}
    for e in range(network.net.first[i], network.net.first[i + 1]):
        if brings[e]:
            hits[brings[e]] = hits.get(brings[e], 0) + int(seen.drives[e])
    by_plan = brings[planned] if planned >= 0 else ""
    exists = int(seen.exists[m])
    found = [Driver(task, Share(count, exists), task == by_plan) for task, count in hits.items()]
    task = network.nodes[i].task
    return MergePoint(
        task=task.id,
        project=task.project,
        drivers=tuple(sorted(found, key=lambda driver: -driver.share.hits)),
        delay=_mean_of(seen.late[m], parts),
        on_path=Share(int(on_path[i]), total),
    )


def _mean_of(sums: I8, parts: Sequence[slice]) -> Difference:
    """Return the mean of wall ticks that are added up by sections, in days."""
    sizes = np.array([part.stop - part.start for part in parts])
    value = int(sums.sum()) / int(sizes.sum()) / PER_DAY
    if not sums.any():
        return Difference(0.0, 0.0)
    return Difference(value, spread(sums / sizes / PER_DAY) if sizes.size > 1 else None)


def _end_point(replay: Replay, ends: Ends, planned: int, parts: Sequence[slice]) -> list[MergePoint]:
    """Return the end of the program or project as a merge point when more than one task ever ends it."""
    network = replay.network
    ids = [network.nodes[i].task.id for i in ends.nodes]
    if len(set(ids)) < 2:
        return []
    alone = ends.only(planned)
    found = replay.each(lambda block: np.stack([*block.ended(ends), block.ended(alone)[1]])[:, : block.alive])
    which, last, path = np.concatenate(found, axis=1)
    late = last.astype(np.int64) - path
    sums = np.array([late[part].sum() for part in parts])
    counts = np.bincount(which[which >= 0], minlength=len(ids))
    hits: dict[str, int] = {}
    for id_, count in zip(ids, counts.tolist(), strict=True):
        hits[id_] = hits.get(id_, 0) + count
    total = which.size
    by_plan = ids[planned] if planned >= 0 else ""
    drivers = [Driver(id_, Share(n, total), id_ == by_plan) for id_, n in hits.items() if n or id_ == by_plan]
    if len(drivers) < 2:
        return []
    drivers.sort(key=lambda driver: -driver.share.hits)
    return [MergePoint(END, "", tuple(drivers), _mean_of(sums, parts), Share(total, total))]
