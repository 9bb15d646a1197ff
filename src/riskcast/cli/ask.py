"""What commands share that ask a forecast a question: they read a program and simulate it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from riskcast.cli.folder import new_folder
from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.progress import progress_bar
from riskcast.cli.read import program_argument
from riskcast.cli.scenario_option import read_with_scenarios, scenario_option
from riskcast.cli.write import write_result

if TYPE_CHECKING:
    from riskcast.formats import Loaded
    from riskcast.simulation.result import Result


def question_options(iterations: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds PROGRAM and the options of a run of so many iterations to a command."""
    options = (
        program_argument,
        scenario_option,
        click.option(
            "-n", "--iterations", type=int, default=iterations, show_default=True, help="Simulated futures of each run."
        ),
        click.option("--seed", type=int, help="0 to 2^64 - 1; one is drawn and printed when absent."),
        click.option("--threads", type=int, help="Worker threads. Never changes a result."),
        click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON."),
    )

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def at_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--at P`` to a command, which gets the percentile as ``p``."""
    text = "Percentile; the program's confidence when absent."
    return click.option("--at", "p", type=click.IntRange(1, 99), help=text)(command)


def out_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``-o FOLDER`` to a command, which gets it as ``out``."""
    text = "Folder for the result file and the HTML report with these figures."
    return click.option("-o", "--out", type=click.Path(file_okay=False), help=text)(command)


def write_answers(
    result: Result, loaded: Loaded, out: str | None, answers: Sequence[object], scenarios: Sequence[str] = ()
) -> list[Path]:
    """Write the result file, and the report with further answers, into a folder if one is asked for."""
    if out is None:
        return []
    folder = Path(out)
    with new_folder(folder):
        return write_result(result, loaded.findings, folder, html=True, scenarios=scenarios, answers=answers)


def show_written(paths: Sequence[Path]) -> None:
    """Print which files were written."""
    for path in paths:
        click.echo(f"Wrote {path}")


def simulated(
    program: str, scenarios: Sequence[str], iterations: int, seed: int | None, threads: int | None, *, quiet: bool
) -> tuple[Loaded, Result]:
    """Read a program, apply scenarios, and simulate it."""
    from riskcast.simulation.plan import Plan
    from riskcast.simulation.run import simulate

    loaded = read_with_scenarios(program, scenarios, quiet=quiet)
    plan = Plan(iterations, seed, threads=threads)
    plan.resolved(len(loaded.program.tasks))
    prepare_kernels(loaded.program)
    with progress_bar() as progress:
        return loaded, simulate(loaded.program, plan, progress, checked=True)
