"""``riskcast health``."""

from __future__ import annotations

import click

from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.lines import line_width
from riskcast.cli.problems import envelope
from riskcast.cli.read import program_argument, read_program


@click.command()
@program_argument
@click.option("--json", "as_json", is_flag=True, help="Print every check with what it found as JSON.")
@click.option("--all", "everything", is_flag=True, help="List everything that a check complains about.")
def health(program: str, as_json: bool, everything: bool) -> None:
    """Check if a plan is fit to be simulated: DCMA 14 points and more.

    The exit code is 1 when a check fails. The program chooses the checks and their limits under checks:.
    """
    loaded = read_program(program)
    prepare_kernels(loaded.program)
    from riskcast.analysis.health import assess
    from riskcast.cli.health_text import health_data, health_text
    from riskcast.simulation.schedule import schedule_program

    found = assess(loaded.program, schedule_program(loaded.program, checked=True))
    if as_json:
        click.echo(envelope("ok", health_data(found), found.findings))
    else:
        click.echo(health_text(found, line_width(), everything=everything))
    if found.failed:
        raise click.exceptions.Exit(1)
