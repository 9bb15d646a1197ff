"""``riskcast import``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.lines import line_width, say_count
from riskcast.cli.problems import show_findings

if TYPE_CHECKING:
    from riskcast.model.program import Program


@click.command("import")
@click.argument("schedule", type=click.Path())
@click.option("-o", "--out", required=True, type=click.Path(), help="Folder of the new program.")
@click.option("--force", is_flag=True, help="Replace a program that is already in the folder.")
@click.option("--via-mpxj", is_flag=True, help="Read through MPXJ, even where riskcast has a reader of its own.")
def import_(schedule: str, out: str, force: bool, via_mpxj: bool) -> None:
    """Turn a Primavera P6 (.xer, .pmxml, .xml) or MS Project (.xml) SCHEDULE into a riskcast program.

    With the extra riskcast[mpp] and Java, also .mpp, .mpx and the files of other tools, through MPXJ.
    What a schedule holds and riskcast cannot carry is listed on standard error, never dropped silently. The dates
    that the tool had stored are compared with riskcast's.
    """
    from riskcast.formats import load
    from riskcast.formats.save import save_program

    loaded = load(schedule, via_mpxj=via_mpxj)
    program = loaded.program
    save_program(program, out, overwrite=force)
    show_findings(loaded.findings)
    click.echo(
        f"Imported {program.label} into {out}: {say_count(len(program.projects), 'project')}, "
        f"{say_count(len(program.tasks), 'task')}, "
        f"{say_count(len(program.dependencies), 'dependency', 'dependencies')}, "
        f"{say_count(len(program.calendars), 'calendar')}, {say_count(len(program.costs), 'cost line')}"
    )
    _compare(program)
    click.echo(f"Next: riskcast check {out}")


def _compare(program: Program) -> None:
    """Print how the dates stored in the file come out, when it has any."""
    if not any(task.stored for task in program.tasks):
        return
    prepare_kernels(program)
    from riskcast.analysis.reconcile import reconcile
    from riskcast.cli.reconcile_text import reconcile_text
    from riskcast.simulation.schedule import schedule_program

    found = reconcile(schedule_program(program, checked=True))
    if found is not None:
        click.echo("\n" + reconcile_text(found, line_width()) + "\n")
