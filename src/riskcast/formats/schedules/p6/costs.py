"""Planned cost of P6: resource assignments (TASKRSRC) and expenses (PROJCOST), summed per activity."""

from __future__ import annotations

from riskcast.formats.schedules.costs import PlannedCosts
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.p6.activities import Activities
from riskcast.formats.schedules.xer_tables import Row, Tables
from riskcast.model.cost import CostLine

_ACTUAL = Topic(
    "RC058",
    "info",
    "1 task has actual costs, which are not carried; its planned cost stands for all of it",
    "{n} tasks have actual costs, which are not carried; their planned costs stand for all of it",
)
_SOURCES = {
    "TASKRSRC": ("act_reg_cost", "act_ot_cost"),
    "PROJCOST": ("act_cost",),
}


def read_costs(tables: Tables, activities: Activities, notes: Notes) -> list[CostLine]:
    """Return one fixed cost line per activity that has planned cost."""
    costs = PlannedCosts()
    spent: dict[str, None] = {}
    for table, actual in _SOURCES.items():
        for row in tables.rows(table):
            task = activities.by_key.get(row.text("task_id"))
            if task is not None:
                costs.add(task.id, row.number("target_cost") or 0.0)
                if _any(row, actual):
                    spent.setdefault(task.id)
    for name in spent:
        notes.add(_ACTUAL, name)
    return costs.lines()


def _any(row: Row, columns: tuple[str, ...]) -> bool:
    values = [row.number(column) for column in columns]
    return any(values)
