"""``riskcast drivers``."""

from __future__ import annotations

import click

from riskcast.cli.ask import at_option, out_option, question_options, show_written, simulated, write_answers
from riskcast.cli.lines import line_width
from riskcast.cli.problems import envelope
from riskcast.cli.progress import progress_bar


@click.command()
@question_options(iterations=5_000)
@click.option("--of", "measure", default="finish", show_default=True, metavar="MEASURE",
              help="finish, cost, finish:PROJECT, cost:PROJECT or milestone:ID.")  # fmt: skip
@at_option
@click.option("--by", default="source", show_default=True, metavar="HOW",
              help="source (each risk and driver, ranges by project), risk, driver, project, task, tag:X.")  # fmt: skip
@out_option
def drivers(
    program: str,
    scenarios: tuple[str, ...],
    iterations: int,
    seed: int | None,
    threads: int | None,
    as_json: bool,
    measure: str,
    p: int | None,
    by: str,
    out: str | None,
) -> None:
    """Share out the gap between the plan of a PROGRAM and its P80: in days or money, so that the parts add up."""
    loaded, result = simulated(program, scenarios, iterations, seed, threads, quiet=as_json)
    from riskcast.analysis.attribution.attribute import attribute
    from riskcast.cli.drivers_text import drivers_data, drivers_text

    with progress_bar("Attributing", "steps") as progress:
        found = attribute(result, measure, p, by, threads=threads, progress=progress)
    written = write_answers(result, loaded, out, [found], scenarios)
    if as_json:
        click.echo(envelope("ok", drivers_data(result, found), loaded.findings))
        return
    click.echo(drivers_text(result, found, line_width()))
    show_written(written)
