"""All sections on one page that needs nothing else: no network, no other file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from string import Template
from urllib.parse import quote

from riskcast.analysis.wording import say_date
from riskcast.errors import Finding
from riskcast.report.bundle import asset, script, styles
from riskcast.report.context import Context
from riskcast.report.controls import controls
from riskcast.report.data import page_data
from riskcast.report.html import Html, el, escape, join, name, raw_block
from riskcast.report.pdf import page_boxes
from riskcast.report.plotlyjs import packed_plotly, script_hash
from riskcast.report.rendered import Rendered, rendered
from riskcast.report.theme import css_variables
from riskcast.simulation.result import Result


def render_report(
    result: Result,
    findings: Sequence[Finding] = (),
    answers: Sequence[object] = (),
    *,
    sections: Sequence[str] = (),
    workbook: str = "",
) -> str:
    """Return the report of a result as one HTML page; the same result gives the same page to the byte.

    Parameters
    ----------
    result
        What to report.
    findings
        Remarks about the input that readers should know, listed with the method.
    answers
        What further analyses of this result found, such as an Attribution or a Comparison; each has its section.
    sections
        Ids of the sections to show, in this order; when empty, what the program chooses, or else all of them.
    workbook
        File name of a workbook beside the page, to which the page then links.

    Raises
    ------
    InvalidInput
        When there is no such section, or none of those asked for has anything to say.
    """
    context = Context(result, tuple(findings), tuple(answers))
    shown = rendered(context, sections)
    charts = {id_: chart for _, fragment in shown for id_, chart in fragment.charts.items()}
    code, plotly = raw_block(script()), packed_plotly()
    return Template(asset("page.html")).substitute(
        policy=_policy(script_hash(code.encode("utf-8")), plotly.sha256),
        title=escape(f"{_title(context)}: forecast"),
        style=raw_block(css_variables() + styles() + page_boxes(_title(context), _status(context))),
        header=_header(context, workbook),
        contents=_contents(shown),
        controls=controls(context),
        main=join(*_main(shown)),
        footer=_footer(context),
        data=page_data(context, charts),
        plotly=plotly.data,
        script=code,
    )


def _policy(*hashes: str) -> str:
    """Return the content security policy: nothing is loaded, and only our two scripts run, known by their hash."""
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _contents(shown: Sequence[Rendered]) -> Html:
    """Return the contents, by part; narrow screens show the parts alone."""
    parts = []
    for part, sections in _parts(shown):
        links = (el("li", el("a", section.title, href=f"#{section.id}")) for section, _ in sections)
        parts.append(el("li", el("a", part, href=f"#{sections[0][0].id}"), el("ul", *links)))
    return el("ul", *parts)


def _main(shown: Sequence[Rendered]) -> Iterator[Html]:
    for part, sections in _parts(shown):
        yield el("p", part, class_="part")
        for section, fragment in sections:
            head = f"{section.id}-title"
            title = el("h2", section.title, id=head)
            yield el("section", title, fragment.html, id=section.id, aria_labelledby=head)


def _parts(shown: Sequence[Rendered]) -> Iterator[tuple[str, list[Rendered]]]:
    return ((part, list(group)) for part, group in groupby(shown, key=lambda pair: pair[0].part))


def _title(context: Context) -> str:
    program = context.result.program
    return program.report.title or program.label


def _status(context: Context) -> str:
    program = context.result.program
    return f"Status of {say_date(program.data_date or program.start)}"


def _header(context: Context, workbook: str) -> Html:
    program, count = context.result.program, context.result.iterations
    facts: list[str] = [] if program.report.title in ("", program.label) else [name(program.label)]
    facts += [_status(context), f"{count:,} simulated future{'' if count == 1 else 's'}"]
    facts += [el("a", "all figures as an Excel workbook", href=_relative(workbook))] if workbook else []
    line = [part for fact in facts for part in (" · ", fact)][1:]
    logo = [Html(f'<img class="logo" src="{escape(program.report.logo)}" alt="">')] if program.report.logo else []
    heading = el("div", el("h1", name(_title(context))), el("p", *line, class_="facts"))
    return join(*logo, heading)


def _relative(file: str) -> str:
    """Return the address of a file in the page's own folder, which no name can turn into another scheme or host."""
    return "./" + quote(file, safe="")


def _footer(context: Context) -> Html:
    manifest = context.result.manifest
    return el(
        "p",
        f"riskcast {manifest.riskcast}, seed {manifest.seed}, result {manifest.result_digest[:12]}. "
        "Charts: plotly.js (MIT licence), inside this file. Nothing is loaded from the network.",
    )
