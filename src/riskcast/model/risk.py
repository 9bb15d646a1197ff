"""Risk events: things that may happen, once per iteration, with effects on several tasks."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from riskcast.model.base import Entity, Id, Text
from riskcast.model.estimate import Estimate
from riskcast.model.moment import Day, Moment

Chance = Annotated[float, Field(ge=0, le=1)]
"""A probability, 0-1."""


class RiskKind(StrEnum):
    """A threat adds its impacts, an opportunity subtracts them."""

    THREAT = "threat"
    OPPORTUNITY = "opportunity"


class Impact(Entity):
    """One effect of a risk; its size is drawn once and shared by all tasks named here, unless drawn for each."""

    tasks: tuple[Id, ...] = ()
    """Ids of tasks or selectors such as ``tag:site=Gdansk``."""
    project: Id | None = None
    """Project that bears the cost; that of the tasks when absent."""
    delay: Estimate | None = None
    """Working time added to each task; percentages are of its planned duration."""
    factor: Estimate | None = None
    """What the sampled duration of each task is multiplied by: ``pert(110%, 120%, 150%)``. The kind of the risk does
    not turn it round: an opportunity has a factor below 100%."""
    cost: Estimate | None = None
    """Money added once when the risk occurs."""
    cost_per_day: Estimate | None = None
    """Money for each working day of ``delay`` on each task."""
    treatment: Id | None = None
    """Treatment of that money: ``capex``, ``opex`` or a capitalisation rule; the project's or program's when absent."""
    each: bool = False
    """Draw the size for each task on its own instead of once for all."""


class ResponseState(StrEnum):
    """How far a response is."""

    PLANNED = "planned"
    """Not decided: the risk counts as it is without it."""
    ACTIVE = "active"
    """Decided: the risk counts as it is after it, and the response costs money."""
    DONE = "done"
    """Carried out: like active."""


class Response(Entity):
    """What is done about a risk: its probability and impacts afterwards, and what that costs."""

    name: Text = ""
    state: ResponseState = ResponseState.PLANNED
    cost: Estimate | None = None
    probability: Chance | None = None
    """Chance of occurrence afterwards; unchanged when absent."""
    impacts: tuple[Impact, ...] = ()
    """Impacts afterwards; unchanged when there are none."""
    decide_by: Day | None = None


class Given(Entity):
    """The chance of a risk when another one has occurred."""

    risk: Id
    probability: Chance


class Risk(Entity):
    """An uncertain event; one occurrence draw is shared by all its impacts."""

    id: Id
    name: Text = ""
    kind: RiskKind = RiskKind.THREAT
    probability: Chance
    """Chance of occurrence, 0-1."""
    impacts: tuple[Impact, ...] = ()
    exclusive: Id | None = None
    """Name of a set of which at most one risk occurs; the probabilities of the set add up to 1 at most."""
    given: tuple[Given, ...] = ()
    """Other chances when other risks have occurred; the largest counts when several have."""
    not_before: Moment | None = None
    """Impacts hit a task only if it would be at work after this instant."""
    not_after: Moment | None = None
    """Impacts hit a task only if it would be at work before this instant."""
    expires_with: Id | None = None
    """Task with whose finish the risk is over; without one, it is over when every task it could hit is finished."""
    response: Response | None = None
    enabled: bool = True
    """False: it is kept in the register but does not count."""
    cause: Text = ""
    """What it comes from; the same words on a range, a risk or a driver mean that something may be counted twice."""
    owner: Text = ""
    note: Text = ""

    @property
    def label(self) -> str:
        """The name, or the id when there is none."""
        return self.name or self.id

    @property
    def is_treated(self) -> bool:
        """Whether a response is decided or carried out."""
        return self.response is not None and self.response.state is not ResponseState.PLANNED

    def after(self) -> Risk:
        """Return the risk as it is after its response; unchanged without one."""
        response = self.response
        if response is None:
            return self
        chance = self.probability if response.probability is None else response.probability
        return self.model_copy(update={"probability": chance, "impacts": response.impacts or self.impacts})
