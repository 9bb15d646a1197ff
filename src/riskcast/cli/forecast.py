"""Simulate a program with its money over time: what the commands about money share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from riskcast.cli.folder import new_folder
from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.progress import progress_bar
from riskcast.cli.read import program_argument
from riskcast.cli.scenario_option import read_with_scenarios, scenario_option
from riskcast.cli.write import file_name, write_result

if TYPE_CHECKING:
    from riskcast.formats import Loaded
    from riskcast.simulation.result import Result


def forecast_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument PROGRAM and the options of a run to a command."""
    options = (
        program_argument,
        scenario_option,
        click.option("-n", "--iterations", type=int, default=10_000, show_default=True, help="Simulated futures."),
        click.option("--seed", type=int, help="0 to 2^64 - 1; one is drawn and printed when absent."),
        click.option("--threads", type=int, help="Worker threads. Never changes a result."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def forecast_money(
    program: str, scenarios: Sequence[str], iterations: int, seed: int | None, threads: int | None, *, quiet: bool,
    confidence: int | None = None,
) -> tuple[Loaded, Result]:  # fmt: skip
    """Read a program, apply scenarios and simulate it with its money over time; ``confidence`` replaces its own."""
    from riskcast.simulation.cash import GROUPS
    from riskcast.simulation.plan import Plan
    from riskcast.simulation.run import simulate

    loaded = read_with_scenarios(program, scenarios, quiet=quiet)
    if confidence is not None:
        loaded = replace(loaded, program=loaded.program.replace(confidence=confidence))
    plan = Plan(iterations, seed, threads=threads, phasing=GROUPS)
    plan.resolved(len(loaded.program.tasks))
    prepare_kernels(loaded.program, GROUPS)
    with progress_bar() as progress:
        return loaded, simulate(loaded.program, plan, progress, checked=True)


def write_forecast(result: Result, loaded: Loaded, out: str | None, scenarios: Sequence[str]) -> list[Path]:
    """Write result file, report and workbook into a folder, if one is asked for; return their paths."""
    if out is None:
        return []
    from riskcast.export.workbook.write import write_workbook

    folder = Path(out)
    with new_folder(folder):
        book = folder / f"{file_name(result.program, scenarios)}.xlsx"
        return [
            *write_result(result, loaded.findings, folder, html=True, scenarios=scenarios),
            write_workbook(result, book, findings=loaded.findings),
        ]
