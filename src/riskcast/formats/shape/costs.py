"""Cost columns of tasks and rows of the cost table to cost lines."""

from __future__ import annotations

from typing import Any

from riskcast.formats.columns import COLUMNS
from riskcast.formats.raw import Row
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.report import Report
from riskcast.formats.source import PartPlace
from riskcast.model.estimate import Estimate
from riskcast.model.task import CostLine, Task

_OWN = {"fixed": "fixed_cost", "per_day": "cost_per_day"}
"""Fields of a cost line by the field of a task that gives them."""


def parse_cost(text: str) -> Estimate:
    """Read an estimate of money; raise :class:`ValueError` with words about money."""
    return Estimate.parse(text, "money")


def shape_costs(report: Report, tasks: list[Task], entries: list[Entry], rows: list[Row]) -> list[CostLine]:
    """Return the cost lines that tasks carry themselves (their id is the task's), then those of the section."""
    lines: list[CostLine] = []
    for task, entry in zip(tasks, entries, strict=True):
        amounts = {name: entry.parsed(own, parse_cost) for name, own in _OWN.items()}
        if not any(amounts.values()):
            continue
        for name, own in _OWN.items():
            report.source.put(("costs", len(lines), name), PartPlace(entry.place, (own,)))
            report.rename(("costs", len(lines), name), f"tasks.{task.id}.{own}")
        report.source.put(("costs", len(lines)), PartPlace(entry.place, ("fixed_cost",)))
        lines.append(CostLine(id=task.id, task=task.id, **amounts))
    for row in rows:
        entry = Entry.of(report, "costs", len(lines), row)
        entry.known_fields(COLUMNS["costs"])
        values: dict[str, Any] = {name: value for name, value in entry.data.items() if value != "" or name == "name"}
        for name in _OWN.keys() & values.keys():
            values[name] = entry.parsed(name, parse_cost)
        line = entry.build(CostLine, values, {})
        if line is None:
            report.bad.pop(("costs", len(lines)), None)
        else:
            lines.append(line)
    return lines
