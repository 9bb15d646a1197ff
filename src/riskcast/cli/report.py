"""``riskcast report``."""

from __future__ import annotations

from pathlib import Path

import click

from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.progress import progress_bar


def _list_sections(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the ids of all sections and stop."""
    if not wanted or context.resilient_parsing:
        return
    from riskcast.cli.table import format_table
    from riskcast.report.sections.order import SECTIONS

    rows = [[section.id, section.part, section.title] for section in SECTIONS]
    click.echo(format_table(["id", "part", "title"], rows))
    context.exit()


def _beside(result: Path) -> Path:
    """Return the page to write beside a result file; the page of a review, which holds more, keeps its name."""
    page = result.with_suffix(".html")
    return page.with_stem(f"{page.stem}-report") if "-review-" in page.stem else page


def _require_apart(paths: list[Path]) -> None:
    """Raise UsageError when two files would be one."""
    if len({path.resolve() for path in paths}) < len(paths):
        raise click.UsageError(f"{paths[1]} is also the name of another file of this command; choose another -o")


@click.command()
@click.argument("result", type=click.Path())
@click.option(
    "-o",
    "--out",
    type=click.Path(),
    help="HTML file to write; beside the result file when absent (the page of a review is kept).",
)
@click.option("--section", "sections", metavar="ID", multiple=True,
              help="Show this section, and only those named, in this order.")  # fmt: skip
@click.option("--sections", "listed", is_flag=True, is_eager=True, expose_value=False, callback=_list_sections,
              help="List the ids of all sections.")  # fmt: skip
@click.option("--pdf", "as_pdf", is_flag=True, help="Also print it to PDF, with an installed Chrome, Chromium or Edge.")
@click.option("--md", "as_md", is_flag=True, help="Also write answers and tables as Markdown.")
def report(result: str, out: str | None, sections: tuple[str, ...], as_pdf: bool, as_md: bool) -> None:
    """Write the HTML report of a saved RESULT (*.riskcast), whole or some of its sections."""
    from riskcast.report import write_report
    from riskcast.report.rendered import require_sections
    from riskcast.simulation.again import with_money
    from riskcast.simulation.file import load_result

    require_sections(sections)
    if as_pdf:
        from riskcast.report.browser import find_browser

        find_browser()
    target = Path(out) if out else _beside(Path(result))
    _require_apart([Path(result), target, *([target.with_suffix(".md")] if as_md else []),
                    *([target.with_suffix(".pdf")] if as_pdf else [])])  # fmt: skip
    found = load_result(result)
    if found.manifest.phasing:
        prepare_kernels(found.program, found.manifest.phasing)
    with progress_bar() as progress:
        whole = with_money(found, progress)
    click.echo(f"Wrote {write_report(whole, target, sections=sections)}")
    if as_md:
        from riskcast.report.markdown import write_markdown

        click.echo(f"Wrote {write_markdown(whole, target.with_suffix('.md'), sections=sections)}")
    if as_pdf:
        from riskcast.report.pdf import write_pdf

        click.echo(f"Wrote {write_pdf(target, target.with_suffix('.pdf'))}")
