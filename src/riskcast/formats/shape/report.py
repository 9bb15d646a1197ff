"""Collects what is wrong with the fields, and knows which later findings would only be echoes of it."""

from __future__ import annotations

import re

from riskcast.errors import Finding
from riskcast.formats.raw import Raw
from riskcast.formats.source import Source

_HARMLESS = frozenset(
    ("name", "note", "wbs", "code", "tags", "predecessors", "owner", "manager", "target", "targets", "constraints")
)
"""Fields that no other check of an entity depends on."""

_REFERENCES = {"RC102": "projects", "RC103": "calendars", "RC104": "tasks", "RC110": "tasks"}
"""Checks that look something up in a section."""

_INDEPENDENT = (*_REFERENCES, "RC101", "RC106", "RC107", "RC108")
"""Checks that hold whatever the other fields of an entity are."""


class Report:
    """Findings about fields, the places of everything, and which fields are bad."""

    def __init__(self, raw: Raw) -> None:
        self.findings: list[Finding] = list(raw.findings)
        self.source = Source(raw.place)
        self.unreadable = set(raw.unreadable)
        self.doubtful = set(raw.doubtful)
        self.bad: dict[tuple[str, int], set[str]] = {}

    def is_echo(self, finding: Finding) -> bool:
        """Return True when a finding of the checks follows from something reported already."""
        if _REFERENCES.get(finding.code) in self.unreadable:
            return True
        if len(finding.path) < 2 or not isinstance(finding.path[1], int):
            return str(finding.path[0]) in self.bad.get(("", 0), set())
        section, row, *rest = finding.path
        bad = self.bad.get((str(section), int(row)), set())
        if rest and rest[0] in bad and finding.code not in _INDEPENDENT:
            return True
        return finding.code not in _INDEPENDENT and (section in self.doubtful or bool(bad - _HARMLESS))

    def checked(self, findings: list[Finding]) -> None:
        """Add the findings of the checks with their locations, without the echoes."""
        self.findings += [f.at(self.source.where(f.path)) for f in findings if not self.is_echo(f)]

    def in_order(self) -> list[Finding]:
        """Return all findings in the order in which they stand in the files."""
        return sorted(self.findings, key=lambda f: _natural(f.where))


def _natural(where: str) -> list[tuple[int, str]]:
    """Return a sort key that puts line 9 before line 10, and ``C9`` before ``A10``."""
    cell = re.fullmatch(r"(.*!)([A-Z]+)(\d+)", where)
    if cell:
        where = f"{cell[1]}{cell[3]}:{cell[2]}"
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", where)]
