"""What ``riskcast review`` reads: the program, its options, and the last review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from riskcast.cli.problems import show_findings
from riskcast.cli.read import read_program
from riskcast.errors import Finding, InvalidInput

if TYPE_CHECKING:
    from riskcast.analysis.review.review import Candidate
    from riskcast.formats import Loaded
    from riskcast.formats.scenarios.file import ScenarioFile
    from riskcast.simulation.result import Result


@dataclass(frozen=True)
class Inputs:
    """Everything that a review needs from files."""

    loaded: Loaded
    ways: tuple[Candidate, ...]
    last: Result | None
    findings: tuple[Finding, ...]
    """Of the program and of every option, each once."""


def read_inputs(program: str, names: Sequence[str], last: str | None, *, combine: bool) -> Inputs:
    """Read a program, the scenarios named (or else those that its report block names), and the last result."""
    loaded = read_program(program)
    ways = _ways(loaded, program, names, combine=combine)
    found = dict.fromkeys(finding for each in (loaded, *(changed for _, changed in ways)) for finding in each.findings)
    findings = tuple(found)
    show_findings(f for f in findings if f.level == "warning" and f not in loaded.findings)
    from riskcast.simulation.file import load_result

    return Inputs(loaded, tuple(way for way, _ in ways), load_result(last) if last else None, findings)


def _ways(loaded: Loaded, path: str, named: Sequence[str], *, combine: bool) -> list[tuple[Candidate, Loaded]]:
    names = named or loaded.program.report.scenarios
    if combine and len(names) < 2:
        raise click.UsageError("--combine takes two or more scenarios")
    if not names:
        return []
    from riskcast.analysis.review.review import Candidate
    from riskcast.formats.scenarios import with_scenario_files

    files = _files(names, path, loaded, subject="" if named else "report.scenarios")
    sets = [(file,) for file in files] + ([files] if combine else [])
    ways: list[tuple[Candidate, Loaded]] = []
    for chosen in sets:
        changed = with_scenario_files(loaded, chosen, path)
        name = " + ".join(file.scenario.id for file in chosen)
        if any(way.name == name for way, _ in ways):
            raise click.UsageError(f"the scenario {name} is named twice")
        ways.append((Candidate(name, tuple(file.scenario for file in chosen), changed.program), changed))
    return ways


def _files(names: Sequence[str], path: str, loaded: Loaded, subject: str) -> tuple[ScenarioFile, ...]:
    """Return the files of scenarios; ``subject`` is the place in the program that names them, if one does."""
    from riskcast.formats.scenarios.find import named_files

    try:
        return named_files(names, path, loaded.program)
    except InvalidInput as error:
        found = [f if f.where else replace(f, subject=f.subject or subject) for f in error.findings]
        raise InvalidInput(found) from None
