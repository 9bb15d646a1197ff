"""A named list of changes to a program."""

from __future__ import annotations

from riskcast.model.base import Entity, Id, Text
from riskcast.model.moment import Day
from riskcast.model.scenario.changes import Change


class Scenario(Entity):
    """What would be different, and why; simulated on the same random numbers as the program itself."""

    id: Id
    name: Text = ""
    note: Text = ""
    changes: tuple[Change, ...] = ()
    """Made one after the other."""
    decide_by: Day | None = None
    """Last day on which it can still be chosen."""
    owner: Text = ""

    @property
    def label(self) -> str:
        """The name, or the id when there is none."""
        return self.name or self.id
