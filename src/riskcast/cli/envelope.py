"""``riskcast envelope``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from riskcast.cli.ask import out_option, show_written, write_answers
from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.lines import line_width
from riskcast.cli.problems import envelope as json_envelope
from riskcast.cli.progress import progress_bar
from riskcast.cli.read import program_argument
from riskcast.cli.scenario_option import read_with_scenarios, scenario_option

if TYPE_CHECKING:
    from riskcast.analysis.envelope.table import Envelope
    from riskcast.analysis.stack import Stack
    from riskcast.formats import Loaded


@click.command()
@program_argument
@scenario_option
@click.option("-n", "--iterations", type=int, default=5_000, show_default=True, help="Simulated futures of each run.")
@click.option("--seed", type=int, help="0 to 2^64 - 1; one is drawn and printed when absent.")
@click.option("--threads", type=int, help="Worker threads; one per processor when absent. Never changes a result.")
@click.option("--of", "measures", multiple=True, metavar="MEASURE", default=("finish", "cost"), show_default=True,
              help="finish, cost, finish:PROJECT, cost:PROJECT or milestone:ID; may be given more often.")  # fmt: skip
@out_option
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def envelope(
    program: str,
    scenarios: tuple[str, ...],
    iterations: int,
    seed: int | None,
    threads: int | None,
    measures: tuple[str, ...],
    out: str | None,
    as_json: bool,
) -> None:
    """Show what the forecast of a PROGRAM rests on: how it moves when an assumption changes, and what adds up to it.

    About a dozen runs over the same futures: correlations, ranges, shapes, constraints and sources of uncertainty one
    at a time; then the plan with ranges, drivers, risks and planned responses, one after the other.
    """
    loaded = read_with_scenarios(program, scenarios, quiet=as_json)
    found, stacks = _examine(loaded, iterations, seed, threads, tuple(dict.fromkeys(measures)))
    from riskcast.cli.envelope_json import envelope_data
    from riskcast.cli.envelope_text import envelope_text

    written = write_answers(found.result, loaded, out, [found, *stacks], scenarios)
    if as_json:
        click.echo(json_envelope("ok", envelope_data(found, stacks), loaded.findings))
        return
    click.echo(envelope_text(found, stacks, line_width()))
    show_written(written)


def _examine(
    loaded: Loaded, iterations: int, seed: int | None, threads: int | None, measures: tuple[str, ...]
) -> tuple[Envelope, tuple[Stack, ...]]:
    from riskcast.analysis.envelope.examine import envelope_and_stacks
    from riskcast.simulation.plan import Plan

    plan = Plan(iterations, seed, threads=threads)
    plan.resolved(len(loaded.program.tasks))
    prepare_kernels(loaded.program)
    with progress_bar() as progress:
        return envelope_and_stacks(loaded.program, plan, measures, progress, checked=True)
