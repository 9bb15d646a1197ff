"""A program as text: rows of cells and nested mappings whose leaves are strings, before any typing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TypeAlias

from riskcast.errors import Finding
from riskcast.formats.source import Place, WholePlace

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""Text, nothing, or a list or mapping of such values."""

SECTIONS = (
    *("calendars", "projects", "tasks", "dependencies", "resources", "assignments", "costs", "risks"),
    *("indices", "currencies", "capitalisation", "actuals", "commitments", "changes", "budgets", "periods", "benefits"),
    *("drivers", "bands", "correlations", "branches", "conditions", "reworks", "lost_time", "seasons"),
)
"""The lists of a program; each may stand in YAML or in a table."""

TABLES = (*SECTIONS[2:8], "responses", *SECTIONS[8:])
"""Lists that may stand in a table of their own; responses belong to risks, and in YAML stand there."""

LISTS = {
    "dependencies": "predecessor: A, successor: B",
    "assignments": "task: A, resource: R",
    "actuals": "date: 2027-03-31, amount: 12500, line: dc.cooling",
    "budgets": "fiscal_year: FY27, amount: 4m",
    "bands": "where: project:FIN, estimate: 'pert(90%, 100%, 140%)'",
    "correlations": "among: [A, B], rho: 0.5",
}
"""Sections whose entries have no id, so that YAML cannot write them as a mapping, each with an example."""


@dataclass(slots=True)
class Row:
    """One entity as written; absent fields are not in ``data``."""

    data: dict[str, Value]
    place: Place
    table: bool = False
    """True for a row of a CSV file or worksheet, whose cells are all text."""
    flawed: bool = False
    """True when some cell could not be read, so that an absent value means nothing."""


@dataclass(slots=True)
class Raw:
    """Everything that was read from the files of one program."""

    place: Place
    """Place of the program-level fields."""
    base: PurePath = field(default_factory=PurePath)
    """Folder from which files that the program names are looked for."""
    fields: dict[str, Value] = field(default_factory=dict)
    sections: dict[str, list[Row]] = field(default_factory=dict)
    starts: dict[str, Place] = field(default_factory=dict)
    """Where each section starts."""
    unreadable: set[str] = field(default_factory=set)
    """Sections of which some part could not be read, so that unknown references to it mean nothing."""
    doubtful: set[str] = field(default_factory=set)
    """Sections with unknown columns, so that absent values mean nothing."""
    findings: list[Finding] = field(default_factory=list)

    def add(self, section: str, rows: list[Row], where: str) -> None:
        """Add the rows of a section; a finding when the section stands elsewhere already."""
        if section in self.sections:
            text = f"section {section!r} stands in two places"
            self.findings.append(Finding("RC006", text, "keep one of them", subject=section, where=where))
        self.sections.setdefault(section, []).extend(rows)
        self.starts.setdefault(section, WholePlace(where))
