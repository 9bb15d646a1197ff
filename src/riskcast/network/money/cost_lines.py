"""Cost lines as lines of money: what is still to come of them, and when."""

from __future__ import annotations

from riskcast.kernels.money_arrays import AT_END, AT_START, BETWEEN, CALENDAR, SPREAD, WORK
from riskcast.model.cost import CostLine
from riskcast.model.estimate import Estimate
from riskcast.network.axes import ELAPSED
from riskcast.network.money.curves import shape_of
from riskcast.network.money.desk import Desk, day_minutes
from riskcast.network.money.line import Line, Part, Piece, Tags
from riskcast.network.money.past import past_lines
from riskcast.network.money.places import Places, Stretch
from riskcast.network.money.values import planned
from riskcast.network.names import cost_name
from riskcast.network.nodes import Node, Status
from riskcast.network.ticks import PER_DAY, PER_MINUTE


class CostLines:
    """Makes the lines of a program's cost lines one after the other."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._calendars = {calendar.id: calendar for calendar in desk.scene.program.calendars}
        self._places = Places(desk.scene.program, desk.anchors, desk.ledger.counts)
        self.lines: list[Line] = []

    def add(self, cost: CostLine) -> None:
        """Add a cost line; what is behind the data date goes to the past."""
        line = Line(cost.id, self._places.project_of(cost), self._tags(cost), is_cost=True)
        line.rate = self._desk.prices.rate_of(line.tags.currency)
        line.booked = self._desk.ledger.booked.get(cost.id, 0.0) if not self._is_stated(cost) else 0.0
        line.ordered = self._desk.ledger.ordered.get(cost.id, 0.0)
        if cost.commit is not None:
            line.commit = self._due(cost, cost.commit)
        place = self._desk.works.get(cost.task) if cost.task is not None else None
        task = self._desk.tasks.get(cost.task) if cost.task is not None else None
        if cost.task is not None and place is None:
            self._add_idle(cost, line)
        elif place is not None and task is not None:
            self._add_on_task(cost, line, place)
        else:
            self._add_on_stretch(cost, line, self._places.stretch(cost))
        self.lines.append(line)
        for k in self._desk.again.get(cost.task or "", ()) if not self._is_stated(cost) else ():
            self._add_rest(cost, line, k)

    def _add_on_task(self, cost: CostLine, line: Line, place: int) -> None:
        node = self._desk.scene.nodes[place]
        over = node.status is Status.FINISHED
        if self._closed(cost, line, over):
            return
        if not self._is_stated(cost):
            line.parts += self._sums(cost, place if place in self._desk.gated else -1)
            if cost.per_calendar_day is not None:
                ends = self._task_ends(node, place)
                line.parts.append(self._per_calendar_day(cost, cost.per_calendar_day, *ends))
            if cost.per_day is not None:
                self.lines += past_lines(self._desk, line, node, planned(cost.per_day))
            if node.status is Status.STARTED and not self._desk.ledger.counts:
                # Sums are spread over the whole task, this over what is left; it is what orders are open on.
                self._add_rest(cost, line, place, line.ordered)
                line.ordered = 0.0
            elif cost.per_day is not None and not over:
                line.parts.append(self._per_day(cost, cost.per_day, place))
        line.pieces += self._instalments(cost) or [self._desk.piece_on_task(place, cost.spread)]

    def _add_idle(self, cost: CostLine, line: Line) -> None:
        """Add the sums of a summary, over the tasks below it; its daily cost is not counted (RC145)."""
        below = [
            id_
            for id_ in self._desk.scene.outline.selection.every([f"under:{cost.task}"])
            if id_ in self._desk.anchors.rows
        ]
        if self._closed(cost, line, False):
            return
        line.parts += self._sums(cost, -1) if not self._is_stated(cost) else []
        begun = [b for id_ in below if (b := self._desk.tasks[id_].actual_start or self._desk.tasks[id_].actual_finish)]
        now = self._places.now(cost)
        if not below or begun:
            begin = self._desk.anchors.date(now if self._desk.ledger.counts or not begun else min(begun))
        else:
            begin = self._desk.anchors.first_start(below)
        end = self._desk.anchors.ahead_of(self._desk.anchors.last_finish(below), now) if below else begin
        line.pieces += self._instalments(cost) or [
            self._piece(cost, Stretch(begin, end, self._desk.calendar_of(line.project), False))
        ]

    def _add_on_stretch(self, cost: CostLine, line: Line, stretch: Stretch) -> None:
        if self._closed(cost, line, stretch.is_over):
            return
        if not self._is_stated(cost):
            line.parts += self._sums(cost, -1)
            axis = self._desk.axes.index(stretch.calendar)
            days = 1.0 / (self._calendars[stretch.calendar].hours_per_day * 60.0 * PER_MINUTE)
            if cost.per_day is not None:
                row, base = self._desk.values.sum(cost.id, "per_day", None, cost.per_day)
                line.parts.append(Part(row, base, BETWEEN, days=days, axis=axis, begin=stretch.begin, end=stretch.end))
            if cost.per_calendar_day is not None:
                line.parts.append(self._per_calendar_day(cost, cost.per_calendar_day, stretch.begin, stretch.end))
        line.pieces += self._instalments(cost) or [self._piece(cost, stretch)]

    def _is_stated(self, cost: CostLine) -> bool:
        """Return whether a line says itself what is still to come after what the ledger tells."""
        return cost.remaining is not None and self._desk.ledger.counts

    def _closed(self, cost: CostLine, line: Line, over: bool) -> bool:
        """Finish a line of which the ledger tells everything, or whose rest is stated; True when nothing is left."""
        if cost.remaining is not None and self._is_stated(cost):
            row, base = self._desk.values.value(cost_name(cost.id, "remaining"), cost.remaining)
            place = self._desk.works.get(cost.task or "", -1)
            gate = place if place in self._desk.gated else -1
            line.parts.append(Part(row, base, task=gate, factors=self._factors(cost)))
            return False
        if not (over and self._desk.ledger.counts):
            return False
        line.parts.append(Part(-1, line.ordered / line.rate))
        line.booked = 0.0
        now = self._desk.anchors.date(self._places.now(cost))
        line.pieces.append(Piece(self._desk.axes.index(ELAPSED), begin=now, end=now, kind=AT_START))
        return True

    def _sums(self, cost: CostLine, gate: int) -> list[Part]:
        """Return the parts that do not depend on time."""
        parts = []
        if cost.fixed is not None:
            row, base = self._desk.values.sum(cost.id, "fixed", cost.task, cost.fixed)
            parts.append(Part(row, base, task=gate, factors=self._factors(cost)))
        if cost.per_unit is not None:
            row, base = self._desk.values.sum(cost.id, "per_unit", cost.task, cost.per_unit)
            times, quantity = -1, 1.0
            if cost.quantity is not None:
                times, quantity = self._desk.values.value(cost_name(cost.id, "quantity"), cost.quantity)
                quantity = 1.0 if times >= 0 else quantity
            parts.append(Part(row, base, task=gate, times=times, quantity=quantity, factors=self._factors(cost)))
        return parts

    def _factors(self, cost: CostLine) -> tuple[int, ...]:
        finished = cost.task is not None and self._desk.tasks[cost.task].actual_finish is not None
        return () if finished else self._desk.values.factors_on(cost.task)

    def _per_day(self, cost: CostLine, price: Estimate, place: int) -> Part:
        row, base = self._desk.values.sum(cost.id, "per_day", cost.task, price)
        days = 1.0 / (day_minutes(self._desk.scene.nodes[place]) * PER_MINUTE)
        return Part(row, base, WORK, task=place, days=days, factors=self._factors(cost))

    def _per_calendar_day(self, cost: CostLine, price: Estimate, begin: int, end: int) -> Part:
        row, base = self._desk.values.sum(cost.id, "per_calendar_day", cost.task, price)
        return Part(
            row, base, CALENDAR, days=1.0 / PER_DAY, begin=begin, end=end, factors=self._factors(cost)
        )  # fmt: skip

    def _task_ends(self, node: Node, place: int) -> tuple[int, int]:
        """Return the anchors of a task; of a started one from the data date on when facts are known."""
        begin = self._desk.anchors.start(node.task.id)
        if node.status is Status.STARTED and self._desk.ledger.counts:
            begin = self._desk.anchors.node_start(place)
        return begin, self._desk.anchors.finish(node.task.id)

    def _piece(self, cost: CostLine, stretch: Stretch) -> Piece:
        kind, curve = shape_of(cost.spread)
        axis = self._desk.axes.index(stretch.calendar if kind == SPREAD else ELAPSED)
        return Piece(axis, begin=stretch.begin, end=stretch.end, kind=kind, curve=curve)

    def _instalments(self, cost: CostLine) -> list[Piece]:
        """Return a piece for every instalment; what is behind the data date falls due now when facts are known."""
        axis, found = self._desk.axes.index(ELAPSED), []
        now = self._places.now(cost)
        open_ = [
            i for i in cost.instalments if self._desk.tasks[i.at].actual_finish is None or not self._desk.ledger.counts
        ]
        share = sum(instalment.share for instalment in open_)
        for instalment in open_:
            at = self._due(cost, instalment.at)
            found.append(Piece(axis, begin=at, end=at, kind=AT_END, share=instalment.share / share))
        if cost.instalments and not open_:
            at = self._desk.anchors.date(now)
            found.append(Piece(axis, begin=at, end=at, kind=AT_START))
        return found

    def _due(self, cost: CostLine, task: str) -> int:
        """Return the anchor of money that falls due when a task finishes: a fact, or after the data date."""
        anchors = self._desk.anchors
        return anchors.ahead_of(anchors.finish(task), self._places.now(cost))

    def _add_rest(self, cost: CostLine, line: Line, place: int, ordered: float = 0.0) -> None:
        """Add what a node costs by the day: the rest of a started task, or a further pass of a loop."""
        if cost.per_day is None and ordered == 0.0:
            return
        parts = [self._per_day(cost, cost.per_day, place)] if cost.per_day is not None else []
        rest = Line(line.id, line.project, line.tags, parts, rate=line.rate, is_cost=True)
        rest.ordered, rest.commit = ordered, line.commit
        rest.pieces += self._instalments(cost) or [self._desk.piece_on_node(place, cost.spread)]
        self.lines.append(rest)

    def _tags(self, cost: CostLine) -> Tags:
        treatment = self._desk.treatment_of(cost.treatment, self._places.project_of(cost))
        currency = self._desk.foreign(cost.currency)
        return Tags(cost.category, treatment, cost.index, currency, cost.payment_days, cost.double_running)
