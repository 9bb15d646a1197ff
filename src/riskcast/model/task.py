"""Tasks and the dependencies between them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from riskcast.model.amount import Duration
from riskcast.model.base import Entity, Id, Text
from riskcast.model.estimate import Estimate
from riskcast.model.moment import Day, Moment
from riskcast.model.split import Splits


class TaskKind(StrEnum):
    """What a task is; summaries roll up others and levels of effort span others, so neither drives."""

    TASK = "task"
    MILESTONE = "milestone"
    START_MILESTONE = "start-milestone"
    LEVEL_OF_EFFORT = "level-of-effort"
    SUMMARY = "summary"


class ConstraintKind(StrEnum):
    """A date that bounds a task besides its dependencies."""

    START_NO_EARLIER_THAN = "start-no-earlier-than"
    START_NO_LATER_THAN = "start-no-later-than"
    FINISH_NO_EARLIER_THAN = "finish-no-earlier-than"
    FINISH_NO_LATER_THAN = "finish-no-later-than"
    START_ON = "start-on"
    FINISH_ON = "finish-on"
    MANDATORY_START = "mandatory-start"
    """The start is this date, whatever the logic says."""
    MANDATORY_FINISH = "mandatory-finish"
    """The finish is this date, whatever the logic says."""


class Constraint(Entity):
    """One date constraint."""

    kind: ConstraintKind
    date: Moment


class StoredDates(Entity):
    """What the tool that a task came from had computed: only compared with our dates, never scheduled."""

    early_start: Moment | None = None
    early_finish: Moment | None = None
    late_start: Moment | None = None
    late_finish: Moment | None = None


class Task(Entity):
    """A unit of work on a calendar with an uncertain duration."""

    id: Id
    """Unique in the program."""
    project: Id
    name: Text = ""
    kind: TaskKind = TaskKind.TASK
    code: Text = ""
    """The identifier in the tool the task came from: P6 activity code, MS Project UID."""
    wbs: Text = ""
    """Dotted position in the work breakdown structure."""
    parent: Id | None = None
    """The summary that holds the task; links and constraints of a summary apply to all tasks below it."""
    calendar: Id | None = None
    """Calendar id; the project's when absent."""
    duration: Duration | None = None
    """Planned duration; a milestone has none."""
    estimate: Estimate | None = None
    """Uncertainty of the (remaining) duration; certain when absent. Percentages are of the planned duration."""
    probability: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Chance that the task is needed at all; a skipped task takes no time, costs nothing and passes logic through."""
    cause: Text = ""
    """What its range stands for; the same words on a risk or driver mean that something may be counted twice."""
    constraints: tuple[Constraint, ...] = ()
    as_late_as_possible: bool = False
    """Use up the free float: start as late as no successor is moved."""
    manual_start: Moment | None = None
    """A start that was typed in: the task stands there whatever the logic says, and drives others."""
    manual_finish: Moment | None = None
    """A finish that was typed in, with a manual start: the task does not finish earlier."""
    levelling_delay: Duration | None = None
    """Elapsed time that resource levelling adds after what the logic allows."""
    splits: Splits = ()
    """Pauses in the work, such as ``2d pause 3d``."""
    on_resource_calendars: bool = False
    """Work runs when the assigned resources work, each on its own calendar, and ends with the last of them."""
    actual_start: Moment | None = None
    actual_finish: Moment | None = None
    remaining: Duration | None = None
    """Remaining duration of a started task at the data date."""
    resume: Moment | None = None
    """When the remaining work of a suspended task goes on; at the data date when absent."""
    expected_finish: Moment | None = None
    """A finish that somebody promised: remaining work stretches or shrinks to end there, and has no uncertainty."""
    baseline_start: Moment | None = None
    """The start in the plan that progress is measured against."""
    baseline_finish: Moment | None = None
    """The finish in that plan."""
    target: Day | None = None
    """The date that was promised for this task's finish."""
    stored: StoredDates | None = None
    """Dates that the tool it came from had computed."""
    note: Text = ""
    tags: dict[str, Text] = Field(default_factory=dict)

    @property
    def is_milestone(self) -> bool:
        """True for both kinds of milestone."""
        return self.kind in (TaskKind.MILESTONE, TaskKind.START_MILESTONE)

    @property
    def label(self) -> str:
        """The name, or the id when there is none."""
        return self.name or self.id


class DependencyType(StrEnum):
    """Which end of the predecessor bounds which end of the successor."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class LagCalendar(StrEnum):
    """The working time in which a lag runs."""

    PREDECESSOR = "predecessor"
    SUCCESSOR = "successor"
    PROJECT = "project"
    ELAPSED = "24h"


class Dependency(Entity):
    """A logical link between two tasks."""

    predecessor: Id
    successor: Id
    type: DependencyType = DependencyType.FS
    lag: Duration | None = None
    """Waiting time, negative for a lead; none when absent."""
    lag_calendar: LagCalendar | None = None
    """The program's when absent; an elapsed lag such as ``3ed`` always runs round the clock."""
