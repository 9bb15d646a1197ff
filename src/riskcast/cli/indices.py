"""``riskcast indices``."""

from __future__ import annotations

import click

from riskcast.cli.ask import question_options, simulated
from riskcast.cli.few import few_iterations
from riskcast.cli.kernels import prepare_paths
from riskcast.cli.lines import line_width
from riskcast.cli.problems import envelope, show_findings


@click.command()
@question_options(iterations=10_000)
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Tasks to list.")
def indices(
    program: str,
    scenarios: tuple[str, ...],
    iterations: int,
    seed: int | None,
    threads: int | None,
    as_json: bool,
    top: int,
) -> None:
    """Print the indices of the tasks of a PROGRAM: criticality, significance, schedule sensitivity, cruciality."""
    loaded, result = simulated(program, scenarios, iterations, seed, threads, quiet=as_json)
    prepare_paths()
    from riskcast.analysis.indices import indices as measure
    from riskcast.cli.indices_text import indices_data, indices_text

    found = measure(result)
    few = few_iterations(result.iterations)
    if as_json:
        click.echo(envelope("ok", indices_data(result, found), [*loaded.findings, *few]))
    else:
        show_findings(few)
        click.echo(indices_text(result, found, top, line_width()))
