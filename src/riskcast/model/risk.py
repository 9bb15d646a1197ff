"""Risk events: things that may happen, once per iteration, with effects on several tasks."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from riskcast.model.base import Entity, Id, Text
from riskcast.model.estimate import Estimate


class RiskKind(StrEnum):
    """A threat adds its impacts, an opportunity subtracts them."""

    THREAT = "threat"
    OPPORTUNITY = "opportunity"


class Impact(Entity):
    """One effect of a risk; its size is drawn once and shared by all tasks named here."""

    tasks: tuple[Id, ...] = ()
    project: Id | None = None
    """Project that bears the cost; that of the tasks when absent."""
    delay: Estimate | None = None
    """Working time added to each task; percentages are of its planned duration."""
    cost: Estimate | None = None
    """Money added once when the risk occurs."""


class Risk(Entity):
    """An uncertain event; one occurrence draw is shared by all its impacts."""

    id: Id
    name: Text = ""
    kind: RiskKind = RiskKind.THREAT
    probability: Annotated[float, Field(ge=0, le=1)]
    """Chance of occurrence, 0-1."""
    impacts: tuple[Impact, ...] = ()
    owner: Text = ""
    note: Text = ""

    @property
    def label(self) -> str:
        """The name, or the id when there is none."""
        return self.name or self.id
