"""Who or what works on tasks, and when they work."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from riskcast.model.amount import Duration
from riskcast.model.base import Entity, Id, Text
from riskcast.model.estimate import Estimate
from riskcast.model.split import Splits


class ResourceKind(StrEnum):
    """What a resource is; only work takes time."""

    WORK = "work"
    MATERIAL = "material"
    COST = "cost"


class Resource(Entity):
    """A person, team, machine, material or kind of cost."""

    id: Id
    name: Text = ""
    kind: ResourceKind = ResourceKind.WORK
    calendar: Id | None = None
    """When it works; the calendar of the task when absent."""
    per_hour: Estimate | None = None
    """Price of an hour of work; one draw for all its tasks."""
    per_unit: Estimate | None = None
    """Price of a unit of material; assignments state the units."""
    currency: str | None = None
    category: Text = ""
    treatment: Id | None = None
    index: Id | None = None
    supplier: Text = ""
    payment_days: Annotated[float, Field(ge=0, le=3650)] = 0.0
    """Calendar days from incurring to paying."""


class Assignment(Entity):
    """One resource at work on one task."""

    task: Id
    resource: Id
    units: Annotated[float, Field(ge=0.0)] = 1.0
    """How many of it work on the task at once: 0.5 is half time; of material, how much is used in all."""
    delay: Duration | None = None
    """Working time between the start of the task and the start of this resource."""
    duration: Duration | None = None
    """Working time from its start to its end, pauses left out; the duration of the task when absent."""
    splits: Splits = ()
    """Its own pauses; those of the task when there are none."""
