"""Which dependencies between projects matter most, by what a result holds.

A result holds how often each task is critical, not how often two are at once; the smaller of the two shares bounds that
from above, and it is what dependencies are ranked by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riskcast.analysis.bars import Bar
from riskcast.model.program import Program
from riskcast.model.task import Dependency, DependencyType

MOST_LINKS = 25
"""Dependencies that stay readable in one picture."""
RARE = 0.05
"""Share (0-1) of futures below which a dependency is left out while a few others are there."""
FEW = 5
"""Dependencies that are shown even when all are rare."""


@dataclass(frozen=True)
class RoadLink:
    """One dependency between two projects, both ends of which have a row."""

    predecessor: str
    successor: str
    type: DependencyType
    lag: str
    """As written, such as ``5d``; empty without one."""
    both: float
    """The most (0-1) that both ends can be critical in the same iteration."""
    from_row: int
    to_row: int

    @property
    def words(self) -> str:
        """Type and lag: ``SS+5d``."""
        sign = "" if not self.lag or self.lag.startswith("-") else "+"
        return f"{self.type}{sign}{self.lag}"


def crossings(program: Program) -> list[Dependency]:
    """Return the dependencies between two projects."""
    project = {task.id: task.project for task in program.tasks}
    return [link for link in program.dependencies if project[link.predecessor] != project[link.successor]]


def mattering(crossing: Sequence[Dependency], found: Mapping[str, Bar]) -> list[RoadLink]:
    """Return the dependencies of which both ends may be critical in the same iteration, in file order."""
    links = [
        RoadLink(
            link.predecessor,
            link.successor,
            link.type,
            "" if link.lag is None else str(link.lag),
            min(found[link.predecessor].criticality, found[link.successor].criticality),
            0,
            0,
        )
        for link in crossing
        if link.predecessor in found and link.successor in found
    ]
    return [link for link in links if link.both > 0.0]


def ranked(crossing: Sequence[Dependency], found: Mapping[str, Bar]) -> list[RoadLink]:
    """Return the dependencies that matter, the most important first; rare ones only while there are few."""
    links = mattering(crossing, found)
    links.sort(key=lambda link: (-link.both, found[link.successor].start, link.predecessor, link.successor))
    often = sum(link.both >= RARE for link in links)
    return links[: max(often, FEW)]


def fitting(links: Sequence[RoadLink], chosen: dict[str, None], room: int) -> Iterator[RoadLink]:
    """Yield the dependencies that fit, and add the tasks at their ends to ``chosen``."""
    count = 0
    for link in links:
        new = {id_ for id_ in (link.predecessor, link.successor) if id_ not in chosen}
        if count < MOST_LINKS and len(chosen) + len(new) <= room:
            chosen.update(dict.fromkeys((link.predecessor, link.successor)))
            count += 1
            yield link
