"""``riskcast run``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from click.core import ParameterSource

from riskcast.cli.folder import new_folder
from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.lines import line_width, say_count
from riskcast.cli.problems import envelope
from riskcast.cli.progress import progress_bar
from riskcast.cli.scenario_option import read_with_scenarios, scenario_option
from riskcast.cli.write import write_result

if TYPE_CHECKING:
    from riskcast.formats import Loaded
    from riskcast.simulation.plan import DesignName, Plan
    from riskcast.simulation.result import Result


@click.command()
@click.argument("program", type=click.Path(), required=False)
@scenario_option
@click.option("-n", "--iterations", type=int, default=10_000, show_default=True,
              help="Simulated futures, up to 1,000,000.")  # fmt: skip
@click.option("--seed", type=int, help="0 to 2^64 - 1; one is drawn and printed when absent.")
@click.option("--until", metavar="PRECISION",
              help='Instead of -n: run in batches until a number is this exact (95 %): "P80 finish +/- 1d" (in '
                   'calendar days), "P50 cost +/- 0.5%", "mean cost +/- 10k", "P90 milestone:X +/- 3d".')  # fmt: skip
@click.option("--max-iterations", type=int, default=100_000, show_default=True, help="With --until: stop here anyway.")
@click.option("--design", type=click.Choice(["lhs", "mc", "sobol"]), default="lhs", show_default=True,
              help="Latin hypercube, plain Monte Carlo or Owen-scrambled Sobol'.")  # fmt: skip
@click.option("--without", type=click.Choice(["ranges", "risks", "drivers"]), multiple=True,
              help="Leave one kind of uncertainty out, to see what it does; may be given more than once.")  # fmt: skip
@click.option("--threads", type=int, help="Worker threads; one per processor when absent. Never changes a result.")
@click.option("--block", type=int, help="Iterations per block, a multiple of 64. Never changes a result.")
@click.option("-o", "--out", type=click.Path(file_okay=False), help="Folder for the result file and the HTML report.")
@click.option("--html/--no-html", default=True, help="With -o: write the report too.")
@click.option("--full", is_flag=True, help="Print all tables instead of one screen.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON instead of a summary.")
@click.option(
    "--replay", type=click.Path(), help="Run a result file again and compare every bit (exit 1 when different)."
)
def run(
    program: str | None,
    scenarios: tuple[str, ...],
    iterations: int,
    until: str | None,
    max_iterations: int,
    seed: int | None,
    design: str,
    without: tuple[str, ...],
    threads: int | None,
    block: int | None,
    out: str | None,
    html: bool,
    full: bool,
    as_json: bool,
    replay: str | None,
) -> None:
    """Simulate a PROGRAM and print its forecast; with -o also write PROGRAM.riskcast and PROGRAM.html."""
    _require_one(program, replay)
    _require_either(until)
    from riskcast.cli.next_steps import next_steps
    from riskcast.cli.run_json import run_data
    from riskcast.simulation.plan import Plan

    if replay is not None:
        _replay(replay, threads, block)
        return
    begun = time.perf_counter()
    loaded = read_with_scenarios(str(program), scenarios, quiet=as_json)
    load_s = time.perf_counter() - begun
    plan = Plan(iterations, seed, cast("DesignName", design), threads, block, until, max_iterations, without)
    result = _simulate(loaded, plan)
    written = _write(result, loaded, Path(out), html, scenarios) if out is not None else []
    if as_json:
        click.echo(envelope("ok", run_data(result, load_s), loaded.findings))
        return
    _show(result, full)
    _show_next(written, next_steps(result, str(program), scenarios, saved=bool(written)))


def _require_one(program: str | None, replay: str | None) -> None:
    if (program is None) == (replay is None):
        raise click.UsageError("give a PROGRAM, or --replay FILE, but not both")
    if replay is None:
        return
    context = click.get_current_context()
    for parameter in context.command.params:
        name = parameter.name or ""
        given = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if given and name not in ("replay", "threads", "block"):
            raise click.UsageError(f"{parameter.opts[-1]} does not go with --replay: the result file says what to run")


def _require_either(until: str | None) -> None:
    """Raise UsageError when -n comes with --until, or --max-iterations without it."""
    source = click.get_current_context().get_parameter_source
    if until is not None and source("iterations") is ParameterSource.COMMANDLINE:
        raise click.UsageError("give -n or --until, but not both; --max-iterations limits --until")
    if until is None and source("max_iterations") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--max-iterations goes with --until; without it, -n says how many iterations")


def _simulate(loaded: Loaded, plan: Plan) -> Result:
    from riskcast.simulation.run import simulate

    plan.resolved(len(loaded.program.tasks))
    prepare_kernels(loaded.program)
    with progress_bar() as progress:
        return simulate(loaded.program, plan, progress, checked=True)


def _show(result: Result, full: bool) -> None:
    from riskcast.cli.summary import format_summary
    from riskcast.cli.summary_screen import format_screen

    click.echo(format_summary(result, line_width()) if full else f"{format_screen(result, line_width())}\n")


def _show_next(written: list[Path], steps: list[str]) -> None:
    for path in written:
        click.echo(f"Wrote {path}")
    if steps:
        click.echo("\n".join([f"Next: {steps[0]}", *(f"      {step}" for step in steps[1:])]))
    elif not written:
        click.echo("Next: add -o reports/ to write the result file and the HTML report.")


def _write(result: Result, loaded: Loaded, folder: Path, html: bool, scenarios: tuple[str, ...]) -> list[Path]:
    with new_folder(folder):
        return write_result(result, loaded.findings, folder, html=html, scenarios=scenarios)


def _replay(path: str, threads: int | None, block: int | None) -> None:
    from riskcast.simulation.again import run_again
    from riskcast.simulation.file import load_result

    old = load_result(path)
    m = old.manifest
    prepare_kernels(old.program, m.phasing)
    with progress_bar() as progress:
        new = run_again(old, progress, threads, block)
    same = new.manifest.result_digest == m.result_digest
    click.echo(
        f"recorded  {m.result_digest}  (riskcast {m.riskcast}, seed {m.seed}, {say_count(m.iterations, 'iteration')})"
    )
    click.echo(f"replayed  {new.manifest.result_digest}  (riskcast {new.manifest.riskcast})")
    click.echo("identical" if same else "DIFFERENT")
    if not same:
        raise click.exceptions.Exit(1)
