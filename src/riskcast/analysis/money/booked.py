"""What the ledger says was incurred so far: when, for which project, and how much of it is capitalised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from riskcast.model.capitalisation import CAPEX, OPEX, CapitalRule
from riskcast.model.cost import CostLine
from riskcast.model.fiscal import Period
from riskcast.model.ledger import Actual
from riskcast.model.program import Program
from riskcast.model.task import Task


@dataclass(frozen=True, slots=True)
class Booked:
    """An amount of the ledger in the program's currency."""

    day: date
    project: str
    """Id; empty for the program itself."""
    amount: float
    capex: float
    """Part of it that is capitalised."""

    def part(self, treatment: str) -> float:
        """Return the part with a treatment; all of it when empty."""
        return {CAPEX: self.capex, OPEX: self.amount - self.capex}.get(treatment, self.amount)


def booked(program: Program) -> tuple[Booked, ...]:
    """Return the actuals of a program, in the order of its table.

    Foreign money counts at the rate at which it was booked, or at the planned one. A rule of capitalisation gives an
    actual the step that holds the first instant of its day.
    """
    ledger = _Ledger(program)
    return tuple(map(ledger.book, program.actuals))


def booked_by_year(
    program: Program, periods: Sequence[Period], project: str = "", treatment: str = ""
) -> dict[str, float]:
    """Return the actuals by fiscal year, of one project or treatment where asked for; nothing without actuals.

    Days before the first period count to it, days after the last one to that.
    """
    if not program.actuals:
        return {}
    sums = {period.fiscal_year: 0.0 for period in periods}
    for row in booked(program):
        if project in ("", row.project):
            held = next((period for period in periods if row.day <= period.end), periods[-1])
            sums[held.fiscal_year] += row.part(treatment)
    return sums


class _Ledger:
    """The parts of a program that actuals name, by id."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._lines: Mapping[str, CostLine] = {line.id: line for line in program.costs}
        self._tasks: Mapping[str, Task] = {task.id: task for task in program.tasks}
        self._rules: Mapping[str, CapitalRule] = {rule.id: rule for rule in program.capitalisation}
        self._treatments = {project.id: project.treatment for project in program.projects}
        self._rates = {known.id: known.rate.planned(lambda number: number.value) for known in program.currencies}

    def book(self, actual: Actual) -> Booked:
        line = None if actual.line is None else self._lines.get(actual.line)
        project = self._project(actual, line)
        amount = actual.amount * self._rate(actual)
        return Booked(actual.date, project, amount, amount * self._capital_share(actual, line, project))

    def _rate(self, actual: Actual) -> float:
        if actual.currency in (None, self._program.currency):
            return 1.0
        return actual.rate if actual.rate is not None else self._rates[actual.currency or ""]

    def _project(self, actual: Actual, line: CostLine | None) -> str:
        if line is not None and line.project is not None:
            return line.project
        task = self._tasks.get((line.task if line is not None else actual.task) or "")
        return task.project if task is not None else actual.project or ""

    def _capital_share(self, actual: Actual, line: CostLine | None, project: str) -> float:
        """Return the share of an actual (0-1) that is capitalised."""
        own = actual.treatment or (line.treatment if line is not None else None)
        treatment = own or self._treatments.get(project) or self._program.finance.treatment
        rule = self._rules.get(treatment)
        if rule is None:
            return float(treatment == CAPEX)
        return rule.capital_share if self._step(rule, actual.date) == CAPEX else 0.0

    def _step(self, rule: CapitalRule, day: date) -> str:
        """Return the treatment of a day up to the data date; what is not finished ends after it."""
        for step in rule.steps:
            finish = None if step.until is None else self._tasks[step.until].actual_finish
            if finish is None or datetime.combine(day, time()) < finish:
                return step.treatment
        return rule.steps[-1].treatment
