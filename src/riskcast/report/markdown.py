"""The report as Markdown, for a mail or a pull request: the same sentences and tables, without pictures."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from riskcast.analysis.wording import say_date
from riskcast.errors import Finding
from riskcast.formats.atomic import write_file
from riskcast.report.context import Context
from riskcast.report.html import Html, el, join, name
from riskcast.report.markdown_blocks import blocks
from riskcast.report.rendered import rendered
from riskcast.report.tree import read_tree
from riskcast.simulation.result import Result


def to_markdown(html_fragment: str) -> str:
    """Return a part of the page as Markdown; what people wrote stays text in it.

    Drawings, their keys, controls and what is hidden or only spoken are left out; of a figure its title and words
    remain. Tables and lists that open on demand are cut after 30 rows, and say so. Text keeps every visible character;
    an invisible joiner (U+2060) stands where GitHub would make a link or a mention of a name.
    """
    found = blocks(read_tree(html_fragment))
    return "\n\n".join(found) + "\n" if found else ""


def render_markdown(context: Context, sections: Sequence[str] = ()) -> str:
    """Return sections of a report as one Markdown text, with a heading, and with what gives the result again.

    Parameters
    ----------
    context
        What is reported.
    sections
        Ids of the sections to show, in this order; when empty, what the program chooses, or else all of them.

    Raises
    ------
    InvalidInput
        When there is no such section, or none of those asked for has anything to say.
    """
    shown = rendered(context, sections)
    parts = (el("h2", section.title) + fragment.html for section, fragment in shown)
    return to_markdown(_header(context) + "".join(parts) + _footer(context))


def write_markdown(
    result: Result,
    path: str | os.PathLike[str],
    *,
    findings: Sequence[Finding] = (),
    answers: Sequence[object] = (),
    sections: Sequence[str] = (),
) -> Path:
    """Write the report of a result as one Markdown file, replacing an older one, and return its path.

    Parameters
    ----------
    result
        What to report.
    path
        Name of the file; missing folders are made.
    findings
        Remarks about the input that readers should know.
    answers
        What further analyses of this result found, as for ``write_report``; each has its section.
    sections
        Ids of the sections to show, in this order; when empty, what the program chooses, or else all of them.

    Raises
    ------
    FileProblem
        When the file cannot be written.
    InvalidInput
        When there is no such section, or none of those asked for has anything to say.
    """
    target = Path(path)
    text = render_markdown(Context(result, tuple(findings), tuple(answers)), sections)
    with write_file(target) as stream:
        stream.write(text.encode("utf-8"))
    return target


def _header(context: Context) -> Html:
    program, count = context.result.program, context.result.iterations
    title = program.report.title or program.label
    facts = [] if title == program.label else [name(program.label), " · "]
    facts.append(f"Status of {say_date(program.data_date or program.start)}")
    facts.append(f" · {count:,} simulated future{'' if count == 1 else 's'}")
    about = [el("p", name(program.description), class_="prose")] if program.description.strip() else []
    return join(el("h1", name(title)), el("p", *facts), *about)


def _footer(context: Context) -> Html:
    manifest = context.result.manifest
    return el("p", f"riskcast {manifest.riskcast}, seed {manifest.seed}, result {manifest.result_digest[:12]}.")
