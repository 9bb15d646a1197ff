"""What the program is for: money that flows back once it is live."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from riskcast.model.base import Entity, Id, Text
from riskcast.model.estimate import Estimate
from riskcast.model.moment import Day


class Benefit(Entity):
    """Money per year from a milestone on, in the currency of the program."""

    id: Id
    name: Text = ""
    start: Id
    """Task or milestone whose finish starts it."""
    per_year: Estimate
    years: Annotated[float, Field(gt=0, le=100)] | None = None
    """How long it flows from its start."""
    until: Day | None = None
    """The day on which it ends whatever the start is, in place of ``years``."""
    ramp_months: Annotated[float, Field(ge=0, le=240)] = 0.0
    """Months in which it rises evenly from nothing to its full size."""
    note: Text = ""
