"""The runs that ``riskcast compare`` holds against each other: simulated now, or read from result files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskcast.cli.folder import new_folder
from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.problems import show_findings
from riskcast.cli.progress import progress_bar
from riskcast.cli.read import read_program
from riskcast.cli.write import file_name
from riskcast.errors import Finding

if TYPE_CHECKING:
    from riskcast.analysis.compare import Comparison
    from riskcast.formats import Loaded
    from riskcast.model.program import Program
    from riskcast.simulation.plan import Plan
    from riskcast.simulation.result import Result

_BASES = ("base", "program", "program as it is")
"""What the base is called: the first that no scenario is."""
_GROUPS = ("program", "treatment")


@dataclass(frozen=True)
class Runs:
    """Results and what they are called, the base first."""

    names: tuple[str, ...]
    results: tuple[Result, ...]
    findings: tuple[Finding, ...] = ()

    def write(self, folder: Path, found: Comparison) -> list[Path]:
        """Write the result file of every run, and the report of the base with a comparison, and return their paths."""
        from riskcast.analysis.overlay import overlay
        from riskcast.report import write_report
        from riskcast.simulation.file import SUFFIX, save_result

        with new_folder(folder):
            stem = file_name(self.results[0].program)
            stems = [stem, *(f"{stem}-{_for_file(name)}" for name in self.names[1:])]
            saved = [
                save_result(result, folder / f"{each}{SUFFIX}")
                for each, result in zip(stems, self.results, strict=True)
            ]
            curves = [overlay(self.names, self.results, measure) for measure in ("finish", "cost")]
            page = folder / f"{stem}.html"
            return [
                *saved,
                write_report(self.results[0], page, findings=self.findings, answers=[found, *curves]),
            ]


def read_files(paths: Sequence[str], *, years: bool) -> Runs:
    """Read result files; with ``years`` they are run again for their money over time, which files do not hold."""
    from riskcast.simulation.file import load_result

    results = [load_result(path) for path in paths]
    if years:
        results = [_with_years(result) for result in results]
    return Runs(_names(paths), tuple(results))


def run_scenarios(path: str, names: Sequence[str], plan: Plan, *, combine: bool, years: bool, quiet: bool) -> Runs:
    """Simulate a program and its scenarios, with ``combine`` also all of them together, on the same futures."""
    if combine and len(names) < 2:
        raise click.UsageError("--combine takes two or more scenarios")
    loaded = read_program(path, quiet=quiet)
    called, changed = _changed(loaded, path, names, combine=combine)
    if len(set(called)) < len(called):
        raise click.UsageError("a scenario is named twice")
    findings = tuple(dict.fromkeys(finding for each in (loaded, *changed) for finding in each.findings))
    if not quiet:
        show_findings(f for f in findings if f.level == "warning" and f not in loaded.findings)
    programs = [loaded.program, *(each.program for each in changed)]
    plan = _with_phasing(plan, programs, years=years)
    plan = replace(plan, seed=plan.resolved(len(loaded.program.tasks)).seed)
    base = next(name for name in _BASES if name not in called)
    return Runs((base, *called), tuple(_simulated(program, plan) for program in programs), findings)


def _changed(loaded: Loaded, path: str, names: Sequence[str], *, combine: bool) -> tuple[list[str], list[Loaded]]:
    """Return what the options are called, and the program with each."""
    from riskcast.formats.scenarios import with_scenario_files
    from riskcast.formats.scenarios.find import named_files

    files = named_files(names, path, loaded.program)
    sets = [(file,) for file in files] + ([files] if combine else [])
    called = [" + ".join(file.scenario.id for file in chosen) for chosen in sets]
    return called, [with_scenario_files(loaded, chosen, path) for chosen in sets]


def _with_phasing(plan: Plan, programs: Sequence[Program], *, years: bool) -> Plan:
    """Return the plan with money over time where it is asked for, or a program has budgets or fiscal years."""
    from riskcast.model.fiscal import Fiscal

    stated = any(program.budgets or program.periods or program.fiscal != Fiscal() for program in programs)
    return replace(plan, phasing=_GROUPS) if years or stated else plan


def _simulated(program: Program, plan: Plan) -> Result:
    from riskcast.simulation.run import simulate

    prepare_kernels(program, plan.phasing)
    with progress_bar() as progress:
        return simulate(program, plan, progress, checked=True)


def _with_years(result: Result) -> Result:
    from riskcast.simulation.again import with_money

    groups = result.manifest.phasing if "treatment" in result.manifest.phasing else _GROUPS
    prepare_kernels(result.program, groups)
    with progress_bar() as progress:
        return with_money(replace(result, manifest=replace(result.manifest, phasing=groups)), progress)


def _for_file(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name)


def _names(paths: Sequence[str]) -> tuple[str, ...]:
    """Return the names of files without suffix, with their folders where names repeat, counted where these do too."""
    stems = [Path(path).stem for path in paths]
    folders = [f"{Path(path).resolve().parent.name}/{stem}" for path, stem in zip(paths, stems, strict=True)]
    named = stems if len(set(stems)) == len(stems) else folders
    seen: Counter[str] = Counter()
    found = []
    for name in named:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)
