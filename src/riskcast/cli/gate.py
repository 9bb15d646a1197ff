"""``riskcast gate``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from riskcast.cli.few import few_iterations
from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.lines import line_width, say_count
from riskcast.cli.problems import envelope, show_findings
from riskcast.cli.progress import progress_bar
from riskcast.cli.read import program_argument
from riskcast.cli.scenario_option import read_with_scenarios, scenario_option
from riskcast.cli.values import parse_day_option, parse_money_option
from riskcast.errors import Finding, InvalidInput, did_you_mean

if TYPE_CHECKING:
    from riskcast.analysis.gate import Gate, Promise
    from riskcast.formats import Loaded
    from riskcast.model.program import Program
    from riskcast.simulation.result import Result


@click.command()
@program_argument
@click.option("--finish-by", metavar="DAY", help="Promise that the program finishes by this day: 2028-03-31.")
@click.option("--budget", metavar="SUM", help="Promise that the program costs no more than this sum: 12.5m.")
@click.option("--milestone", "milestones", metavar='"ID DAY"', multiple=True,
              help="Promise that a milestone is reached by a day; may be given more than once.")  # fmt: skip
@click.option("--all", "every", is_flag=True,
              help="Judge every target of the program, its projects and milestones too.")  # fmt: skip
@click.option("--confidence", type=click.IntRange(1, 99),
              help="Percent of futures that are to keep each promise; that of the program when absent.")  # fmt: skip
@scenario_option
@click.option("-n", "--iterations", type=int, default=10_000, show_default=True, help="Simulated futures at first.")
@click.option("--max-iterations", type=int, default=100_000, show_default=True,
              help="While a promise is undecided, run four times as many futures, up to so many.")  # fmt: skip
@click.option("--seed", type=int, help="0 to 2^64 - 1; one is drawn and printed when absent.")
@click.option("--threads", type=int, help="Worker threads. Never changes a result.")
@click.option("--strict", is_flag=True, help="An undecided promise fails, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdicts as JSON.")
def gate(
    program: str,
    finish_by: str | None,
    budget: str | None,
    milestones: tuple[str, ...],
    every: bool,
    confidence: int | None,
    scenarios: tuple[str, ...],
    iterations: int,
    max_iterations: int,
    seed: int | None,
    threads: int | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Say whether a PROGRAM keeps its promises with the confidence asked for; exit 1 when it does not.

    Without --finish-by, --budget and --milestone the finish and the budget of the program's targets are judged; with
    them nothing else is, unless --all is given. A promise is met when the whole 95 % interval of its chance is at or
    above the confidence, failed when the whole interval is below, and undecided otherwise.
    """
    asked = tuple(_asked(finish_by, budget, milestones))
    loaded = read_with_scenarios(program, scenarios, quiet=as_json)
    promised = _promised(loaded.program, asked, every)
    prepare_kernels(loaded.program)
    found = _judge(loaded, promised, confidence, iterations, max_iterations, seed, threads)
    from riskcast.cli.gate_text import gate_data, gate_text

    few = few_iterations(found.iterations)
    if as_json:
        click.echo(envelope("ok", gate_data(found, loaded.program.currency), [*loaded.findings, *few]))
    else:
        show_findings(few)
        click.echo(gate_text(found, loaded.program.currency, line_width()))
        click.echo(f"{say_count(found.iterations, 'iteration')}, seed {found.seed}", err=True)
    if found.failed or (strict and not found.decided):
        raise click.exceptions.Exit(1)


def _judge(
    loaded: Loaded,
    promised: Sequence[Promise],
    confidence: int | None,
    iterations: int,
    most: int,
    seed: int | None,
    threads: int | None,
) -> Gate:
    """Simulate until every promise is decided, always with the seed of the first run."""
    from riskcast.analysis.gate import decide
    from riskcast.simulation.plan import Plan
    from riskcast.simulation.run import simulate

    Plan(max(most, iterations), seed, threads=threads).resolved(len(loaded.program.tasks))
    first = Plan(iterations, seed, threads=threads).resolved(len(loaded.program.tasks))

    def simulated(count: int) -> Result:
        with progress_bar() as progress:
            return simulate(loaded.program, Plan(count, first.seed, threads=threads), progress, checked=True)

    return decide(simulated, promised, confidence, iterations, max(most, iterations))


def _asked(finish_by: str | None, budget: str | None, milestones: Sequence[str]) -> Iterator[Promise]:
    """Yield the promises of the command line."""
    from riskcast.analysis.gate import Promise

    if finish_by is not None:
        yield Promise("finish", parse_day_option(finish_by, "--finish-by"))
    if budget is not None:
        yield Promise("cost", parse_money_option(budget, "--budget"))
    for text in milestones:
        id_, _, day = text.strip().rpartition(" ")
        if not id_:
            raise click.BadParameter(f'{text!r} is no id and day; write "ID 2027-11-19"', param_hint="--milestone")
        yield Promise(f"milestone:{id_.strip()}", parse_day_option(day, "--milestone"))


def _promised(program: Program, asked: Sequence[Promise], every: bool) -> list[Promise]:
    """Return what is judged: what was asked for, which replaces the target of the program, and its other targets."""
    from riskcast.analysis.gate import promises

    known = [task.id for task in program.tasks if task.is_milestone]
    named = [promise.measure.partition(":")[2] for promise in asked if ":" in promise.measure]
    unknown = [id_ for id_ in named if id_ not in known]
    if unknown:
        raise InvalidInput(
            [Finding("RC181", f"there is no milestone {id_!r}", did_you_mean(id_, known)) for id_ in unknown]
        )
    found: dict[str, list[Promise]] = {}
    for promise in promises(program, every=every) if every or not asked else ():
        found[promise.measure] = [promise]
    for measure in {promise.measure: None for promise in asked}:
        found[measure] = [promise for promise in dict.fromkeys(asked) if promise.measure == measure]
    if not found:
        raise click.UsageError(
            "there is nothing to judge: the program has no targets; give --finish-by, --budget or --milestone"
            + ("" if every else ", or --all when its projects or milestones have some")
        )
    return [promise for judged in found.values() for promise in judged]
