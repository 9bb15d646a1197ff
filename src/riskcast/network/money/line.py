"""A line of money under construction."""

from __future__ import annotations

from dataclasses import dataclass, field

from riskcast.kernels.money_arrays import SPREAD, SUM


@dataclass(frozen=True)
class Part:
    """One term of a line's sum."""

    row: int
    """Row of its value; -1 when certain."""
    base: float
    """The value when certain."""
    kind: int = SUM
    """SUM, WORK, BETWEEN or CALENDAR of :mod:`riskcast.kernels.money_arrays`."""
    task: int = -1
    """Node that does the work, or must exist."""
    days: float = 1.0
    """Days per tick of parts that depend on time."""
    times: int = -1
    """Row of a quantity that multiplies it; -1 when certain."""
    quantity: float = 1.0
    factors: tuple[int, ...] = ()
    """Cost factor rows."""
    axis: int = 0
    begin: int = -1
    end: int = -1
    """Anchors."""


@dataclass(frozen=True)
class Piece:
    """From when to when a share of a line is spent."""

    axis: int
    node: int = -1
    since: int = -1
    now: int = -1
    begin: int = -1
    end: int = -1
    kind: int = SPREAD
    curve: int = -1
    share: float = 1.0


@dataclass(frozen=True)
class Tags:
    """What rows a line's money goes to."""

    category: str = ""
    treatment: str = "opex"
    """``capex``, ``opex`` or the id of a capitalisation rule."""
    index: str | None = None
    currency: str | None = None
    """None for the program's."""
    payment_days: float = 0.0
    double_running: bool = False


@dataclass
class Line:
    """What is still to come of a cost line, a resource on a task, a response or a risk."""

    id: str
    project: int
    tags: Tags
    parts: list[Part] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    commit: int = -1
    """Anchor at which it is committed; -1 as it is incurred."""
    rate: float = 1.0
    """Planned exchange rate."""
    booked: float = 0.0
    ordered: float = 0.0
    """Open orders."""
    is_cost: bool = False
    """Whether it is a cost line of the program."""
    is_past: bool = False
    """Whether it is work behind the data date."""
