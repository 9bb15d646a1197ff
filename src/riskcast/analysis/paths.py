"""Which chains of tasks drove a date, how often, and over which dependencies they ran.

In every iteration the date is traced back: from the node that finishes last to the dependency that binds it, and so
on to where nothing but a date holds a task. Each iteration has one such path; where several dependencies bind
equally, the one that stands first counts. Tasks that an iteration skips are left out of its path, and so are finished
ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcast.kernels.path import NONE
from riskcast.kernels.types import I4, I8
from riskcast.simulation.ends import ends_of
from riskcast.simulation.places import Pairs, find_pairs, task_numbers
from riskcast.simulation.planned import planned_block
from riskcast.simulation.replay import replayed
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import share_interval
from riskcast.simulation.tracing import Traces, path_in, paths_of, trace_block, trace_paths

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Share:
    """In how many iterations something is so."""

    hits: int
    iterations: int

    @property
    def value(self) -> float:
        """Share of iterations, 0-1."""
        return self.hits / self.iterations

    @property
    def interval(self) -> tuple[float, float]:
        """95 % confidence interval (Wilson), 0-1."""
        return share_interval(self.hits, self.iterations)


@dataclass(frozen=True)
class DrivingPath:
    """One chain of tasks."""

    tasks: tuple[str, ...]
    """Ids from the first to the last; none where a date that is a fact holds the date."""
    share: Share
    is_planned: bool
    """Whether it is the critical path of the deterministic schedule."""


@dataclass(frozen=True)
class PathLink:
    """One dependency that lay on the path."""

    predecessor: str
    successor: str
    from_project: str
    to_project: str
    share: Share


@dataclass(frozen=True)
class ProjectLink:
    """All dependencies from one project to another: how often at least one of them lay on the path."""

    from_project: str
    to_project: str
    share: Share


@dataclass(frozen=True)
class Paths:
    """The paths that drove one date."""

    measure: str
    iterations: int
    top: tuple[DrivingPath, ...]
    """The most frequent ones, the most frequent first."""
    planned: DrivingPath
    """The path of the deterministic schedule, however often it drove."""
    distinct: int
    """Different paths among all iterations."""
    rest: Share
    """Iterations whose path is not among ``top``."""
    links: tuple[PathLink, ...]
    """Dependencies that ever lay on the path, the most frequent first."""
    crossings: tuple[ProjectLink, ...]
    """Those between projects, taken together by pairs of projects."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per frequent path."""
        import pandas as pd

        rows = [
            {"rank": rank, "share": path.share.value, "low": path.share.interval[0], "high": path.share.interval[1],
             "planned": path.is_planned, "path": " > ".join(path.tasks)}
            for rank, path in enumerate(self.top, 1)
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=["rank", "share", "low", "high", "planned", "path"])

    def links_frame(self) -> pd.DataFrame:
        """Return one row per dependency that ever lay on the path."""
        import pandas as pd

        rows = [
            {"predecessor": link.predecessor, "successor": link.successor, "from_project": link.from_project,
             "to_project": link.to_project, "share": link.share.value}
            for link in self.links
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=["predecessor", "successor", "from_project", "to_project", "share"])


def paths(result: Result, measure: str = "finish", top: int = 10) -> Paths:
    """Return the ``top`` most frequent paths to ``finish``, ``finish:<project>`` or ``milestone:<id>``.

    Raises
    ------
    InvalidInput
        When there is no such date.
    FileProblem
        When the result cannot be run again.
    """
    replay = replayed(result)
    network = replay.network
    ends, label, pairs = ends_of(network, measure), task_numbers(network), find_pairs(network)
    marks = _marks(pairs)
    count = len(pairs.tasks) + len(marks.groups)
    traces = trace_paths(replay, ends, label, marks.of, count)
    block = planned_block(network)
    key = int(trace_block(block, ends, label, marks.of, count).keys[0])
    chain = tuple(network.tasks[t] for t in path_in(block, 0, ends, label))
    total = traces.keys.size
    planned = DrivingPath(chain, Share(int((traces.keys == key).sum()), total), True)
    found, distinct = _most_frequent(traces, top)
    chains = paths_of(replay, [first for first, _, _ in found], ends, label)
    shown = tuple(
        DrivingPath(tuple(network.tasks[t] for t in chain), Share(hits, total), same == key)
        for chain, (_, hits, same) in zip(chains, found, strict=True)
    )
    return Paths(
        measure=measure,
        iterations=total,
        top=shown,
        planned=planned,
        distinct=distinct,
        rest=Share(total - sum(path.share.hits for path in shown), total),
        links=_links(pairs, traces.marks, total),
        crossings=_crossings(marks.groups, traces.marks[len(pairs.tasks) :], total),
    )


def _most_frequent(traces: Traces, top: int) -> tuple[list[tuple[int, int, int]], int]:
    """Return (first iteration, iterations, key) of the most frequent paths, and how many there are at all."""
    keys, firsts, counts = np.unique(traces.keys, return_index=True, return_counts=True)
    order = np.lexsort((firsts, -counts))[:top]
    return [(int(firsts[k]), int(counts[k]), int(keys[k])) for k in order], keys.size


@dataclass(frozen=True)
class _Marks:
    groups: tuple[tuple[str, str], ...]
    """Pairs of projects that dependencies cross."""
    of: I4
    """[2, e] Number of the pair of tasks, and after all these that of the pair of projects."""


def _marks(pairs: Pairs) -> _Marks:
    groups = tuple(dict.fromkeys(pairs.projects[r] for r in pairs.crossing()))
    at = {group: len(pairs.tasks) + g for g, group in enumerate(groups)}
    of_pair = np.array([*(at.get(projects, NONE) for projects in pairs.projects), NONE], np.int32)
    return _Marks(groups, np.stack([pairs.number, of_pair[pairs.number]]))


def _links(pairs: Pairs, hits: I8, total: int) -> tuple[PathLink, ...]:
    found = [
        PathLink(*tasks, *projects, Share(int(hits[r]), total))
        for r, (tasks, projects) in enumerate(zip(pairs.tasks, pairs.projects, strict=True))
        if hits[r]
    ]
    return tuple(sorted(found, key=lambda link: -link.share.hits))


def _crossings(groups: tuple[tuple[str, str], ...], hits: I8, total: int) -> tuple[ProjectLink, ...]:
    found = [ProjectLink(*group, Share(int(n), total)) for group, n in zip(groups, hits, strict=True)]
    return tuple(sorted(found, key=lambda link: -link.share.hits))
