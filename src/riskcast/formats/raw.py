"""A program as text: rows of cells and nested mappings whose leaves are strings, before any typing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from riskcast.errors import Finding
from riskcast.formats.source import Place, WholePlace

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""Text, nothing, or a list or mapping of such values."""

SECTIONS = ("calendars", "projects", "tasks", "dependencies", "resources", "assignments", "costs", "risks")
"""The lists of a program; each may stand in YAML or in a table."""

LISTS = frozenset(("dependencies", "assignments"))
"""Sections whose entries have no id, so that YAML cannot write them as a mapping."""


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
