"""Facts: what is booked, ordered and paid, and what that leaves of the lines."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import numpy as np

from riskcast.kernels.money_arrays import CAPITALISED, CATEGORY, DOUBLE, INCURRED
from riskcast.kernels.types import F8
from riskcast.model.capitalisation import CAPEX, OPEX, CapitalRule
from riskcast.model.ledger import Actual
from riskcast.model.program import Program
from riskcast.network.money.rates import rate_at_booking
from riskcast.network.money.rows import RowBook
from riskcast.network.ticks import from_moment

if TYPE_CHECKING:
    from riskcast.network.money.clocks import ClockBook


class Ledger:
    """The actuals and orders of a program, by line."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._lines = {line.id: line for line in program.costs}
        self._tasks = {task.id: task for task in program.tasks}
        self._projects = {project.id: p for p, project in enumerate(program.projects)}
        self._orders = {order.id: order for order in program.commitments}
        self._rules = {rule.id: rule for rule in program.capitalisation}
        lines = Counter(line.task for line in program.costs if line.task is not None)
        self._alone = {line.task: line.id for line in program.costs if line.task and lines[line.task] == 1}
        self.counts = bool(program.actuals)
        """Whether facts come from the ledger."""
        self.booked: dict[str, float] = {}
        invoiced: dict[str, float] = {}
        for actual in program.actuals:
            name = self.line_of(actual)
            if name is not None:
                self.booked[name] = self.booked.get(name, 0.0) + self.value(actual)
            if actual.commitment is not None:
                invoiced[actual.commitment] = invoiced.get(actual.commitment, 0.0) + self.value(actual)
        self.ordered: dict[str, float] = {}
        """What is open on the orders of each line."""
        for order in program.commitments:
            value = order.amount * rate_at_booking(program, order.currency, order.rate)
            rest = max(value - invoiced.get(order.id, 0.0), 0.0)
            self.ordered[order.line] = self.ordered.get(order.line, 0.0) + rest
        self._invoiced = invoiced

    def line_of(self, actual: Actual) -> str | None:
        """Return the line that an actual is booked on: its own, its order's, or the only one of its task."""
        if actual.line is not None:
            return actual.line
        if actual.commitment in self._orders:
            return self._orders[actual.commitment].line
        return self._alone.get(actual.task) if actual.task is not None else None

    def value(self, actual: Actual) -> float:
        """Return an actual in the program's currency."""
        return actual.amount * rate_at_booking(self._program, actual.currency, actual.rate)

    def project_of(self, actual: Actual) -> int:
        """Return the project that bears an actual."""
        line = self._lines.get(self.line_of(actual) or "")
        task = actual.task or (line.task if line is not None else None)
        named = actual.project or (line.project if line is not None else None)
        if named is None and task is not None:
            named = self._tasks[task].project
        return self._projects.get(named or "", 0)

    def costs(self) -> F8:
        """Return what each project has cost so far, ``[P]``."""
        out = np.zeros(len(self._projects))
        for actual in self._program.actuals:
            out[self.project_of(actual)] += self.value(actual)
        return out

    def category_of(self, actual: Actual) -> str:
        """Return the category of an actual: its own, else its line's."""
        line = self._lines.get(self.line_of(actual) or "")
        return actual.category or (line.category if line is not None else "")

    def put(self, rows: RowBook, clocks: ClockBook, origin: datetime, now: datetime, facts: F8) -> None:
        """Add everything that is known to ``facts[G, T]``."""
        if not rows.rows:
            return
        for actual in self._program.actuals:
            self._put_actual(actual, rows, clocks, origin, now, facts)
        for order in self._program.commitments:
            value = order.amount * rate_at_booking(self._program, order.currency, order.rate)
            at = rows.number("committed", self.owner(order.line))
            _add(facts, at, clocks.period_at(_tick(order.date, origin)), value)
            over = self._invoiced.get(order.id, 0.0) - value
            if over > 0.0:
                _add(facts, at, clocks.period_before(from_moment(now, origin)), over)

    def _put_actual(
        self, actual: Actual, rows: RowBook, clocks: ClockBook, origin: datetime, now: datetime, facts: F8
    ) -> None:
        value, project = self.value(actual), self.project_of(actual)
        line = self._lines.get(self.line_of(actual) or "")
        rule = self._rule(actual, project)
        t = clocks.period_at(_tick(actual.date, origin))
        lag = timedelta(days=line.payment_days if line is not None else 0.0)
        due = max(datetime.combine(actual.date, time()) + lag, now)
        paid = clocks.period_at(from_moment(due, origin) if actual.paid is None else _tick(actual.paid, origin))
        capital = self._capital(actual, rule)
        name = rule.id if isinstance(rule, CapitalRule) else ""
        for treatment, share in ((CAPEX, capital), (OPEX, 1.0 - capital)):
            double = line is not None and line.double_running
            row = rows.columns(project, treatment, self.category_of(actual), name, double)
            _add(facts, rows.number("paid", project, treatment), paid, share * value)
            for view in ("incurred", "category", "capitalised", "double-running"):
                _add(facts, row[_COLUMNS[view]], t, share * value)
        if actual.commitment is None:
            _add(facts, rows.number("committed", project), t, value)
        _add(facts, rows.number("earned"), t, value)
        _add(facts, rows.number("fx"), t, value - actual.amount * rate_at_booking(self._program, actual.currency, None))

    def owner(self, line: str) -> int:
        """Return the project that pays for a cost line."""
        found = self._lines[line]
        named = found.project or (self._tasks[found.task].project if found.task is not None else "")
        return self._projects.get(named, 0)

    def _rule(self, actual: Actual, project: int) -> CapitalRule | str:
        line = self._lines.get(self.line_of(actual) or "")
        own = line.treatment if line is not None else None
        name = own or self._program.projects[project].treatment or self._program.finance.treatment
        return self._rules.get(name, name)

    def _capital(self, actual: Actual, rule: CapitalRule | str) -> float:
        """Return the share of an actual that is capitalised, as booked or as its rule says of the date."""
        if actual.treatment is not None or isinstance(rule, str):
            return 1.0 if (actual.treatment or rule) == CAPEX else 0.0
        for step in rule.steps:
            end = self._tasks[step.until].actual_finish if step.until is not None else None
            if end is None or actual.date <= end.date():
                return rule.capital_share if step.treatment == CAPEX else 0.0
        return 0.0


_COLUMNS = {"incurred": INCURRED, "category": CATEGORY, "capitalised": CAPITALISED, "double-running": DOUBLE}


def _tick(day: date, origin: datetime) -> int:
    return from_moment(datetime.combine(day, time()), origin)


def _add(facts: F8, row: int, period: int, value: float) -> None:
    if row >= 0:
        facts[row, period] += value
