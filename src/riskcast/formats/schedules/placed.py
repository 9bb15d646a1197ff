"""A program together with the lines its parts came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskcast.errors import Finding
from riskcast.formats.schedules.notes import Notes
from riskcast.model.program import Program


@dataclass(frozen=True, slots=True)
class Placed:
    """What a dialect's builder returns."""

    program: Program
    lines: Mapping[str, Sequence[int]]
    """Line numbers by section (``tasks``, ``dependencies``), in the order of the program."""

    def locate(self, finding: Finding, notes: Notes) -> Finding:
        """Return a finding of the checks with its place in the file."""
        if len(finding.path) > 1:
            section, row = finding.path[:2]
            lines = self.lines.get(str(section), ())
            if isinstance(row, int) and row < len(lines):
                return finding.at(notes.where(lines[row]))
        return finding.at(notes.file)
