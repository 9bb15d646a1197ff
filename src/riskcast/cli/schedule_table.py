"""The deterministic schedule as a table."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from riskcast.analysis.finish_days import FinishDays
from riskcast.cli.lines import say_count
from riskcast.cli.table import format_table, shorten
from riskcast.model.task import TaskKind

if TYPE_CHECKING:
    from riskcast.network.nodes import Node
    from riskcast.simulation.schedule import Schedule

_NOTE = "critical: holds up the program's finish; across calendars such a task can still have float"


def schedule_table(found: Schedule, critical: bool) -> str:
    """Return one line per scheduled task in file order, or the critical ones in order of start; then what is left out.

    Actual dates are marked with an A. Finishes at midnight belong to the day that ends, see ``FinishDays``.
    """
    nodes = {row.task.id: row.node for row in found.network.rows}
    if not nodes:
        return "\n".join(["Nothing to schedule.", *_left_out(found)])
    lines = [(_start(row, nodes[str(id_)]), str(id_), row) for id_, row in found.to_frame().iterrows()]
    if critical:
        lines = sorted((line for line in lines if line[2]["critical"]), key=lambda line: line[0])
    days = FinishDays(found.network.program)
    rows = [_row(start, row, nodes[id_], days) for start, id_, row in lines]
    table = format_table(["task", "name", "start", "finish", "float", "critical"], rows, right=(4,))
    finish = found.network.moments(found.project_finish).max().astype(datetime)
    ends = f"finish {_day(days.of('finish', finish))}"
    summary = f"{say_count(len(nodes), 'task')}; {ends}; {int(found.critical.sum()):,} on the critical path"
    facts = ["A: actual date"] if any(node.task.actual_start for node in nodes.values()) else []
    return "\n".join([table, "", summary, _NOTE, *facts, *_left_out(found)])


def _start(row: Any, node: Node) -> datetime:
    moment: datetime = node.task.actual_start or row["start"].to_pydatetime()
    return moment


def _row(start: datetime, row: Any, node: Node, days: FinishDays) -> list[str]:
    task = node.task
    finish = task.actual_finish or row["finish"].to_pydatetime()
    return [
        shorten(task.id, 24),
        shorten(task.name, 30),
        _day(start) + (" A" if task.actual_start else ""),
        _day(days.of_task(task.id, finish)) + (" A" if task.actual_finish else ""),
        f"{row['total_float_min'] / (node.calendar.hours_per_day * 60):.1f}d",
        "yes" if row["critical"] else "",
    ]


def _day(moment: date) -> str:
    return f"{moment:%Y-%m-%d}"


def _left_out(found: Schedule) -> list[str]:
    count = sum(task.kind is TaskKind.SUMMARY for task in found.network.program.tasks)
    return [f"not listed: {say_count(count, 'summary', 'summaries')}"] if count else []
