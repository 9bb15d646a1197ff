"""Work behind the data date that no ledger tells of: it counts at planned prices."""

from __future__ import annotations

from dataclasses import replace

from riskcast.model.program import Dialect, Program
from riskcast.network.axes import ELAPSED
from riskcast.network.money.desk import Desk, day_minutes
from riskcast.network.money.line import Line, Part, Piece
from riskcast.network.nodes import Node, Status, is_elapsed, whole_minutes, worked_minutes


def past_lines(desk: Desk, line: Line, node: Node, per_day: float) -> list[Line]:
    """Return the work that is behind a task as a line of its own; none where the ledger tells what it cost.

    It lies between the actual start and the data date, at planned prices and rates.
    """
    if desk.ledger.counts or node.status is Status.PLANNED:
        return []
    value = per_day * (_done(desk.scene.program, node) / day_minutes(node))
    if value == 0.0:
        return []
    task = node.task
    begin = task.actual_start or task.actual_finish or node.now
    end = min(task.actual_finish or node.now, node.now)
    axis = desk.axes.index(ELAPSED if is_elapsed(task) else node.calendar.id)
    piece = Piece(axis, begin=desk.anchors.date(begin), end=desk.anchors.date(end))
    tags = replace(line.tags, currency=None)
    past = Line(line.id, line.project, tags, [Part(-1, value)], [piece], line.commit, line.rate)
    past.is_cost, past.is_past = line.is_cost, True
    return [past]


def _done(program: Program, node: Node) -> float:
    """Return the minutes of work that are behind a task; its planned duration when nobody noted when it started."""
    task = node.task
    if node.status is Status.FINISHED and task.actual_start is None and task.duration is not None:
        return task.duration.minutes(node.calendar.hours_per_day, node.calendar.days_per_week)
    if node.status is Status.STARTED and program.dialect is Dialect.MSPROJECT:
        return max(whole_minutes(task, node.calendar) - node.whole, 0.0)
    return worked_minutes(task, node.calendar, node.now)
