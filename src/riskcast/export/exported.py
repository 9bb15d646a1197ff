"""What an export leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from riskcast.errors import Finding


@dataclass(frozen=True)
class Exported:
    """A file that was written, and what could not be said in it."""

    path: Path
    findings: tuple[Finding, ...] = ()
