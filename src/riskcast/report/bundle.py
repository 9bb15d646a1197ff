"""The page's own script and the styles of its controls, from the files under ``assets``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

SCRIPTS = (
    "unpack.js",
    "words.js",
    "sums.js",
    "figures.js",
    "drawing.js",
    "state.js",
    "live.js",
    "boxes.js",
    "filters.js",
    "years.js",
    "copy.js",
    "link.js",
    "contents.js",
    "main.js",
)
"""Parts of the one script, in order; they share one closure and leave nothing on the window."""
STYLES = ("base.css", "parts.css", "figures.css", "tables.css", "controls.css", "layout.css", "print.css")


@cache
def script() -> str:
    """Return the whole script of a page."""
    return '"use strict";\n(() => {\n' + "\n".join(asset(file) for file in SCRIPTS) + "})();\n"


@cache
def styles() -> str:
    """Return the style sheet of a page, without its colours."""
    return "\n".join(asset(file) for file in STYLES)


def asset(file: str) -> str:
    """Return the text of a file under ``assets``."""
    return files("riskcast.report").joinpath("assets", file).read_text(encoding="utf-8")
