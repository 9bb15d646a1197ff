"""``riskcast capex``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

import click

from riskcast.cli.forecast import forecast_money, forecast_options, write_forecast
from riskcast.cli.lines import line_width
from riskcast.cli.problems import envelope

if TYPE_CHECKING:
    from riskcast.analysis.money.buckets import By


@click.command()
@forecast_options
@click.option("--by", type=click.Choice(["year", "quarter", "period"]), default="year", show_default=True,
              help="Also print the profiles by quarter or by accounting period.")  # fmt: skip
@click.option("-o", "--out", type=click.Path(file_okay=False),
              help="Folder for the result file, the HTML report and the Excel workbook.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def capex(
    program: str,
    scenarios: tuple[str, ...],
    iterations: int,
    seed: int | None,
    threads: int | None,
    by: str,
    out: str | None,
    as_json: bool,
) -> None:
    """Forecast what a PROGRAM costs by fiscal year, capex and opex apart.

    With -o, also write PROGRAM.riskcast, the report with its finance sections, and PROGRAM.xlsx.
    """
    begun = time.perf_counter()
    loaded, result = forecast_money(program, scenarios, iterations, seed, threads, quiet=as_json)
    written = write_forecast(result, loaded, out, scenarios)
    from riskcast.cli.capex_json import capex_data
    from riskcast.cli.capex_text import capex_text

    if as_json:
        click.echo(envelope("ok", capex_data(result, cast("By", by), time.perf_counter() - begun), loaded.findings))
        return
    click.echo(capex_text(result, cast("By", by), line_width()))
    for path in written:
        click.echo(f"Wrote {path}")
    if not written:
        click.echo("Next: add -o reports/ to write the report and the Excel workbook.")
