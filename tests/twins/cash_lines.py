"""The pieces of cost lines and resources in one iteration, with and without a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.cost import CostLine
from riskcast.model.estimate import Estimate
from riskcast.model.ledger import Actual, Commitment
from riskcast.model.resolve import factor_distribution
from riskcast.model.resource import Assignment, ResourceKind
from twins.cash_dates import Dated, midnight
from twins.cash_flow import AtFinish, AtStart, Flow, Mix, Place
from twins.cash_pieces import UNCATEGORISED, Parts, Piece, days, index_of, treatment_of, without_ledger
from twins.cash_price import Sizes

Numbers = dict[str, float]


class Lines:
    """What the lines of a program spend in one iteration, or in the plan."""

    def __init__(self, dated: Dated, sizes: Sizes, rates: Numbers) -> None:
        self.dated, self.sizes = dated, sizes
        self.program, self.rates = dated.program, rates
        self.plan = Sizes(None, sizes.quantile)
        self.lines = {line.id: line for line in self.program.costs}
        self.orders = {order.id: order for order in self.program.commitments}

    def pieces(self) -> Iterator[Piece]:
        for line in self.program.costs:
            yield from self._line(line)
        for assignment in self.program.assignments:
            yield from self._assignment(assignment)
        for number, actual in enumerate(self.program.actuals):
            yield self._actual(number, actual)

    def _line(self, line: CostLine) -> Iterator[Piece]:
        project = self.project(line)
        category = line.category or UNCATEGORISED
        piece = Piece(
            source=("line", line.id),
            project=project,
            category=category,
            treatment=treatment_of(self.program, line.treatment, project),
            currency=line.currency or self.program.currency,
            index=index_of(self.program, line.index, category),
            amount=0.0,
            flow=AtFinish(self.dated.now(project)),
            payment_days=line.payment_days,
            double_running=line.double_running,
        )
        known = bool(self.program.actuals)
        pieces = [self._with_ledger(line, piece)] if known else list(self._without_ledger(line, piece))
        commit = self.dated.due(line.commit, self.dated.now(project)) if line.commit else None
        open_on = next((p for p in pieces if p.source[-1] == "left"), pieces[0])  # the work that is still to come
        for p in pieces:
            yield replace(p, commit=commit, orders=self._ordered(line) if p is open_on else ())

    def project(self, line: CostLine) -> str:
        return line.project or (self.dated.tasks[line.task].project if line.task else "")

    def _without_ledger(self, line: CostLine, piece: Piece) -> Iterator[Piece]:
        behind = self.dated.behind(line.task) if line.task else None
        left = self.dated.left(line.task) if line.task else self.dated.span(line)
        drawn = self._parts(line, self.sizes)
        yield from without_ledger(piece, drawn, self._plain(line), behind, left, lambda place: self._flow(line, place))

    def _plain(self, line: CostLine) -> Parts:
        """Return the planned sizes of a line."""
        return self._parts(line, self.plan)

    def _parts(self, line: CostLine, sizes: Sizes) -> Parts:
        if line.task in self.dated.fate.skipped:
            return Parts(0.0, 0.0, 0.0)
        quantity = 1.0 if line.quantity is None else sizes.money(line.quantity, f"cost:{line.id}:quantity")
        factor = 1.0 if sizes.uniform is None else self._drivers(line.task, sizes)
        sums = self._size(line, "fixed", line.fixed, sizes)
        sums += quantity * self._size(line, "per_unit", line.per_unit, sizes)
        rate = self._size(line, "per_day", line.per_day, sizes)
        clock = self._size(line, "per_calendar_day", line.per_calendar_day, sizes)
        return Parts(factor * sums, factor * rate, factor * clock)

    def _size(self, line: CostLine, part: str, estimate: Estimate | None, sizes: Sizes) -> float:
        """Return the size of one part; a band gives certain sums of a task a range."""
        if estimate is None:
            return 0.0
        law, scale = self.dated.rests._line_law(line, estimate)
        if sizes.uniform is None:
            return sizes.money(estimate, "") if law.sd > 0.0 else scale * law.mean
        return scale * sizes.draw(law, f"cost:{line.id}:{part}")

    def _drivers(self, task: str | None, sizes: Sizes) -> float:
        """Return the product of the factors of the drivers that act on the money of an open task."""
        product = 1.0
        if task is None or self.dated.tasks[task].actual_finish is not None:
            return product
        for driver in self.program.drivers:
            mine = driver.cost is not None and task in self.dated.rests.select.every(driver.tasks)
            if mine and driver.cost is not None and driver.id in self.dated.fate.drivers:
                product *= max(sizes.draw(factor_distribution(driver.cost), f"driver:{driver.id}:cost"), 0.0)
        return product

    def _flow(self, line: CostLine, place: Place) -> Flow:
        if not line.instalments:
            return place.flow(line.spread)
        now = self.dated.now(self.project(line))
        return Mix(tuple((part.share, self.dated.due(part.at, now)) for part in line.instalments))

    def _with_ledger(self, line: CostLine, piece: Piece) -> Piece:
        """Return what is still to come of a line."""
        now = self.dated.now(piece.project)
        owed = sum(self._open(order) for order in self._orders(line)) / self.rates[piece.currency]
        place = self._ahead(line, piece.project)
        piece = replace(piece, source=(*piece.source, "left"))
        if place is None:
            return replace(piece, amount=owed, flow=AtStart(now))
        parts = self._parts(line, self.sizes)
        booked = sum(self.worth(a) for a in self.program.actuals if a.line == line.id) / self.rates[piece.currency]
        amount = parts.work(place) + parts.clock(place) + max(parts.sums - booked, 0.0)
        if line.remaining is not None and line.task not in self.dated.fate.skipped:
            amount = self.sizes.money(line.remaining, f"cost:{line.id}:remaining")
            if self.sizes.uniform is not None:
                amount *= self._drivers(line.task, self.sizes)
        return replace(piece, amount=max(amount, owed), flow=self._ahead_flow(line, place))

    def _ahead(self, line: CostLine, project: str) -> Place | None:
        """Return the place of a line after the data date; None when it is all behind."""
        if line.task is not None:
            return self.dated.left(line.task)
        now, whole = self.dated.now(project), self.dated.span(line)
        if self.dated.is_behind(line, now):
            return None
        return whole if now <= whole.begin else self.dated.between(now, whole.end, line.project, now)

    def _ahead_flow(self, line: CostLine, place: Place) -> Flow:
        """Return the flow of what is still to come: of instalments, those whose milestones are not reached."""
        due = [part for part in line.instalments if self.dated.tasks[part.at].actual_finish is None]
        if not line.instalments:
            return place.flow(line.spread)
        now = self.dated.now(self.project(line))
        if not due:
            return AtStart(now)
        total = sum(part.share for part in due)
        return Mix(tuple((part.share / total, self.dated.due(part.at, now)) for part in due))

    def _orders(self, line: CostLine) -> Sequence[Commitment]:
        return [order for order in self.program.commitments if order.line == line.id]

    def _open(self, order: Commitment) -> float:
        """Return what is open on an order, in the currency of the program."""
        used = sum(self.worth(actual) for actual in self.program.actuals if actual.commitment == order.id)
        return max(self.worth(order) - used, 0.0)

    def worth(self, booked: Actual | Commitment) -> float:
        """Return an amount in the currency of the program, at the rate of its booking or else as planned."""
        return booked.amount * (booked.rate or self.rates[booked.currency or self.program.currency])

    def _ordered(self, line: CostLine) -> tuple[tuple[float, Flow], ...]:
        """Return what is open on the orders of a line, and the days of the orders."""
        return tuple((self._open(order), AtStart(midnight(order.date))) for order in self._orders(line))

    def _assignment(self, at: Assignment) -> Iterator[Piece]:
        resource = next(r for r in self.program.resources if r.id == at.resource)
        project = self.dated.tasks[at.task].project
        category = resource.category or UNCATEGORISED
        piece = Piece(
            source=("assignment", at.task, at.resource),
            project=project,
            category=category,
            treatment=treatment_of(self.program, resource.treatment, project),
            currency=resource.currency or self.program.currency,
            index=index_of(self.program, resource.index, category),
            amount=0.0,
            flow=AtFinish(self.dated.now(project)),
            payment_days=resource.payment_days,
        )
        drawn, planned = self._prices(at, self.sizes), self._prices(at, self.plan)
        behind, left = self.dated.behind(at.task), self.dated.left(at.task)
        if not self.program.actuals:
            yield from without_ledger(piece, drawn, planned, behind, left, lambda place: place.flow())
        elif left is not None:
            amount = drawn.work(left) + drawn.sums
            yield replace(piece, source=(*piece.source, "left"), amount=amount, flow=left.flow())

    def _prices(self, at: Assignment, sizes: Sizes) -> Parts:
        resource = next(r for r in self.program.resources if r.id == at.resource)
        if at.task in self.dated.fate.skipped:
            return Parts(0.0, 0.0)
        hours = self.dated.hours_per_day(at.task)
        hour = unit = 0.0
        works = resource.kind is ResourceKind.WORK
        if works and resource.per_hour is not None:
            hour = sizes.money(resource.per_hour, f"resource:{resource.id}:per_hour")
        if not works and resource.per_unit is not None:
            unit = sizes.money(resource.per_unit, f"resource:{resource.id}:per_unit")
        factor = 1.0 if sizes.uniform is None else self._drivers(at.task, sizes)
        return Parts(factor * unit * at.units, factor * hour * at.units * hours)

    def _actual(self, number: int, actual: Actual) -> Piece:
        line = self.lines.get(actual.line or "")
        task = self.dated.tasks.get(actual.task or "")
        project = actual.project or (task.project if task else "")
        if line is not None:
            project = self.project(line)
        rule = treatment_of(self.program, line.treatment if line else None, project)
        waits = days(line.payment_days if line else 0.0)
        at, now = midnight(actual.date), self.dated.now(project)
        order = self.orders.get(actual.commitment or "")
        currency = actual.currency or self.program.currency
        return Piece(
            source=("actual", str(number)),
            project=project,
            category=actual.category or (line.category if line else "") or UNCATEGORISED,
            treatment=actual.treatment or rule,
            currency=currency,
            index="",
            amount=actual.amount,
            flow=AtStart(at),
            commit=AtStart(midnight(order.date)) if order else None,
            double_running=bool(line and line.double_running),
            rate=actual.rate or self.rates[currency],
            paid=AtStart(midnight(actual.paid) if actual.paid else max(at + waits, now)),
            rule=rule if rule not in (CAPEX, OPEX) else "",
        )
