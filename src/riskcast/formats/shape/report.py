"""Collects what is wrong with the fields, and knows which later findings would only be echoes of it."""

from __future__ import annotations

import re
from dataclasses import replace

from riskcast.errors import Finding, Path, only_errors
from riskcast.formats.raw import Raw
from riskcast.formats.source import Source

_HARMLESS = frozenset(
    (
        *("name", "note", "wbs", "code", "tags", "predecessors", "owner", "manager", "target", "targets", "cause"),
        *("constraints", "baseline_start", "baseline_finish", "checks"),
    )
)
"""Fields that no other check of an entity depends on."""

_REFERENCES = {
    "RC102": ("projects",),
    "RC103": ("calendars",),
    "RC104": ("tasks",),
    "RC110": ("tasks",),
    "RC112": ("resources",),
    "RC118": ("resources", "assignments"),
    "RC137": ("risks",),
    "RC138": ("costs", "tasks"),
    "RC139": ("tasks",),
    "RC301": ("currencies",),
    "RC302": ("capitalisation",),
    "RC303": ("indices",),
    "RC308": ("commitments",),
    "RC322": ("actuals",),
}
"""Checks that look something up in sections."""

_KINDS = {"RC113": "tasks", "RC118": "resources"}
"""Checks that depend on the kinds of other entities in a section."""

_TOGETHER: dict[str, tuple[str, ...]] = {
    "RC148": ("risks", "branches"),
    "RC149": ("risks",),
    "RC164": ("branches", "conditions", "tasks"),
    "RC165": ("conditions", "dependencies", "tasks"),
    "RC167": ("reworks", "dependencies", "tasks"),
    "RC172": ("correlations", "tasks", "costs", "risks"),
    "RC305": ("projects",),
    "RC306": ("periods",),
    "RC307": ("periods",),
    "RC309": ("budgets", "changes", "costs", "projects"),
    "RC310": ("costs", "commitments", "tasks"),
    "RC311": ("actuals", "commitments", "currencies"),
    "RC318": ("actuals", "changes", "costs", "currencies"),
    "RC321": ("costs", "resources"),
}
"""Checks that look at several entities at once, and the sections of these."""

_ADVICE = frozenset(("RC139", "RC155", "RC157", "RC158", "RC160", "RC173", "RC169", "RC171", "RC313", "RC319"))
"""Checks that say something only when everything else could be read."""

_STRUCTURE = frozenset(("RC001", "RC002", "RC003", "RC004", "RC005", "RC006", "RC014", "RC110"))
"""Findings about files as a whole, of which others can be consequences."""

_INDEPENDENT = (*_REFERENCES, "RC101", "RC106", "RC107", "RC108", "RC113", "RC114", "RC115", "RC116", "RC117")
"""Checks that hold whatever the other fields of an entity are."""


class Report:
    """Findings about fields, the places of everything, and which fields are bad."""

    def __init__(self, raw: Raw) -> None:
        self.findings: list[Finding] = list(raw.findings)
        self.source = Source(raw.place)
        for section, start in raw.starts.items():
            self.source.put((section,), start)
        self.unreadable = set(raw.unreadable)
        self.doubtful = set(raw.doubtful)
        self.bad: dict[tuple[str, int], set[str]] = {}
        self._subjects: dict[Path, tuple[str, bool]] = {}

    def rename(self, path: Path, subject: str, *, keep_rest: bool = False) -> None:
        """Let findings about the part at ``path`` name the field or column that a person edits.

        ``keep_rest`` appends the steps below ``path``.
        """
        self._subjects[path] = (subject, keep_rest)

    def _named(self, finding: Finding) -> Finding:
        for cut in range(len(finding.path), 1, -1):
            if finding.path[:cut] in self._subjects:
                subject, keep_rest = self._subjects[finding.path[:cut]]
                rest = finding.path[cut:] if keep_rest else ()
                return replace(finding, subject=".".join((subject, *map(str, rest))))
        return finding

    def is_echo(self, finding: Finding) -> bool:
        """Return True when a finding of the checks follows from something reported already."""
        if finding.code == "RC170":
            return False
        if not self.unreadable.isdisjoint(_REFERENCES.get(finding.code, ())):
            return True
        if finding.code in _KINDS and self._kinds_are_bad(_KINDS[finding.code]):
            return True
        if finding.code in _ADVICE and only_errors(self.findings):
            return True
        if self._is_partial(_TOGETHER.get(finding.code, ())):
            return True
        if len(finding.path) < 2 or not isinstance(finding.path[1], int):
            return str(finding.path[0]) in self.bad.get(("", 0), set())
        section, row, *rest = finding.path
        bad = self.bad.get((str(section), int(row)), set())
        if section == "correlations" and "of" in bad and rest[:1] == ["among"]:
            return True
        if rest and rest[0] in bad and finding.code not in _INDEPENDENT:
            return True
        return finding.code not in _INDEPENDENT and (section in self.doubtful or bool(bad - _HARMLESS))

    def _is_partial(self, sections: tuple[str, ...]) -> bool:
        """Return True when some part of the sections could not be read as it was meant."""
        if not {*self.unreadable, *self.doubtful}.isdisjoint(sections):
            return True
        return any(name in sections and bool(bad - _HARMLESS) for (name, _), bad in self.bad.items())

    def _kinds_are_bad(self, section: str) -> bool:
        return section in self.doubtful or any("kind" in bad for (name, _), bad in self.bad.items() if name == section)

    def checked(self, findings: list[Finding]) -> None:
        """Add the findings of the checks with their locations, without the echoes."""
        told = [f for f in findings if not self.is_echo(f)]
        empty = next((f for f in told if f.code == "RC110"), None)
        if empty is not None and any(f.code == "RC104" for f in told):
            # Everything that refers to a task is lost with the tasks, and only the cause is worth telling.
            cause = replace(empty, level="error", remedy="add tasks.csv or a section tasks; others refer to tasks")
            told = [cause if f is empty else f for f in told if f.code not in ("RC104", "RC139")]
        self.findings += [f.at(self.source.where(f.path)) for f in told]

    def in_order(self) -> list[Finding]:
        """Return all findings as they stand in the files; what is wrong with a file as a whole comes first."""
        return sorted(map(self._named, self.findings), key=lambda f: (f.code not in _STRUCTURE, _natural(f.where)))


def _natural(where: str) -> list[tuple[int, str]]:
    """Return a sort key that puts line 9 before line 10, and ``C9`` before ``A10``."""
    cell = re.fullmatch(r"(.*!)([A-Z]+)(\d+)", where)
    if cell:
        where = f"{cell[1]}{cell[3]}:{cell[2]}"
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", where)]
