"""``riskcast report``."""

from __future__ import annotations

from pathlib import Path

import click

from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.progress import progress_bar


@click.command()
@click.argument("result", type=click.Path())
@click.option("-o", "--out", type=click.Path(), help="HTML file to write; beside the result file when absent.")
def report(result: str, out: str | None) -> None:
    """Write the HTML report of a saved RESULT (*.riskcast)."""
    from riskcast.report import write_report
    from riskcast.simulation.again import with_money
    from riskcast.simulation.file import load_result

    target = Path(out) if out else Path(result).with_suffix(".html")
    found = load_result(result)
    if found.manifest.phasing:
        prepare_kernels(found.program, found.manifest.phasing)
    with progress_bar() as progress:
        whole = with_money(found, progress)
    click.echo(f"Wrote {write_report(whole, target)}")
