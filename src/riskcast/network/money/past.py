"""Work behind the data date that no ledger tells of: it counts at its planned price."""

from __future__ import annotations

from riskcast.kernels.types import F8
from riskcast.model.program import Dialect, Program
from riskcast.network.axes import ELAPSED, Axes
from riskcast.network.money.clocks import ClockBook
from riskcast.network.money.line import Line
from riskcast.network.nodes import Node, Status, is_elapsed, whole_minutes, worked_minutes


class Past:
    """Collects what started and finished tasks have cost by the day."""

    def __init__(self, program: Program, axes: Axes, clocks: ClockBook, counts: bool) -> None:
        self._program, self._axes, self._clocks, self._counts = program, axes, clocks, counts
        self.costs = [0.0] * len(program.projects)
        """[P]"""
        self.spent: list[tuple[Line, F8]] = []
        """Lines, and what of them lies in each period before the data date."""

    def add_work(self, line: Line, node: Node, per_day: float) -> None:
        """Add the work that is behind a task, unless the ledger tells what it cost."""
        if not self._counts or node.status is Status.PLANNED:
            return
        day = 1440.0 if is_elapsed(node.task) else node.calendar.hours_per_day * 60.0
        value = line.rate * per_day * (_done(self._program, node) / day)
        if value == 0.0:
            return
        self.costs[line.project] += value
        task = node.task
        begin = task.actual_start or task.actual_finish or node.now
        end = min(task.actual_finish or node.now, node.now)
        axis = self._axes.index(ELAPSED if is_elapsed(task) else node.calendar.id)
        self.spent.append((line, value * self._clocks.shares(axis, begin, end)))

    def by_line(self) -> tuple[tuple[str, float], ...]:
        """Return what each cost line has cost."""
        return tuple((line.id, float(sums.sum())) for line, sums in self.spent if line.is_cost)


def _done(program: Program, node: Node) -> float:
    """Return the minutes of work that are behind a task; its planned duration when nobody noted when it started."""
    task = node.task
    if node.status is Status.FINISHED and task.actual_start is None and task.duration is not None:
        return task.duration.minutes(node.calendar.hours_per_day, node.calendar.days_per_week)
    if node.status is Status.STARTED and program.dialect is Dialect.MSPROJECT:
        return max(whole_minutes(task, node.calendar) - node.whole, 0.0)
    return worked_minutes(task, node.calendar, node.now)
