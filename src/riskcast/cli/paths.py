"""``riskcast paths``."""

from __future__ import annotations

import click

from riskcast.cli.ask import at_option, out_option, question_options, show_written, simulated, write_answers
from riskcast.cli.kernels import prepare_paths
from riskcast.cli.lines import line_width
from riskcast.cli.problems import envelope


@click.command()
@question_options(iterations=5_000)
@click.option("--of", "measure", default="finish", show_default=True, metavar="MEASURE",
              help="finish, finish:PROJECT or milestone:ID.")  # fmt: skip
@at_option
@out_option
def paths(
    program: str,
    scenarios: tuple[str, ...],
    iterations: int,
    seed: int | None,
    threads: int | None,
    as_json: bool,
    measure: str,
    p: int | None,
    out: str | None,
) -> None:
    """Show which chains of tasks drive a date of a PROGRAM, what merging paths cost, and which project delays which."""
    loaded, result = simulated(program, scenarios, iterations, seed, threads, quiet=as_json)
    prepare_paths()
    from riskcast.analysis.cross_project import cross_project
    from riskcast.analysis.merges import merges
    from riskcast.analysis.paths import paths as trace
    from riskcast.cli.paths_text import Traced, paths_data, paths_text

    found = Traced(trace(result, measure), merges(result, measure), cross_project(result, measure, p))
    written = write_answers(result, loaded, out, [found.paths, found.merges, found.cross], scenarios)
    if as_json:
        click.echo(envelope("ok", paths_data(result, found), loaded.findings))
        return
    click.echo(paths_text(result, found, line_width()))
    show_written(written)
