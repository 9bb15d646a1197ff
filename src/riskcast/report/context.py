"""What the sections share: the result, and the answers that analysis gives about it, each asked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from riskcast.analysis.answer import Answer, answer
from riskcast.analysis.bars import Bars, bars
from riskcast.analysis.drivers import Drivers, drivers
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.goal import Goal, goal
from riskcast.analysis.has_cost import has_cost
from riskcast.analysis.level import Level, level
from riskcast.analysis.measures import MeasureSummary, Value, summarise
from riskcast.analysis.money.allocation import Allocation, allocate
from riskcast.analysis.money.capitalised import Capitalised, capitalised
from riskcast.analysis.money.contingency import Contingencies, contingencies
from riskcast.analysis.money.cost_report import CostReport, cost_report
from riskcast.analysis.money.drawdown import Drawdown, drawdown
from riskcast.analysis.money.excess import Excess, excess_of_standalone
from riskcast.analysis.money.joint import EqualLevel, Frontier, Joint, equal_level, frontier, joint, least_cost
from riskcast.analysis.money.npv import PresentValue, net_present_value
from riskcast.analysis.money.profiles import Profile, profiles
from riskcast.analysis.money.runout import RunOut, runout
from riskcast.analysis.money.years import YearRow, year_table
from riskcast.analysis.reconcile import Reconciliation, reconcile
from riskcast.analysis.review.board import Board, board
from riskcast.analysis.review.limits import Limit, limits
from riskcast.analysis.review.options import Option
from riskcast.analysis.review.since import Since
from riskcast.analysis.review.standing import standing
from riskcast.analysis.review.status import Rating
from riskcast.errors import Finding
from riskcast.report.charts.flows import Flow, flow
from riskcast.report.told import Told
from riskcast.simulation.cash import Cash, View
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    from riskcast.analysis.attribution.attribute import Attribution
    from riskcast.analysis.mitigation.choose import Mitigation

_Kind = TypeVar("_Kind")


@dataclass(frozen=True)
class Context:
    """One result under report."""

    result: Result
    findings: tuple[Finding, ...] = ()
    answers: tuple[object, ...] = ()
    """What further analyses found, which the report shows but does not ask for by itself."""

    def answers_of(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        """Return the further answers of one kind, in the order given.

        A section imports the kind only when there are answers: most of them simulate, and reading a result must not
        load a compiler.
        """
        return tuple(found for found in self.answers if isinstance(found, kind))

    @property
    def currency(self) -> str:
        """ISO code of the program's currency."""
        return self.result.program.currency

    @property
    def confidence(self) -> int:
        """The percentile at which plans are made."""
        return self.result.program.confidence

    @property
    def levels(self) -> tuple[int, int]:
        """The two percentiles that are shown everywhere: the middle, and the one for plans."""
        return 50, self.confidence

    @cached_property
    def answer(self) -> Answer:
        """The answer lines."""
        return answer(self.result)

    @cached_property
    def has_cost(self) -> bool:
        """False for a program without any costs."""
        return has_cost(self.result)

    @cached_property
    def since(self) -> Since | None:
        """What moved since the last review; None when there was none."""
        return next(iter(self.answers_of(Since)), None)

    @cached_property
    def ratings(self) -> Mapping[str, Rating]:
        """How every promise stands, by measure; statuses of the last review count where it is known."""
        return standing(self.result, self.since)

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """What is not in the numbers."""
        return limits(self.result, self.findings)

    @cached_property
    def board(self) -> Board:
        """What a board asks first, answered."""
        return board(
            self.result,
            ratings=self.ratings,
            attribution_finish=self.gaps.get("finish"),
            attribution_cost=self.gaps.get("cost"),
            options=self.answers_of(Option),
            mitigation=self._mitigation(),
            since=self.since,
        )

    @cached_property
    def gaps(self) -> Mapping[str, Attribution]:
        """What the gap between plan and P-value is made of, by measure, as far as that was asked."""
        if not self.answers:
            return {}
        from riskcast.analysis.attribution.attribute import Attribution

        return {gap.measure: gap for gap in reversed(self.answers_of(Attribution))}

    def _mitigation(self) -> Mitigation | None:
        if not self.answers:
            return None
        from riskcast.analysis.mitigation.choose import Mitigation

        return next(iter(self.answers_of(Mitigation)), None)

    @cached_property
    def drivers(self) -> Drivers:
        """What drives the finish."""
        return drivers(self.result)

    @cached_property
    def bars(self) -> Bars:
        """One row per task."""
        return bars(self.result)

    @cached_property
    def reconciliation(self) -> Reconciliation | None:
        """The dates that the tool had stored against ours; None when the program came with none."""
        return reconcile(self.result)

    @cached_property
    def _summaries(self) -> dict[str, MeasureSummary]:
        return {}

    def summary(self, measure: str) -> MeasureSummary:
        """Return the summary of a measure."""
        if measure not in self._summaries:
            self._summaries[measure] = summarise(self.result, measure)
        return self._summaries[measure]

    def level(self, measure: str, p: int) -> Level:
        """Return a percentile of a measure with its error."""
        return level(self.result, measure, p)

    @cached_property
    def days(self) -> FinishDays:
        """Tells the day on which a finish counts."""
        return FinishDays(self.result.program)

    def told(self, measure: str) -> Told:
        """Return what says values and intervals of a measure."""
        return Told(measure, self.days, self.currency)

    def say(self, measure: str, value: Value | date) -> str:
        """Return a value of a measure as people write it: the day on which a finish counts, or a sum."""
        return self.told(measure).value(value)

    def goal(self, measure: str) -> Goal:
        """Return what a measure is judged against."""
        return goal(self.result, measure)

    @property
    def cash(self) -> Cash | None:
        """Money over time; None when the run kept none, or there is none."""
        return self.result.cash if self.has_cost else None

    @cached_property
    def flows(self) -> dict[View, Flow]:
        """Money incurred, committed and paid, period by period; only with money over time, as all that follows."""
        return {view: flow(self.result, view) for view in ("incurred", "committed", "paid")}

    @cached_property
    def run_out(self) -> RunOut | None:
        """When the authorised money runs out; None when nothing was authorised."""
        return runout(self.result)

    @cached_property
    def years(self) -> tuple[YearRow, ...]:
        """The fiscal years of the program."""
        return year_table(self.result)

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """What to plan with in each fiscal year: expected, coherent, funding line, stand-alone."""
        return profiles(self.result, by="year")

    @cached_property
    def excess(self) -> Excess:
        """Stand-alone fiscal years against the total."""
        return excess_of_standalone(self.result)

    @cached_property
    def capitalised(self) -> Capitalised | None:
        """What becomes an asset."""
        return capitalised(self.result)

    @cached_property
    def drawdown(self) -> Drawdown:
        """The use of contingency; needs the planned cost of the work done (the group ``earned``)."""
        return drawdown(self.result)

    @cached_property
    def present_value(self) -> PresentValue | None:
        """Net present value; None without benefits or discount rate."""
        return net_present_value(self.result)

    @cached_property
    def contingencies(self) -> Contingencies:
        """What program and projects need beyond their plans; without money over time, too, as all that follows."""
        return contingencies(self.result)

    @cached_property
    def allocation(self) -> Allocation:
        """Who and what the contingency is for."""
        return allocate(self.result)

    @cached_property
    def cost_report(self) -> CostReport:
        """Budget, booked, ordered and expected money of every project and cost line."""
        return cost_report(self.result)

    @cached_property
    def joint(self) -> Joint:
        """Date and budget together."""
        return joint(self.result)

    def frontier(self, q: float) -> Frontier:
        """Return pairs of date and budget that are kept together with one confidence in percent."""
        return frontier(self.result, q)

    def equal_level(self, q: float) -> EqualLevel:
        """Return the percentile at which both must be planned to keep both."""
        return equal_level(self.result, q)

    def least_cost(self, q: float, day: date) -> float | None:
        """Return the least budget that goes with a date; None when the date alone is too unlikely."""
        return least_cost(self.result, q, day)
