"""What can go wrong, said so that a person can mend it.

A :class:`Finding` is one remark about one place in the input. Readers and checks collect all of
them before anything is raised, so that a user sees the whole list at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Level = Literal["error", "warning", "info"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about the input: where, what, and what to do about it."""

    code: str
    """Stable identifier such as ``RC104``; RC0xx files, RC1xx program, RC2xx schedule health."""
    message: str
    """What is wrong, with the offending value, in one sentence without a full stop."""
    remedy: str = ""
    """What the reader can do about it."""
    level: Level = "error"
    path: Path = ()
    """Place inside the program: (section, row index, field), for example ``("tasks", 3, "duration")``."""
    subject: str = ""
    """The same place in words: ``tasks.build.duration``."""
    where: str = ""
    """File and line, or workbook, sheet and cell; empty when the program came from Python."""

    def at(self, where: str) -> Finding:
        """Return the same finding with its file location filled in."""
        return replace(self, where=where)

    def __str__(self) -> str:
        place = "  ".join(part for part in (self.where, self.subject) if part)
        text = f"{self.level} {self.code}: {self.message}"
        if self.remedy:
            text += f" ({self.remedy})"
        return f"{place}: {text}" if place else text


class RiskcastError(Exception):
    """Base class of every error that riskcast raises on purpose. Exit code 2."""

    exit_code = 2


class InvalidInput(RiskcastError):
    """The input was read but cannot be used; carries every finding, errors first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        order = {"error": 0, "warning": 1, "info": 2}
        self.findings: tuple[Finding, ...] = tuple(sorted(findings, key=lambda f: order[f.level]))
        super().__init__("\n".join(str(f) for f in self.findings))


class FileProblem(RiskcastError):
    """A file is missing, cannot be read or written, or is not what its name says. Exit code 3."""

    exit_code = 3


def did_you_mean(wrong: str, known: Sequence[str]) -> str:
    """Return ``did you mean 'x'?`` for the closest known name, or the known names when they are few."""
    close = [name for name in known if name.lower() == wrong.strip().lower()]
    close = close or difflib.get_close_matches(wrong, known, n=1, cutoff=0.6)
    if not close:
        lowered = {name.lower(): name for name in known}
        close = [lowered[m] for m in difflib.get_close_matches(wrong.lower(), list(lowered), n=1, cutoff=0.6)]
    if close:
        return f"did you mean {close[0]!r}?"
    if 0 < len(known) <= 12:
        return "known: " + ", ".join(known)
    return ""


def only_errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that make the input unusable."""
    return [f for f in findings if f.level == "error"]
