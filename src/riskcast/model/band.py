"""Ranges for many tasks at once."""

from __future__ import annotations

from riskcast.model.base import Entity, Id, Text
from riskcast.model.estimate import Estimate


class Band(Entity):
    """A range for the tasks that a selector means and that have none of their own; the most special selector wins."""

    where: Id
    """Id of a task or a selector such as ``tag:phase=build & project:FIN``."""
    estimate: Estimate | None = None
    """Range of durations, in percent of the planned duration."""
    cost: Estimate | None = None
    """Range of the certain sums of the tasks' cost lines, in percent of the sum."""
    note: Text = ""
