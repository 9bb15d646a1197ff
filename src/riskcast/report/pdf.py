"""The HTML report on paper: A4 pages with a header, every chart drawn."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riskcast.errors import FileProblem
from riskcast.formats.atomic import write_file
from riskcast.report.browser import run_browser
from riskcast.report.html import clean
from riskcast.report.theme import FONT, LIGHT

_LONGEST = 70
"""Characters of a program's name that fit beside the date in the page header."""
_BUDGET = 60_000
"""Milliseconds of the page's own time to draw in; they pass as fast as the drawing goes."""
_STATE = re.compile(r'<html\b[^>]*\bdata-charts="(\w*)"')
_PLAIN = re.compile(r"[A-Za-z0-9 ,.:()\u00a1-\u167f\u2070-\ud7ff]")


def page_boxes(program_label: str, status_date_text: str) -> str:
    """Return the CSS of the page header and footer in print: program, date, and page x of y.

    The texts stay texts, whatever they hold; they belong behind the other rules of the page's style.

    Parameters
    ----------
    program_label
        The name of the program; a long one is cut.
    status_date_text
        The date that the forecast stands for, in words.
    """
    look = f"font: 8pt {FONT}; color: {LIGHT['muted']}; vertical-align: bottom; padding-bottom: 4mm"
    foot = look.replace("bottom", "top")
    return (
        "@page {\n"
        "  size: A4 portrait; margin: 19mm 14mm 17mm;\n"
        f"  @top-left {{ content: {_css(_cut(program_label))}; text-align: left; {look}; }}\n"
        f"  @top-right {{ content: {_css(status_date_text)}; text-align: right; white-space: nowrap; {look}; }}\n"
        f'  @bottom-right {{ content: "Page " counter(page) " of " counter(pages); text-align: right; {foot}; }}\n'
        "}\n"
    )


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip("\u200d\ufe0f ") + "…"


def _css(text: str) -> str:
    """Return text as a CSS string that cannot end itself, its rule or the style element, nor turn what follows it."""
    isolated = f"\u2068{clean(' '.join(text.split()))}\u2069"
    return '"' + "".join(c if _PLAIN.match(c) else f"\\{ord(c):06x}" for c in isolated) + '"'


def write_pdf(html_path: str | os.PathLike[str], pdf_path: str | os.PathLike[str], *, timeout: float = 120.0) -> Path:
    """Print an HTML report to a PDF file by the browser of this computer, and return the path of the file.

    An older file is replaced; missing folders are made. The browser gets a profile of its own and no network.

    Parameters
    ----------
    html_path
        The report, as ``write_report`` writes it.
    pdf_path
        Name of the PDF file.
    timeout
        Seconds that the browser may take.

    Raises
    ------
    FileProblem
        When there is no report, no browser, the browser fails or leaves charts undrawn, or the file cannot be written.
    """
    source, target = Path(html_path), Path(pdf_path)
    if not source.is_file():
        raise FileProblem(f"{source}: there is no such report to print")
    if target.is_dir():
        raise FileProblem(f"{target}: this is a folder, but a file is expected")
    with _workplace(target) as folder:
        printed = _print(source, folder / "report.pdf", timeout)
        with printed.open("rb") as pages, write_file(target) as stream:
            shutil.copyfileobj(pages, stream)
    return target


@contextmanager
def _workplace(target: Path) -> Iterator[Path]:
    """Make a folder beside the target: a browser in a sandbox may see neither the temporary nor hidden folders."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix="riskcast-pdf-", dir=target.parent, ignore_cleanup_errors=True)
    except OSError as error:
        raise FileProblem(f"{target}: cannot be written: {error.strerror or error}") from None
    with folder as name:
        yield Path(name)


def _print(source: Path, out: Path, timeout: float) -> Path:
    """Print a page, and check by what the browser saw of it that its charts were drawn."""
    page = run_browser(
        [
            *("--host-resolver-rules=MAP * ~NOTFOUND", f"--virtual-time-budget={_BUDGET}"),
            *("--no-pdf-header-footer", "--generate-pdf-document-outline", "--dump-dom"),
            f"--print-to-pdf={out.resolve()}",
            source.resolve().as_uri(),
        ],
        timeout,
    )  # fmt: skip
    if not out.is_file() or not out.read_bytes()[:5] == b"%PDF-":
        raise FileProblem(f"{source}: the browser said nothing, but made no PDF of it")
    state = _STATE.search(page)
    if "data-charts" in page and (state is None or state[1] != "drawn"):
        raise FileProblem(f"{source}: the browser did not draw the charts; update it, or print the report from another")
    return out
