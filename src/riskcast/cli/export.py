"""``riskcast export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskcast.cli.problems import show_findings

if TYPE_CHECKING:
    from riskcast.export.exported import Exported

_STDOUT = "-"


@click.command()
@click.argument("result", type=click.Path())
@click.option("--mspdi", type=click.Path(), help="XML file to write for MS Project, ProjectLibre and others.")
@click.option("--csv", "table", type=click.Path(), help="CSV file to write, one row per task; - for standard output.")
def export(result: str, mspdi: str | None, table: str | None) -> None:
    """Write P50, confidence level and criticality of every task of a saved RESULT (*.riskcast) for your own tool.

    What MS Project would schedule differently is listed on standard error.
    """
    _require_files(result, mspdi, table)
    from riskcast.export.csv_table import csv_text, export_csv
    from riskcast.export.mspdi.write import export_mspdi
    from riskcast.simulation.file import load_result

    loaded = load_result(result)
    if mspdi is not None:
        _say(export_mspdi(loaded, mspdi))
    if table == _STDOUT:
        sys.stdout.buffer.write(csv_text(loaded).encode(errors="replace"))
    elif table is not None:
        _say(export_csv(loaded, table))


def _say(written: Exported) -> None:
    show_findings(written.findings)
    click.echo(f"Wrote {written.path}", err=True)


def _require_files(result: str, mspdi: str | None, table: str | None) -> None:
    if mspdi is None and table is None:
        raise click.UsageError("say what to write: --mspdi FILE.xml, --csv FILE.csv or both")
    if mspdi == _STDOUT:
        raise click.UsageError("--mspdi needs a file; only --csv can go to standard output")
    paths = [Path(name).resolve() for name in (result, mspdi, table) if name is not None and name != _STDOUT]
    if len(set(paths)) < len(paths):
        raise click.UsageError("RESULT, --mspdi and --csv must be different files")
