"""``riskcast contingency``."""

from __future__ import annotations

import time

import click

from riskcast.cli.forecast import forecast_money, forecast_options, write_forecast
from riskcast.cli.lines import line_width
from riskcast.cli.problems import envelope


@click.command()
@forecast_options
@click.option("--confidence", type=click.IntRange(51, 99), help="Percentile; that of the program when absent.")
@click.option("-o", "--out", type=click.Path(file_okay=False),
              help="Folder for the result file, the HTML report and the Excel workbook.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def contingency(
    program: str,
    scenarios: tuple[str, ...],
    iterations: int,
    seed: int | None,
    threads: int | None,
    confidence: int | None,
    out: str | None,
    as_json: bool,
) -> None:
    """Say how much time and money to hold beyond the plan of a PROGRAM, for what, and if what is left is enough."""
    begun = time.perf_counter()
    loaded, result = forecast_money(program, scenarios, iterations, seed, threads, confidence=confidence, quiet=as_json)
    written = write_forecast(result, loaded, out, scenarios)
    from riskcast.cli.contingency_json import contingency_data
    from riskcast.cli.contingency_text import contingency_text

    if as_json:
        click.echo(envelope("ok", contingency_data(result, time.perf_counter() - begun), loaded.findings))
        return
    click.echo(contingency_text(result, line_width()))
    for path in written:
        click.echo(f"Wrote {path}")
