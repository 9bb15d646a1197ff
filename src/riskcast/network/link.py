"""One link between two nodes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag

from riskcast.model.task import DependencyType


class Binds(IntFlag):
    """Which dates a link acts on."""

    EARLY = 1
    LATE = 2
    BOTH = 3


@dataclass(frozen=True)
class Link:
    """One dependency between two nodes (positions in file order)."""

    predecessor: int
    successor: int
    type: DependencyType
    lag: int
    """Ticks of the lag's axis."""
    lag_axis: str
    binds: Binds = Binds.BOTH
    """EARLY: into a level of effort, which holds nothing. LATE: into what stands where it stands."""

    @property
    def from_finish(self) -> bool:
        """True for FS and FF."""
        return self.type in (DependencyType.FS, DependencyType.FF)

    @property
    def to_finish(self) -> bool:
        """True for FF and SF."""
        return self.type in (DependencyType.FF, DependencyType.SF)
