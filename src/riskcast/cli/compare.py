"""``riskcast compare``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from riskcast.cli.lines import line_width
from riskcast.cli.problems import envelope
from riskcast.cli.scenario_option import scenario_option

if TYPE_CHECKING:
    from riskcast.cli.compare_runs import Runs

_RUN_ONLY = ("scenarios", "combine", "iterations", "seed", "threads", "out")
"""Parameters that simulate; result files have been simulated."""


@click.command()
@click.argument("paths", metavar="PROGRAM | FILE...", type=click.Path(), nargs=-1, required=True)
@scenario_option
@click.option("--combine", is_flag=True, help="All scenarios together as one more option.")
@click.option("-n", "--iterations", type=int, default=10_000, show_default=True, help="Simulated futures.")
@click.option("--seed", type=int, help="0 to 2^64 - 1; one is drawn and printed when absent.")
@click.option("--threads", type=int, help="Worker threads. Never changes a result.")
@click.option("--at", "p", metavar="P", type=click.IntRange(1, 99),
              help="Percentile to look at; the confidence of the program when absent.")  # fmt: skip
@click.option(
    "--years",
    is_flag=True,
    help="By fiscal year too; always when the program has yearly budgets or states its fiscal years.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False),
    help="Folder for the result file of every option, and one HTML report.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def compare(
    paths: tuple[str, ...],
    scenarios: tuple[str, ...],
    combine: bool,
    iterations: int,
    seed: int | None,
    threads: int | None,
    p: int | None,
    years: bool,
    out: str | None,
    as_json: bool,
) -> None:
    """Say how far the scenarios of a PROGRAM lie from it, or result FILEs from the first of them.

    Scenarios are simulated on the futures of the program, so a difference is the effect of the scenario. Files of
    the same seed, design, iterations and version of riskcast share their futures, too.
    """
    runs = _runs(paths, scenarios, combine, iterations, seed, threads, years, quiet=as_json)
    from riskcast.analysis.compare import compare as compare_results
    from riskcast.cli.compare_json import compare_data
    from riskcast.cli.compare_text import compare_text

    base, other, *more = runs.results
    found = compare_results(base, other, *more, names=runs.names, p=p)
    written = runs.write(Path(out), found) if out is not None else []
    if as_json:
        click.echo(envelope("ok", compare_data(found, runs.results), runs.findings))
        return
    click.echo(compare_text(found, base, line_width()), nl=False)
    for path in written:
        click.echo(f"Wrote {path}")


def _runs(
    paths: Sequence[str],
    scenarios: Sequence[str],
    combine: bool,
    iterations: int,
    seed: int | None,
    threads: int | None,
    years: bool,
    *,
    quiet: bool,
) -> Runs:
    from riskcast.cli.compare_runs import read_files, run_scenarios
    from riskcast.simulation.file import SUFFIX
    from riskcast.simulation.plan import Plan

    files = [Path(path).suffix == SUFFIX for path in paths]
    if all(files):
        _require_files(paths)
        return read_files(paths, years=years)
    if any(files) or len(paths) > 1:
        raise click.UsageError(f"give one PROGRAM with --scenario, or two or more result files (*{SUFFIX})")
    if not scenarios:
        raise click.UsageError("give --scenario NAME, once or more, or two or more result files")
    plan = Plan(iterations, seed, threads=threads)
    return run_scenarios(paths[0], scenarios, plan, combine=combine, years=years, quiet=quiet)


def _require_files(paths: Sequence[str]) -> None:
    context = click.get_current_context()
    for parameter in context.command.params:
        name = parameter.name or ""
        if name in _RUN_ONLY and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{parameter.opts[-1]} goes with a PROGRAM: result files have been simulated")
    if len(paths) < 2:
        raise click.UsageError("give at least two result files, the base first")
