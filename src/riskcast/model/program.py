"""The whole: projects, tasks, dependencies, calendars, costs, risks and targets."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from riskcast.model.amount import Money
from riskcast.model.band import Band
from riskcast.model.base import Entity, Id, Text
from riskcast.model.benefit import Benefit
from riskcast.model.branch import Branch, Condition, Rework
from riskcast.model.calendar import Calendar
from riskcast.model.capitalisation import CapitalRule
from riskcast.model.checks import Checks
from riskcast.model.correlation import Correlation
from riskcast.model.cost import CostLine
from riskcast.model.driver import Driver
from riskcast.model.fiscal import Finance, Fiscal, Period, YearBudget
from riskcast.model.ledger import Actual, Change, Commitment
from riskcast.model.moment import Day, Moment
from riskcast.model.price import Currency, PriceIndex
from riskcast.model.report_settings import ReportSettings
from riskcast.model.resource import Assignment, Resource
from riskcast.model.risk import Risk
from riskcast.model.season import LostTime, Season
from riskcast.model.task import Dependency, LagCalendar, Task

FORMAT_VERSION: Final = 1


class Combine(Entity):
    """How several risks that hit one task in the same iteration add up."""

    delays: Literal["sum", "max"] = "sum"
    """One after the other, or side by side: the longest counts."""
    factors: Literal["product", "sum", "max"] = "product"
    """``sum`` adds what each is above 100 %; ``max`` takes the one furthest from 100 %. Drivers always multiply."""


class Dialect(StrEnum):
    """Whose scheduling rules a program follows; README lists how they differ."""

    RISKCAST = "riskcast"
    """Like Primavera P6; the default of programs that were not imported."""
    P6 = "p6"
    MSPROJECT = "msproject"


class Progress(StrEnum):
    """What open predecessors mean to a task that has started."""

    RETAINED_LOGIC = "retained-logic"
    """Its remaining work waits for them."""
    PROGRESS_OVERRIDE = "progress-override"
    """Its remaining work goes on at the data date, and a finished task no longer waits for anything."""
    ACTUAL_DATES = "actual-dates"
    """Like progress override; successors of a started task also count lags from its actual start."""


class Targets(Entity):
    """What was promised."""

    finish: Day | None = None
    budget: Money | None = None
    contingency: Money | None = None
    """Part of the budget that is held for risk and uncertainty; the manager of the program may use it."""
    management_reserve: Money | None = None
    """Money beyond the budget that only the sponsor releases."""
    authorised: Money | None = None
    """What may be committed so far; the budget when absent."""


class Project(Entity):
    """One component project of the program."""

    id: Id
    name: Text = ""
    manager: Text = ""
    calendar: Id | None = None
    """Default calendar of its tasks; the program's when absent."""
    start: Moment | None = None
    """Earliest start of its tasks; the program's when absent."""
    data_date: Moment | None = None
    """Status date of this project; the program's when absent."""
    treatment: Id | None = None
    """Treatment of its cost lines and risks that state none: ``capex``, ``opex`` or a capitalisation rule."""
    must_finish_by: Moment | None = None
    """The date from which late dates count back, whatever the schedule's own finish is."""
    targets: Targets = Targets()

    @property
    def label(self) -> str:
        """The name, or the id when there is none."""
        return self.name or self.id


class StartLag(StrEnum):
    """Where the lag of a start-to-start link begins to run once its predecessor has started."""

    ACTUAL_START = "actual-start"
    """At the actual start: only the rest of the lag is to come."""
    EARLY_START = "early-start"
    """Where the remaining work of the predecessor starts."""


class Program(Entity):
    """Several connected projects with everything that a forecast needs.

    Immutable: :meth:`replace` derives variants. Construction checks each field; whether the parts fit
    together (references, cycles, ranges) is checked by :func:`riskcast.model.check.check_program`.
    """

    riskcast: Literal[1] = FORMAT_VERSION
    """Version of the file format."""
    id: Id
    name: Text = ""
    description: Text = ""
    start: Moment
    """Earliest start of any task that has not started."""
    data_date: Moment | None = None
    """Status date: everything before it is fact. The start when absent."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "EUR"
    """ISO 4217 code of the program's currency."""
    confidence: Annotated[int, Field(gt=50, lt=100)] = 80
    """The percentile (a whole number, 51-99) at which plans are made."""
    calendar: Id
    """Default calendar."""
    dialect: Dialect = Dialect.RISKCAST
    """Whose scheduling rules apply."""
    progress: Progress = Progress.RETAINED_LOGIC
    """What open predecessors mean to started tasks; MS Project's rules do not ask."""
    start_lag: StartLag = StartLag.ACTUAL_START
    """What start-to-start lags after started tasks count from."""
    honour_constraints: bool = False
    """MS Project's rules only: start-on, finish-on and no-later-than dates beat the logic."""
    lag_calendar: LagCalendar = LagCalendar.PREDECESSOR
    """Working time in which lags run unless a dependency says otherwise."""
    open_ends: Literal["program", "project"] = "program"
    """Whose finish bounds the late dates of tasks without successors, and so what total float is measured to."""
    calendars: tuple[Calendar, ...]
    projects: Annotated[tuple[Project, ...], Field(min_length=1)]
    tasks: tuple[Task, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    resources: tuple[Resource, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    costs: tuple[CostLine, ...] = ()
    indices: tuple[PriceIndex, ...] = ()
    currencies: tuple[Currency, ...] = ()
    capitalisation: tuple[CapitalRule, ...] = ()
    actuals: tuple[Actual, ...] = ()
    """When there are any, they are all that happened before the data date, and cost lines only forecast the rest."""
    commitments: tuple[Commitment, ...] = ()
    changes: tuple[Change, ...] = ()
    budgets: tuple[YearBudget, ...] = ()
    periods: tuple[Period, ...] = ()
    """Accounting periods; they win over ``fiscal``."""
    benefits: tuple[Benefit, ...] = ()
    fiscal: Fiscal = Fiscal()
    finance: Finance = Finance()
    risks: tuple[Risk, ...] = ()
    combine: Combine = Combine()
    drivers: tuple[Driver, ...] = ()
    bands: tuple[Band, ...] = ()
    correlations: tuple[Correlation, ...] = ()
    default_correlation: Annotated[float, Field(ge=0, lt=1)] | None = None
    """Rank correlation between any two uncertain durations that no correlation names; 0.3 is usual without data."""
    branches: tuple[Branch, ...] = ()
    conditions: tuple[Condition, ...] = ()
    reworks: tuple[Rework, ...] = ()
    lost_time: tuple[LostTime, ...] = ()
    seasons: tuple[Season, ...] = ()
    targets: Targets = Targets()
    report: ReportSettings = ReportSettings()
    """How it is reported; not part of its digest."""
    checks: Checks = Checks()
    """Which checks of schedule health are made, and their limits."""

    @property
    def label(self) -> str:
        """The name, or the id when there is none."""
        return self.name or self.id

    def status_date(self, project: Project) -> datetime:
        """Return the instant before which everything in a project is fact."""
        return project.data_date or self.data_date or self.start

    def replace(self, **changes: Any) -> Program:
        """Return a copy with some fields replaced, validated anew field by field."""
        return Program.model_validate({**dict(self), **changes})

    def calendar_of(self, task: Task) -> str:
        """Return the id of the calendar that a task works on."""
        if task.calendar is not None:
            return task.calendar
        for project in self.projects:
            if project.id == task.project:
                return project.calendar or self.calendar
        return self.calendar
