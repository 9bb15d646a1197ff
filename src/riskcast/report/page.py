"""All sections on one page that needs nothing else: no network, no other file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from string import Template

from riskcast.analysis.wording import say_date
from riskcast.errors import Finding
from riskcast.report.block import json_block
from riskcast.report.charts.chart import Chart
from riskcast.report.context import Context
from riskcast.report.html import Html, el, escape, join, name, raw_block
from riskcast.report.plotlyjs import packed_plotly, script_hash
from riskcast.report.section import Fragment, Section
from riskcast.report.sections.order import SECTIONS
from riskcast.report.theme import DARK, LIGHT, css_variables
from riskcast.simulation.result import Result

_LONG = 500
"""Characters from which a description is folded away."""


def render_report(result: Result, findings: Sequence[Finding] = (), answers: Sequence[object] = ()) -> str:
    """Return the report of a result as one HTML page; the same result gives the same page to the byte.

    Parameters
    ----------
    result
        What to report.
    findings
        Remarks about the input that readers should know, listed with the method.
    answers
        What further analyses of this result found, such as an Attribution or a Comparison; each has its section.
    """
    context = Context(result, tuple(findings), tuple(answers))
    rendered = [(section, section.render(context)) for section in SECTIONS]
    shown = [(section, fragment) for section, fragment in rendered if fragment is not None]
    charts = {id_: chart for _, fragment in shown for id_, chart in fragment.charts.items()}
    script, plotly = raw_block(_asset("page.js")), packed_plotly()
    return Template(_asset("page.html")).substitute(
        policy=_policy(script_hash(script.encode("utf-8")), plotly.sha256),
        title=escape(f"{result.program.label}: forecast"),
        style=raw_block(css_variables() + _asset("page.css")),
        header=_header(context),
        contents=el("ul", *(el("li", el("a", section.title, href=f"#{section.id}")) for section, _ in shown)),
        main=join(*(_section(section, fragment) for section, fragment in shown)),
        footer=_footer(context),
        charts=_data(charts),
        plotly=plotly.data,
        script=script,
    )


def _policy(*hashes: str) -> str:
    """Return the content security policy: nothing is loaded, and only our two scripts run, known by their hash."""
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _data(charts: dict[str, Chart]) -> str:
    palettes = {"light": LIGHT, "dark": DARK}
    return json_block({"palettes": palettes, "charts": {id_: chart.to_page() for id_, chart in charts.items()}})


def _section(section: Section, fragment: Fragment) -> Html:
    head = f"{section.id}-title"
    return el("section", el("h2", section.title, id=head), fragment.html, id=section.id, aria_labelledby=head)


def _header(context: Context) -> Html:
    program = context.result.program
    count = context.result.iterations
    facts = f"Forecast from {count:,} simulated future{'' if count == 1 else 's'}"
    status = f", status of {say_date(program.data_date or program.start)}"
    return join(
        el("h1", name(program.label)), el("p", facts + status, class_="facts"), *_description(program.description)
    )


def _description(text: str) -> list[Html]:
    text = text.strip()
    if not text:
        return []
    body = el("p", name(text), class_="prose")
    return [body] if len(text) <= _LONG else [el("details", el("summary", "About this program"), body)]


def _footer(context: Context) -> Html:
    manifest = context.result.manifest
    return el(
        "p",
        f"riskcast {manifest.riskcast}, seed {manifest.seed}, result {manifest.result_digest[:12]}. "
        "Charts: plotly.js (MIT licence), inside this file. Nothing is loaded from the network.",
    )


@cache
def _asset(file: str) -> str:
    return files("riskcast.report").joinpath(file).read_text(encoding="utf-8")
