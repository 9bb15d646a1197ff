"""Say that kernels are compiled, and how long that took."""

from __future__ import annotations

import click


def prepare_kernels() -> None:
    """Compile the kernels when this machine has not done so yet, and say so on standard error."""
    from riskcast.simulation.warmup import is_cold, warm_up

    if not is_cold():
        return
    click.echo("First run on this machine: compiling the simulation kernels ...", err=True)
    seconds, folder = warm_up()
    kept = f"kept in {folder}" if folder else "not kept: no cache folder is writable"
    click.echo(f"compiled in {seconds:.1f} s, {kept}", err=True)
