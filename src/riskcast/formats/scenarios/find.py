"""Scenarios by name: a path, or an id that is looked for beside the program and in the folder ``scenarios``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from riskcast.errors import Finding, InvalidInput, did_you_mean
from riskcast.formats.scenarios.file import ScenarioFile, read_scenario
from riskcast.model.program import Program
from riskcast.model.scenario.scenario import Scenario

_FOLDER = "scenarios"
_SUFFIXES = (".yaml", ".yml")


def find_scenarios(folder: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Return the scenario files in a folder, not below it, in the order of their names; none when it is missing."""
    place = Path(folder)
    if not place.is_dir():
        return ()
    return tuple(sorted(path for path in place.iterdir() if path.suffix.lower() in _SUFFIXES and path.is_file()))


def scenario_files(program_path: str | os.PathLike[str], program: Program) -> tuple[Path, ...]:
    """Return the scenario files of a program, nearest first.

    They stand in the folder ``scenarios`` of the program's folder, and in ``scenarios/<program id>`` and
    ``scenarios`` below the current directory.
    """
    found = [path for folder in _folders(program_path, program) for path in find_scenarios(folder)]
    seen: dict[Path, Path] = {}
    for path in found:
        seen.setdefault(path.resolve(), path)
    return tuple(seen.values())


def list_scenarios(
    program_path: str | os.PathLike[str], program: Program
) -> tuple[tuple[ScenarioFile, ...], tuple[Finding, ...]]:
    """Return the scenarios of a program, nearest first, and what is wrong with the files that cannot be read."""
    files: list[ScenarioFile] = []
    findings: list[Finding] = []
    for path in scenario_files(program_path, program):
        try:
            files.append(read_scenario(path))
        except InvalidInput as error:
            findings += error.findings
    return tuple(files), tuple(findings)


def load_scenarios(
    names: Sequence[str], program_path: str | os.PathLike[str], program: Program
) -> tuple[Scenario, ...]:
    """Return the scenarios that paths or ids name, in that order.

    Raises
    ------
    InvalidInput
        With a finding for every name that means none, and all findings of the files that are read.
    FileProblem
        When a file that is named by its path is missing or cannot be read.
    """
    return tuple(file.scenario for file in named_files(names, program_path, program))


def named_files(
    names: Sequence[str], program_path: str | os.PathLike[str], program: Program
) -> tuple[ScenarioFile, ...]:
    """Return the scenario files that paths or ids name; raises like :func:`load_scenarios`."""
    findings: list[Finding] = []
    files: list[ScenarioFile] = []
    for name in names:
        try:
            files.append(_named(name, program_path, program))
        except InvalidInput as error:
            findings += [finding for finding in error.findings if finding not in findings]
    if findings:
        raise InvalidInput(findings)
    return tuple(files)


def _folders(program_path: str | os.PathLike[str], program: Program) -> Iterator[Path]:
    name = os.fspath(program_path)
    if name != "-":
        path = Path(name)
        yield (path if path.is_dir() else path.parent) / _FOLDER
    yield Path(_FOLDER) / program.id
    yield Path(_FOLDER)


def _named(name: str, program_path: str | os.PathLike[str], program: Program) -> ScenarioFile:
    if Path(name).suffix.lower() in _SUFFIXES or os.sep in name:
        return read_scenario(name)
    candidates = scenario_files(program_path, program)
    for path in candidates:
        if path.stem == name:
            file = read_scenario(path)
            if file.scenario.id == name:
                return file
    readable, _ = list_scenarios(program_path, program)
    for file in readable:
        if file.scenario.id == name:
            return file
    known = [file.scenario.id for file in readable]
    hint = did_you_mean(name, known) or (f"known: {', '.join(known)}" if known else "")
    where = "the folder scenarios of the program, and scenarios/ here"
    raise InvalidInput(
        [Finding("RC407", f"there is no scenario {name!r}", hint or f"give its path; ids are looked for in {where}")]
    )
