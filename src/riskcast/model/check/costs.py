"""Cost lines: sums of money that can be used."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.check.values import resolve_money
from riskcast.model.task import TaskKind


def check_costs(index: Index) -> Iterator[Finding]:
    """Yield findings about the estimates of every cost line."""
    for row, line in enumerate(index.program.costs):
        task = index.tasks.get(line.task)
        if task is not None and task.kind is TaskKind.SUMMARY and line.per_day is not None:
            text = f"{line.task!r} is a summary, which has no work of its own, so its daily cost is not counted"
            remedy = "put the daily cost on tasks that do the work, or give a fixed sum"
            yield remark("RC145", "costs", row, line, "per_day", text, remedy, "warning")
        for field, estimate in (("fixed", line.fixed), ("per_day", line.per_day)):
            if estimate is not None:
                for fault in resolve_money(estimate).faults:
                    yield remark(fault.code, "costs", row, line, field, fault.message, fault.remedy)
