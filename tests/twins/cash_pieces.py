"""The pieces that the money of one iteration is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from riskcast.model.program import Program
from twins.cash_flow import Flow, Place

UNCATEGORISED = "uncategorised"


@dataclass(frozen=True)
class Piece:
    """Money of one kind that lies somewhere in time."""

    source: tuple[str, ...]
    """What it is in every iteration and in the plan."""
    project: str
    category: str
    treatment: str
    """``capex``, ``opex`` or the id of a rule."""
    currency: str
    index: str
    amount: float
    """In its currency, at the prices of the plan."""
    flow: Flow
    payment_days: float = 0.0
    commit: Flow | None = None
    """When it is committed; as it is incurred when absent."""
    orders: tuple[tuple[float, Flow], ...] = ()
    """Sums in the currency of the program that are committed on days of their own, not with the piece."""
    double_running: bool = False
    risk: str = ""
    is_past: bool = False
    """Work that is done: it counts at planned prices."""
    rate: float | None = None
    """Rate at which it was booked: a fact has no other prices."""
    paid: Flow | None = None
    """When it was paid, if that is known."""
    rule: str = ""
    """Rule under which it is capitalised, when its own treatment is a fact."""


@dataclass(frozen=True)
class Parts:
    """The sizes of a line."""

    sums: float
    per_day: float
    per_calendar_day: float = 0.0

    def work(self, place: Place) -> float:
        """Return what the work in a place costs."""
        return self.per_day * place.days

    def clock(self, place: Place) -> float:
        """Return what the days of a place cost, whatever is done on them."""
        return self.per_calendar_day * place.calendar_days


def index_of(program: Program, own: str | None, category: str) -> str:
    """Return the price index of a line: its own, else the one that names its category."""
    if own is not None:
        return "" if own == "none" else own
    return next((index.id for index in program.indices if category in index.categories), "")


def treatment_of(program: Program, own: str | None, project: str) -> str:
    theirs = next((p.treatment for p in program.projects if p.id == project), None)
    return own or theirs or program.finance.treatment


def without_ledger(
    piece: Piece, drawn: Parts, planned: Parts, behind: Place | None, left: Place | None, flow: Callable[[Place], Flow]
) -> Iterator[Piece]:
    """Yield the pieces of a line when nothing is booked: work that is done counts evenly, at its planned rate."""

    def part(name: str, amount: float, place: Place) -> Piece:
        return replace(piece, source=(*piece.source, name), amount=amount, flow=flow(place))

    whole = behind
    if left is not None:
        whole = left if behind is None else behind.joined(left)
        yield part("left", drawn.work(left), left)
    assert whole is not None
    yield part("sums", drawn.sums + drawn.clock(whole), whole)
    if behind is not None:
        done = part("behind", planned.work(behind), behind)
        yield replace(done, flow=behind.flow(), is_past=True)


def days(number: float) -> timedelta:
    return timedelta(days=number)
