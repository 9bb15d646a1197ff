"""``riskcast check``."""

from __future__ import annotations

import click

from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.problems import show_findings
from riskcast.cli.read import program_argument, read_program


@click.command()
@program_argument
def check(program: str) -> None:
    """Say what was understood of a PROGRAM, and everything that is wrong with it (exit code 2)."""
    loaded = read_program(program, quiet=True)
    prepare_kernels()
    from riskcast.cli.echo import echo_program
    from riskcast.simulation.schedule import schedule_program

    click.echo(echo_program(loaded.program, schedule_program(loaded.program, checked=True)))
    show_findings(loaded.findings)
    warnings = sum(f.level == "warning" for f in loaded.findings)
    click.echo(f"\nNo errors, {warnings} warning{'' if warnings == 1 else 's'}.")
