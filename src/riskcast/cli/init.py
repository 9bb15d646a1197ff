"""``riskcast init``."""

from __future__ import annotations

import click


@click.command()
@click.argument("folder", type=click.Path())
def init(folder: str) -> None:
    """Write a commented starter program into a new FOLDER."""
    from riskcast.formats.starter import write_starter

    write_starter(folder)
    click.echo(f"Wrote a starter program into {folder}: program.yaml, tasks.csv, risks.csv")
    click.echo(f"Next: riskcast check {folder}")
