"""What the simulation found, as custom fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from riskcast.export.levels import MEDIAN
from riskcast.export.mspdi.element import put
from riskcast.export.mspdi.outline import Branch
from riskcast.export.mspdi.sheet import Dates, Sheet
from riskcast.model.task import Task


@dataclass(frozen=True, slots=True)
class Field:
    """A custom field of tasks in Microsoft Project."""

    number: int
    name: str


DATE1, DATE2 = Field(188743945, "Date1"), Field(188743946, "Date2")
DATE3, DATE4 = Field(188743947, "Date3"), Field(188743948, "Date4")
NUMBER1 = Field(188743767, "Number1")
TEXT30 = Field(188744016, "Text30")


def add_definitions(root: Element, level: int) -> None:
    """Add the fields with the names under which a planner finds them; ``level`` is the confidence level."""
    aliases = {
        DATE1: f"P{MEDIAN} finish",
        DATE2: f"P{level} finish",
        DATE3: f"P{MEDIAN} start",
        DATE4: f"P{level} start",
        NUMBER1: "Criticality %",
        TEXT30: "riskcast id",
    }
    parent = SubElement(root, "ExtendedAttributes")
    for field, alias in sorted(aliases.items(), key=lambda item: item[0].number):
        put(SubElement(parent, "ExtendedAttribute"), FieldID=field.number, FieldName=field.name, Alias=alias)


def add_task_fields(node: Element, task: Task, dates: Dates | None, level: int) -> None:
    """Add the values of a task; of one that is not scheduled only its id."""
    if dates is not None:
        (start, finish), (safe_start, safe_finish) = (dates.percentiles[p] for p in (MEDIAN, level))
        _add(node, NUMBER1, f"{round(100.0 * dates.criticality, 4):g}")
        for field, moment in ((DATE1, finish), (DATE2, safe_finish), (DATE3, start), (DATE4, safe_start)):
            _add(node, field, moment)
    _add(node, TEXT30, task.id)


def add_goal_fields(node: Element, sheet: Sheet, branch: Branch) -> None:
    """Add the finishes of the program or of a project, which are no sum of those of its tasks."""
    project = branch.project
    measure = f"finish:{project.id}" if project is not None else "finish"
    for field, p in ((DATE1, MEDIAN), (DATE2, sheet.level)):
        _add(node, field, sheet.result.percentile(measure, p))
    _add(node, TEXT30, project.id if project is not None else sheet.program.id)


def _add(node: Element, field: Field, value: datetime | str | float) -> None:
    put(SubElement(node, "ExtendedAttribute"), FieldID=field.number, Value=value)
