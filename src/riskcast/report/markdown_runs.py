"""Inline content of the page as runs of text, without what is for eyes or hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskcast.report.markdown_text import Run, inline, turns
from riskcast.report.tree import Node

BLOCKS = frozenset(
    ("article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2",
     "h3", "h4", "h5", "h6", "header", "li", "main", "ol", "p", "section", "summary", "table", "ul")
)  # fmt: skip
_FOR_HANDS = frozenset(
    ("button", "canvas", "datalist", "form", "input", "label", "nav", "noscript", "option", "script", "select", "style",
     "svg", "template", "textarea")
)  # fmt: skip
_FOR_EYES = frozenset(("controls", "key", "meter", "plot", "sample", "skip", "spoken"))
"""Classes of what says nothing in plain text; what is only spoken stands in a table beside it, too."""
_BETWEEN = " · "
"""Sign between what the page writes below each other."""


def is_left_out(node: Node) -> bool:
    """Return whether an element is hidden, a control, or for eyes only."""
    hidden = "hidden" in node.attributes or node.attributes.get("aria-hidden") == "true"
    return hidden or node.tag in _FOR_HANDS or not _FOR_EYES.isdisjoint(node.classes)


def runs(children: Sequence[Node | str]) -> list[Run]:
    """Return inline content as runs; what has its own line on the page is set apart by a dot."""
    lines: list[list[Run]] = [[]]
    for run in _pieces(children, bold=False):
        if run is None:
            lines.append([])
        else:
            lines[-1].append(run)
    whole: list[Run] = []
    for line in lines:
        if any(text.strip() for text, _ in line):
            whole += [(_BETWEEN, False), *line] if whole else line
    return whole


def _pieces(children: Sequence[Node | str], bold: bool) -> Iterator[Run | None]:
    """Yield the runs of inline content, and None where a line ends."""
    for child in children:
        if isinstance(child, str):
            yield child, bold
        elif child.tag == "br":
            yield None
        elif not is_left_out(child):
            own_line = child.tag in BLOCKS or "line" in child.classes
            isolate = child.tag == "bdi" and turns(child.text)
            yield from [None] if own_line else []
            yield from [("\u2068", bold)] if isolate else []
            yield from _pieces(child.children, bold or child.tag in ("b", "strong"))
            yield from [("\u2069", bold)] if isolate else []
            yield from [None] if own_line else []


def all_bold(node: Node) -> str:
    """Return the text of an element as one bold line."""
    return inline((text, True) for text, _ in runs(node.children))
