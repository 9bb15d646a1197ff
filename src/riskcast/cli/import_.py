"""``riskcast import``."""

from __future__ import annotations

import click

from riskcast.cli.lines import say_count
from riskcast.cli.problems import show_findings


@click.command("import")
@click.argument("schedule", type=click.Path())
@click.option("-o", "--out", required=True, type=click.Path(), help="Folder of the new program.")
@click.option("--force", is_flag=True, help="Replace a program that is already in the folder.")
def import_(schedule: str, out: str, force: bool) -> None:
    """Turn a Primavera P6 (.xer, .pmxml, .xml) or MS Project (.xml) SCHEDULE into a riskcast program.

    What a schedule holds and riskcast cannot carry is listed on standard error, never dropped silently.
    """
    from riskcast.formats import load
    from riskcast.formats.save import save_program

    loaded = load(schedule)
    program = loaded.program
    save_program(program, out, overwrite=force)
    show_findings(loaded.findings)
    click.echo(
        f"Imported {program.label} into {out}: {say_count(len(program.projects), 'project')}, "
        f"{say_count(len(program.tasks), 'task')}, "
        f"{say_count(len(program.dependencies), 'dependency', 'dependencies')}, "
        f"{say_count(len(program.calendars), 'calendar')}, {say_count(len(program.costs), 'cost line')}"
    )
    click.echo(f"Next: riskcast check {out}")
