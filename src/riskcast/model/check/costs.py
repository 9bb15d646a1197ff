"""Cost lines: sums of money that can be used."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.check.values import resolve_money
from riskcast.model.cost import CostLine
from riskcast.model.estimate import Estimate
from riskcast.model.task import TaskKind

MONEY_FIELDS = ("fixed", "per_day", "per_calendar_day", "per_unit", "remaining")
"""Fields of a cost line that are money."""


def check_costs(index: Index) -> Iterator[Finding]:
    """Yield findings about the estimates of every cost line."""
    for row, line in enumerate(index.program.costs):
        task = index.tasks.get(line.task or "")
        if task is not None and task.kind is TaskKind.SUMMARY and line.per_day is not None:
            text = f"{task.id!r} is a summary, which has no work of its own, so its daily cost is not counted"
            remedy = "put the daily cost on tasks that do the work, or give a fixed sum"
            yield remark("RC145", "costs", row, line, "per_day", text, remedy, "warning")
        for field in MONEY_FIELDS:
            estimate: Estimate | None = getattr(line, field)
            if estimate is not None:
                for fault in resolve_money(estimate).faults:
                    yield remark(fault.code, "costs", row, line, field, fault.message, fault.remedy)


def money_parts(line: CostLine) -> tuple[Estimate | None, ...]:
    """Return the parts that a line adds up, quantity and price apart."""
    return line.fixed, line.per_day, line.per_calendar_day, line.quantity, line.per_unit
