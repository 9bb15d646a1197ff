"""``riskcast report``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("result", type=click.Path())
@click.option("-o", "--out", type=click.Path(), help="HTML file to write; beside the result file when absent.")
def report(result: str, out: str | None) -> None:
    """Write the HTML report of a saved RESULT (*.riskcast)."""
    from riskcast.report import write_report
    from riskcast.simulation.file import load_result

    target = Path(out) if out else Path(result).with_suffix(".html")
    click.echo(f"Wrote {write_report(load_result(result), target)}")
