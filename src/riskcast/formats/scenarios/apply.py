"""A program that was read, with the scenarios of files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from pathlib import PurePath

from riskcast.errors import Finding, InvalidInput, Path, only_errors
from riskcast.formats.loaded import Loaded
from riskcast.formats.scenarios.file import ScenarioFile
from riskcast.formats.scenarios.find import named_files
from riskcast.formats.shape.observed import with_values
from riskcast.model.check import check_program
from riskcast.model.program import Program
from riskcast.model.scenario.apply import apply_in_steps
from riskcast.model.scenario.changes import PROGRAM
from riskcast.model.scenario.collections import COLLECTIONS, keys_of
from riskcast.model.scenario.diff import differences


def apply_scenario_files(loaded: Loaded, names: Sequence[str], program_path: str | os.PathLike[str]) -> Loaded:
    """Return a program with the scenarios that paths or ids name, one after the other, and checked again.

    ``program_path`` is where the program was read from; scenarios are looked for beside it.

    Raises
    ------
    InvalidInput
        With every finding about the scenarios, and the errors that the changed program has; located at the change
        that touched what is wrong.
    FileProblem
        When a scenario file cannot be read.
    """
    if not names:
        return loaded
    return with_scenario_files(loaded, named_files(names, program_path, loaded.program), program_path)


def with_scenario_files(loaded: Loaded, files: Sequence[ScenarioFile], program_path: str | os.PathLike[str]) -> Loaded:
    """Return a program with the scenarios of files that were read; raises like :func:`apply_scenario_files`."""
    trail = _Trail(loaded.program)
    for file in files:
        trail.follow(file)
    program = with_values(trail.program, _folder(program_path), trail.complain)
    if only_errors(trail.findings):
        raise InvalidInput(trail.findings)
    trail.program = program
    before, after = check_program(loaded.program), check_program(program)
    old, new = set(map(_sign, before)), set(map(_sign, after))
    trail.findings += (trail.located(finding) for finding in after if _sign(finding) not in old)
    if only_errors(trail.findings):
        raise InvalidInput(trail.findings)
    mended = {_place(finding) for finding in before if _sign(finding) not in new}
    kept = [finding for finding in loaded.findings if _place(finding) not in mended]
    return Loaded(program, (*kept, *trail.findings))


def _sign(finding: Finding) -> tuple[str, str, str]:
    """Return what makes findings about two programs the same; rows of lists may differ."""
    return finding.code, finding.subject, finding.message


def _place(finding: Finding) -> tuple[str, Path, str]:
    """Return what makes findings about one program the same; the reader may have named the place otherwise."""
    return finding.code, finding.path, finding.message


def _folder(program_path: str | os.PathLike[str]) -> PurePath:
    """Return the folder from which files with observed values are looked for."""
    name = os.fspath(program_path)
    path = FilePath(name)
    return PurePath() if name == "-" else path if path.is_dir() else path.parent


@dataclass
class _Trail:
    """Which change touched what."""

    program: Program
    findings: list[Finding] = field(default_factory=list)
    _by: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Places in files by list, name and first step of a field of what was touched."""
    _last: str = ""

    def follow(self, file: ScenarioFile) -> None:
        """Apply the scenario of a file and remember what each of its changes touched."""
        try:
            applied = apply_in_steps(self.program, file.scenario)
        except InvalidInput as error:
            raise InvalidInput([*self.findings, *map(file.located, error.findings)]) from None
        self.findings += map(file.located, applied.findings)
        before = self.program
        for row, (_, after) in enumerate(applied.steps):
            where = file.place.where(("changes", row))
            for change in differences(before, after):
                name = change.field.partition(".")[0]
                self._by[change.collection, change.id] = where
                self._by[change.collection, change.id, name] = file.place.where(("changes", row, name))
            before = after
        self.program, self._last = before, file.place.where()

    def complain(self, path: tuple[str | int, ...], message: str) -> None:
        """File an error about observed values that cannot be read."""
        remedy = "the file is looked for from the program's folder; its first row names the columns"
        subject = ".".join(map(str, path))
        self.findings.append(self.located(Finding("RC019", message, remedy, "error", path, subject)))

    def located(self, finding: Finding) -> Finding:
        """Return a finding about the changed program at the change that touched what it is about."""
        collection, steps = str(finding.path[0]) if finding.path else PROGRAM, finding.path[1:]
        if collection in COLLECTIONS and steps and isinstance(steps[0], int):
            name = keys_of(getattr(self.program, collection))[steps[0]]
            field_ = str(steps[1]) if len(steps) > 1 else ""
            keys: list[tuple[str, ...]] = [(collection, name, field_), (collection, name)]
        else:
            keys = [(PROGRAM, "", collection), (PROGRAM, "")]
        return finding.at(next((self._by[key] for key in keys if key in self._by), self._last))
