"""Drivers: uncertain factors that many tasks share, the natural source of correlation."""

from __future__ import annotations

from riskcast.model.base import Entity, Id, Text
from riskcast.model.estimate import Estimate
from riskcast.model.risk import Chance


class Driver(Entity):
    """A factor on the durations and costs of tasks, drawn once for all of them; 1 when it does not occur.

    The risk-driver method: tasks that share a driver are correlated through it (D. Hulett, Integrated Cost-Schedule
    Risk Analysis, 2011, chapter 6).
    """

    id: Id
    name: Text = ""
    probability: Chance = 1.0
    """Chance that it acts at all; a systemic bias always does."""
    duration: Estimate | None = None
    """Factor on durations: ``triangular(90%, 100%, 130%)``."""
    cost: Estimate | None = None
    """Factor on the cost lines of the tasks."""
    tasks: tuple[Id, ...] = ()
    """Ids of tasks or selectors."""
    enabled: bool = True
    """False: it is kept in the register but does not count."""
    cause: Text = ""
    note: Text = ""

    @property
    def label(self) -> str:
        """The name, or the id when there is none."""
        return self.name or self.id
