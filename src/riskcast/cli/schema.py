"""``riskcast schema``."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("-o", "--out", type=click.Path(), help="File to write; standard output when absent.")
def schema(out: str | None) -> None:
    """Print the JSON Schema of program.yaml, for editors that complete and check while typing."""
    from riskcast.formats.atomic import write_file
    from riskcast.formats.schema import json_schema

    text = json.dumps(json_schema(), indent=2)
    if out is None:
        click.echo(text)
        return
    with write_file(out) as stream:
        stream.write(f"{text}\n".encode())
