"""Parts of the plan that exist in some iterations only."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from riskcast.model.amount import Duration
from riskcast.model.base import Entity, Id, Text
from riskcast.model.moment import Moment
from riskcast.model.risk import Chance


class Option(Entity):
    """One way on."""

    probability: Chance
    tasks: tuple[Id, ...]
    """Tasks, by id or selector, that are done when this way is taken and skipped otherwise."""
    name: Text = ""


class Branch(Entity):
    """A fork: at most one option is taken; none with what is left of the probability."""

    id: Id
    name: Text = ""
    options: Annotated[tuple[Option, ...], Field(min_length=1)]


class Condition(Entity):
    """Plan B: which tasks are done depends on when, or how long after its start, a task finishes."""

    id: Id
    name: Text = ""
    task: Id
    later_than: Moment | None = None
    """The condition holds when the task finishes after this instant."""
    longer_than: Duration | None = None
    """The condition holds when the task takes longer than this."""
    then: tuple[Id, ...] = ()
    """Tasks, by id or selector, that are done when it holds and skipped otherwise."""
    otherwise: tuple[Id, ...] = ()
    """Tasks that are done when it does not hold and skipped otherwise."""


class Rework(Entity):
    """A loop: after its last task, a chain of tasks may have to be done again."""

    id: Id
    name: Text = ""
    tasks: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The chain, first task to last."""
    probability: Annotated[float, Field(ge=0, lt=1)]
    """Chance that a pass has to be followed by another."""
    at_most: Annotated[int, Field(ge=1, le=20)] = 3
    """Most passes beyond the first; what lies beyond is cut off, and said."""
