"""Small programs, their results, and the elements of an exported file."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from riskcast.export.mspdi.write import render_mspdi
from riskcast.formats import load_program
from riskcast.model.program import Program
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

NS = "{http://schemas.microsoft.com/project}"
MODELS = Path(__file__).parents[2] / "models"

OFFICE = {"id": "office", "name": "Office", "week": {"mon-fri": "08:00-12:00,13:00-17:00"}, "holidays": ["2027-01-06"]}
PLANT = {"id": "plant", "name": "Plant", "week": {"mon-sat": "06:00-14:00"}}


def program(**changes: Any) -> Program:
    """A program of one project that starts on Monday, 4 January 2027, with changed fields."""
    fields = {
        "id": "small",
        "name": "Small",
        "start": "2027-01-04",
        "calendar": "office",
        "calendars": [OFFICE, PLANT],
        "projects": [{"id": "P", "name": "Project"}],
        "tasks": [],
    }
    return Program.model_validate(fields | changes)


def task(id_: str, duration: str | None = "1d", **fields: Any) -> dict[str, Any]:
    """A task of project P."""
    own = {"kind": "milestone"} if duration is None else {"duration": duration}
    return {"id": id_, "project": "P"} | own | fields


def run(made: Program, iterations: int = 200) -> Result:
    """Simulate a few futures."""
    return simulate(made, Plan(iterations=iterations, seed=1))


class File:
    """An exported file, read as XML."""

    def __init__(self, result: Result) -> None:
        self.data, self.findings = render_mspdi(result, "out.xml")
        self.root = ET.fromstring(self.data)
        rows = self.root.iter(f"{NS}Task")
        self.by_id = {field(row, "Text30"): row for row in rows}

    def value(self, id_: str, tag: str) -> str | None:
        """Return the text of a child of a task."""
        return self.by_id[id_].findtext(NS + tag)

    def text(self, tag: str) -> str | None:
        """Return the text of a child of the project."""
        return self.root.findtext(NS + tag)

    def names(self) -> list[str]:
        """Return outline number and name of each row."""
        rows = self.root.iter(f"{NS}Task")
        return [f"{row.findtext(NS + 'OutlineNumber')} {row.findtext(NS + 'Name')}" for row in rows]


_FIELDS = {
    "Date1": "188743945", "Date2": "188743946", "Date3": "188743947", "Date4": "188743948", "Number1": "188743767",
    "Text30": "188744016",
}  # fmt: skip


def field(row: ET.Element, name: str) -> str | None:
    """Return the value of a custom field of a task."""
    for item in row.iter(f"{NS}ExtendedAttribute"):
        if item.findtext(f"{NS}FieldID") == _FIELDS[name]:
            return item.findtext(f"{NS}Value")
    return None


@pytest.fixture(scope="session")
def erp() -> Result:
    """The example program, simulated."""
    return run(load_program(MODELS / "erp"), 500)


@pytest.fixture
def exported() -> Callable[..., File]:
    """Simulate a program with changed fields and export it."""
    return lambda **changes: File(run(program(**changes), 50))
