"""Remarks about a scenario file, with their lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from riskcast.errors import Finding, did_you_mean
from riskcast.formats.source import Place


class Notes:
    """Collects findings about one file."""

    def __init__(self, place: Place, findings: list[Finding]) -> None:
        self._place = place
        self._findings = findings

    def say(self, code: str, message: str, remedy: str = "", *steps: str | int) -> None:
        """File an error about the part of the file that ``steps`` lead to."""
        subject = ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)
        self._findings.append(Finding(code, message, remedy, "error", steps, subject, self._place.where(steps)))

    def known(self, fields: Mapping[str, Any], known: Iterable[str], *steps: str | int) -> None:
        """File an error about every field that is not known."""
        names = list(known)
        for name in fields:
            if name not in names:
                hint = did_you_mean(name, names) or "delete it"
                self.say("RC010", f"unknown field {name!r}", hint, *steps, name)
