"""Say that kernels are compiled, and how long that took."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from riskcast.model.program import Program


def prepare_kernels(program: Program, phasing: tuple[str, ...] = ()) -> None:
    """Compile the kernels when this machine has not done so yet, and say so on standard error."""
    from riskcast.simulation.warmup import follows_money, is_cold, warm_up

    money = follows_money(program, phasing)
    if not is_cold(money=money):
        return
    what = "the kernels that follow money" if money and not is_cold() else "the simulation kernels"
    click.echo(f"First run on this machine: compiling {what} ...", err=True)
    seconds, folder = warm_up(money=money)
    kept = f"kept in {folder}" if folder else "not kept: no cache folder is writable"
    click.echo(f"compiled in {seconds:.1f} s, {kept}", err=True)


def prepare_paths() -> None:
    """Compile the kernels that trace what drives futures when this machine has not done so yet, and say so."""
    from riskcast.simulation.warmup import is_cold_for_paths, small_result

    if not is_cold_for_paths():
        return
    from riskcast.analysis.cross_project import cross_project
    from riskcast.analysis.indices import indices
    from riskcast.analysis.merges import merges
    from riskcast.analysis.paths import paths

    click.echo("First run of its kind on this machine: compiling the kernels that trace paths ...", err=True)
    begun = time.perf_counter()
    result = small_result()
    for question in (paths, merges, cross_project, indices):
        question(result)
    click.echo(f"compiled in {time.perf_counter() - begun:.1f} s", err=True)
