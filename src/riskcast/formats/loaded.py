"""What reading a file gives."""

from __future__ import annotations

from dataclasses import dataclass

from riskcast.errors import Finding
from riskcast.model.program import Program


@dataclass(frozen=True, slots=True)
class Loaded:
    """A program that can be used, with the remarks that its reader and the checks made about it."""

    program: Program
    findings: tuple[Finding, ...] = ()
    """Warnings and infos with their file locations; errors are raised as ``InvalidInput`` instead."""
