"""``riskcast review``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from riskcast.cli.folder import new_folder
from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.lines import line_width
from riskcast.cli.progress import progress_bar
from riskcast.cli.read import program_argument
from riskcast.cli.review_files import SUFFIX, Pack, stem_of
from riskcast.cli.scenario_option import scenario_option

if TYPE_CHECKING:
    from riskcast.analysis.review.review import Review
    from riskcast.cli.review_read import Inputs


@click.command()
@program_argument
@scenario_option
@click.option("--combine", is_flag=True, help="All scenarios together as one more option.")
@click.option("--since", metavar="LAST.riskcast", type=click.Path(), help="Result file of the last review.")
@click.option("-n", "--iterations", type=int, default=10_000, show_default=True, help="Simulated futures.")
@click.option("--seed", type=int, help="0 to 2^64 - 1; one is drawn and printed when absent.")
@click.option("--threads", type=int, help="Worker threads. Never changes a result.")
@click.option("--section", "sections", metavar="ID", multiple=True,
              help="Show this section, and only those named, in this order (riskcast report --sections).")  # fmt: skip
@click.option("-o", "--out", type=click.Path(file_okay=False), default="reports", show_default=True,
              help="Folder for what is written.")  # fmt: skip
@click.option("--pdf", "as_pdf", is_flag=True, help="Also print it to PDF, with an installed Chrome, Chromium or Edge.")
@click.option("--md", "as_md", is_flag=True, help="Also write answers and tables as Markdown.")
def review(
    program: str,
    scenarios: tuple[str, ...],
    combine: bool,
    since: str | None,
    iterations: int,
    seed: int | None,
    threads: int | None,
    sections: tuple[str, ...],
    out: str,
    as_pdf: bool,
    as_md: bool,
) -> None:
    """Write the review pack of a PROGRAM for its steering committee: one HTML file, the workbook, the result.

    Every --scenario is an option to be decided; without any, those that the program's report block names. The file
    names carry the data date, so that the next review does not overwrite this one.
    """
    from riskcast.cli.review_read import read_inputs

    given = read_inputs(program, scenarios, since, combine=combine)
    stem = stem_of(given.loaded.program)
    _require_free(since, Path(out) / f"{stem}{SUFFIX}")
    _require_renderable(sections, as_pdf=as_pdf)
    found = _asked(given, iterations, seed, threads, sections)
    _deliver(Pack(found, given.findings, Path(out), stem, sections), as_pdf=as_pdf, as_md=as_md)


def _require_free(since: str | None, target: Path) -> None:
    """Complain before the work and not after it: a review must not overwrite the one that it is held against."""
    if since is not None and Path(since).resolve() == target.resolve():
        raise click.UsageError(f"--since {since} would be overwritten: move the data date, or choose another -o folder")


def _require_renderable(sections: tuple[str, ...], *, as_pdf: bool) -> None:
    """Complain about sections and browsers before the work, too."""
    from riskcast.report.rendered import require_sections

    require_sections(sections)
    if as_pdf:
        from riskcast.report.browser import find_browser

        find_browser()


def _asked(given: Inputs, iterations: int, seed: int | None, threads: int | None, sections: tuple[str, ...]) -> Review:
    from riskcast.analysis.review.review import review as ask
    from riskcast.simulation.cash import GROUPS
    from riskcast.simulation.plan import Plan

    plan = Plan(iterations, seed, threads=threads)
    plan.resolved(len(given.loaded.program.tasks))
    prepare_kernels(given.loaded.program, GROUPS)
    return ask(given.loaded.program, given.ways, given.last, plan, sections=sections, stage=progress_bar)


def _deliver(pack: Pack, *, as_pdf: bool, as_md: bool) -> None:
    """Write the files and print the answers; a browser that fails comes last and takes nothing with it."""
    from riskcast.cli.review_text import review_text

    with new_folder(pack.folder):
        written = pack.write()
    written += [pack.write_markdown()] if as_md else []
    click.echo(review_text(pack.found, line_width()))
    for path in written:
        click.echo(f"Wrote {path}")
    if as_pdf:
        click.echo(f"Wrote {pack.write_pdf()}")
