"""``riskcast mitigate``."""

from __future__ import annotations

import click

from riskcast.cli.ask import at_option, out_option, question_options, show_written, simulated, write_answers
from riskcast.cli.lines import line_width
from riskcast.cli.problems import envelope
from riskcast.cli.progress import progress_bar
from riskcast.cli.values import parse_day_option, parse_money_option


@click.command()
@question_options(iterations=5_000)
@click.option("--of", "measure", default="finish", show_default=True, metavar="MEASURE",
              help="What is to improve: finish, cost, or those of a project or milestone.")  # fmt: skip
@at_option
@click.option("--budget", metavar="SUM", help="The most that responses may cost together: 120k.")
@click.option("--by", "day", metavar="DAY", help="Find the cheapest responses that keep this day at the percentile.")
@click.option("--within", "total", metavar="SUM",
              help="With --of cost: find the cheapest responses that keep this sum at the percentile.")  # fmt: skip
@out_option
def mitigate(
    program: str,
    scenarios: tuple[str, ...],
    iterations: int,
    seed: int | None,
    threads: int | None,
    as_json: bool,
    measure: str,
    p: int | None,
    budget: str | None,
    day: str | None,
    total: str | None,
    out: str | None,
) -> None:
    """Choose the planned responses to the risks of a PROGRAM that are worth their money."""
    limit = None if budget is None else parse_money_option(budget, "--budget")
    is_money = measure.partition(":")[0] == "cost"
    if (day is not None and is_money) or (total is not None and not is_money):
        raise click.UsageError("--by goes with dates, --within with --of cost")
    target = None if day is None else parse_day_option(day, "--by")
    sum_ = None if total is None else parse_money_option(total, "--within")
    loaded, result = simulated(program, scenarios, iterations, seed, threads, quiet=as_json)
    from riskcast.analysis.mitigation.choose import mitigate as choose
    from riskcast.cli.mitigate_text import mitigate_data, mitigate_text

    with progress_bar("Searching", "steps") as progress:
        found = choose(result, measure, p, budget=limit, target=target or sum_, threads=threads, progress=progress)
    written = write_answers(result, loaded, out, [found], scenarios)
    if as_json:
        click.echo(envelope("ok", mitigate_data(result, found), loaded.findings))
        return
    click.echo(mitigate_text(result, found, line_width()))
    show_written(written)
