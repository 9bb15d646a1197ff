"""Which dependencies between projects carry how many days of a date's P-value.

Each is switched off in the same futures, and the P-value taken again: what it falls by is what the dependency carries.
All other dependencies stay, so that the days of two dependencies do not add up: where both hold the same task, each
alone carries nothing. All dependencies from one project to another are therefore switched off together as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.intervals import batch_of
from riskcast.analysis.money.levels import chosen_level
from riskcast.analysis.paired import Difference, difference, percentile_of
from riskcast.analysis.paths import Share
from riskcast.kernels.types import I4, I8
from riskcast.network.ticks import PER_DAY
from riskcast.simulation.ends import Ends, ends_of
from riskcast.simulation.places import Pairs, find_pairs
from riskcast.simulation.replay import Replay, replayed
from riskcast.simulation.result import Result
from riskcast.simulation.switching import binding, can_move, dates_without

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class CarriedLink:
    """One dependency between projects, or all from one task to another."""

    predecessor: str
    successor: str
    from_project: str
    to_project: str
    days: Difference
    """Calendar days by which the P-value falls without it."""
    binds: Share
    """Iterations in which it binds its successor, alone or together with others; never: it carries exactly nothing."""


@dataclass(frozen=True)
class CarriedPair:
    """All dependencies from one project to another, switched off together."""

    from_project: str
    to_project: str
    dependencies: int
    days: Difference


@dataclass(frozen=True)
class CrossProject:
    """What the dependencies between projects carry of one date."""

    measure: str
    p: int
    links: tuple[CarriedLink, ...]
    """The one that carries most first."""
    pairs: tuple[CarriedPair, ...]
    """The same for pairs of projects; not the sums of their links."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per dependency between projects."""
        import pandas as pd

        rows = [
            {"predecessor": link.predecessor, "successor": link.successor, "from_project": link.from_project,
             "to_project": link.to_project, "days": link.days.value, "error": link.days.error,
             "binds": link.binds.value}
            for link in self.links
        ]  # fmt: skip
        names = ["predecessor", "successor", "from_project", "to_project", "days", "error", "binds"]
        return pd.DataFrame(rows, columns=names)

    def pairs_frame(self) -> pd.DataFrame:
        """Return one row per pair of projects."""
        import pandas as pd

        rows = [
            {"from_project": pair.from_project, "to_project": pair.to_project, "dependencies": pair.dependencies,
             "days": pair.days.value, "error": pair.days.error}
            for pair in self.pairs
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=["from_project", "to_project", "dependencies", "days", "error"])


def cross_project(result: Result, measure: str = "finish", p: int | None = None) -> CrossProject:
    """Return what each dependency between projects carries at P``p`` of a date (the program's confidence when None).

    Raises
    ------
    InvalidInput
        When there is no such date or percentile.
    FileProblem
        When the result cannot be run again.
    """
    p = chosen_level(result, p)
    replay = replayed(result)
    ends, pairs = ends_of(replay.network, measure), find_pairs(replay.network)
    crossing = pairs.crossing()
    links = _of(pairs, crossing)
    hits = np.zeros(pairs.number.size, np.int64)
    hits[links] = binding(replay, links)
    moving = np.zeros(hits.size, dtype=bool)
    moving[links] = can_move(replay, ends, links, hits[links])
    switch = _Switch(replay, ends, p, batch_of(result), moving)
    found = [_link(switch, pairs, r, hits) for r in crossing]
    projects = dict.fromkeys(pairs.projects[r] for r in crossing)
    return CrossProject(
        measure=measure,
        p=p,
        links=tuple(sorted(found, key=lambda link: (-link.days.value, -link.binds.hits))),
        pairs=tuple(sorted((_pair(switch, pairs, both) for both in projects), key=lambda pair: -pair.days.value)),
    )


class _Switch:
    """Switches links off and compares."""

    def __init__(self, replay: Replay, ends: Ends, p: int, batch: int, moving: NDArray[np.bool_]) -> None:
        self.replay, self.ends, self.batch, self.moving = replay, ends, batch, moving
        self.at = percentile_of(p)
        self.whole = dates_without(replay, ends, np.zeros(0, np.int32))

    def days(self, links: I4) -> Difference:
        """Return by how many days the P-value falls without some links."""
        acting = links[self.moving[links]]
        if acting.size == 0:
            return Difference(0.0, 0.0)
        after = dates_without(self.replay, self.ends, acting)
        return difference(after, self.whole, self.at, self.batch).scaled(1.0 / PER_DAY)


def _of(pairs: Pairs, chosen: Sequence[int]) -> I4:
    return np.flatnonzero(np.isin(pairs.number, chosen)).astype(np.int32)


def _link(switch: _Switch, pairs: Pairs, r: int, hits: I8) -> CarriedLink:
    links = _of(pairs, [r])
    binds = Share(int(hits[links].max()), switch.replay.plan.iterations)
    return CarriedLink(*pairs.tasks[r], *pairs.projects[r], switch.days(links), binds)


def _pair(switch: _Switch, pairs: Pairs, projects: tuple[str, str]) -> CarriedPair:
    chosen = [r for r, both in enumerate(pairs.projects) if both == projects]
    return CarriedPair(*projects, len(chosen), switch.days(_of(pairs, chosen)))
