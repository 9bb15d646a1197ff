"""Cost columns of tasks and rows of the cost table to cost lines."""

from __future__ import annotations

from dataclasses import replace

from riskcast.formats.raw import Row
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.family import TREATMENT, Family, listed_text, shape_family
from riskcast.formats.shape.report import Report
from riskcast.formats.source import PartPlace
from riskcast.model.cost import CostLine, Spread, parse_instalments
from riskcast.model.estimate import Estimate
from riskcast.model.task import Task

_OWN = {"fixed": "fixed_cost", "per_day": "cost_per_day"}
"""Fields of a cost line by the field of a task that gives them."""


def parse_cost(text: str) -> Estimate:
    """Read an estimate of money; raise :class:`ValueError` with words about money."""
    return Estimate.parse(text, "money")


def parse_quantity(text: str) -> Estimate:
    """Read a number of units."""
    return Estimate.parse(text)


_COSTS = Family(
    "costs",
    CostLine,
    {
        **dict.fromkeys(("fixed", "per_day", "per_calendar_day", "per_unit", "remaining"), parse_cost),
        "quantity": parse_quantity,
        "instalments": parse_instalments,
    },
    words={**TREATMENT, "spread": tuple(Spread)},
)


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
    return lines + shape_family(report, [_joined(row) for row in rows], _COSTS, len(lines))


def _joined(row: Row) -> Row:
    return replace(row, data={**row.data, "instalments": listed_text(row.data.get("instalments"))})
