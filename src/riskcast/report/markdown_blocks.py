"""Sections of the page as blocks of Markdown: headings, paragraphs, points, terms and tables."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.report.markdown_runs import BLOCKS, all_bold, is_left_out, runs
from riskcast.report.markdown_text import Run, at_start, inline
from riskcast.report.tree import Node

LISTED = 30
"""Rows of a table, or points of a list, that are shown of what the page opens on demand."""


def blocks(node: Node, most: int | None = None) -> list[str]:
    """Return the content of an element as blocks, which a blank line has to part.

    Parameters
    ----------
    node
        What to write.
    most
        Number of rows after which tables and lists are cut; None for all.
    """
    found: list[str] = []
    loose: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str) or child.tag not in BLOCKS:
            loose.append(child)
            continue
        found += _paragraph(loose)
        loose = []
        if not is_left_out(child):
            found += _block(child, most)
    return found + _paragraph(loose)


def _block(node: Node, most: int | None) -> list[str]:
    if node.tag[0] == "h" and node.tag[1:].isdigit():
        text = inline(runs(node.children))
        return [f"{'#' * int(node.tag[1])} {text}"] if text else []
    if node.tag in ("p", "summary", "dt", "dd", "figcaption"):
        return _lines(node) if "prose" in node.classes else _paragraph(node.children)
    if node.tag in ("ul", "ol"):
        return _chain(node) if "chain" in node.classes else _list(node, most)
    if node.tag == "dl":
        return _meanings(node)
    if node.tag == "table":
        return _table(node, most)
    if node.tag == "figure":
        return _figure(node, most)
    if node.tag == "details":
        return _details(node)
    return blocks(node, most)


def _paragraph(children: Sequence[Node | str]) -> list[str]:
    text = inline(runs(children))
    return [at_start(text)] if text else []


def _lines(node: Node) -> list[str]:
    """Return text whose line breaks count, one paragraph for each line."""
    texts = (inline([(line, False)]) for line in node.text.splitlines())
    return [at_start(text) for text in texts if text]


def _chain(node: Node) -> list[str]:
    """Return the steps of a path as one sentence."""
    steps = [runs(step.children) for step in node.nodes("li")]
    return [at_start(inline(run for i, step in enumerate(steps) for run in ([(" → ", False)] if i else []) + step))]


def _list(node: Node, most: int | None) -> list[str]:
    points = [point for point in node.nodes("li") if not is_left_out(point)]
    mark = "- " if node.tag == "ul" else "1. "
    written = [_point(point, mark, most) for point in points[:most]]
    return [*(["\n".join(written)] if written else []), *_more(len(points), most, "point")]


def _point(point: Node, mark: str, most: int | None) -> str:
    """Return a point of a list; what stands in it below its first line is set in to belong to it."""
    below = [child for child in point.nodes("ul", "ol", "table", "dl", "figure", "details") if not is_left_out(child)]
    first = at_start(inline(runs([child for child in point.children if child not in below])))
    lines = [line for child in below for block in _block(child, most) for line in ("", *block.split("\n"))]
    return "\n".join([mark + first, *(" " * len(mark) + line if line else "" for line in lines)])


def _meanings(node: Node) -> list[str]:
    """Return terms and what is said of them, one point for each."""
    points: list[list[Run]] = []
    for part in node.find("dt", "dd"):
        said = runs(part.children)
        if part.tag == "dt":
            term = [(text, True) for text, _ in said]
            points.append([*term, (":", True), (" ", False)])
        elif points and said:
            points[-1] += [*_stop(points[-1]), *((text, False) for text, _ in said)]
    written = [f"- {inline(point)}" for point in points]
    return ["\n".join(written)] if written else []


def _stop(said: Sequence[Run]) -> list[Run]:
    """Return what has to stand between two remarks on one term."""
    end = said[-1][0].rstrip()[-1:]
    if not end:
        return []
    return [(" " if end in ".!?" else ". ", False)]


def _figure(node: Node, most: int | None) -> list[str]:
    """Return the title, words and numbers of a figure; nothing of one that is all picture."""
    found = blocks(node, most)
    return found if any(not block.startswith("#") for block in found) else []


def _details(node: Node) -> list[str]:
    """Return what opens on demand; its handle is left out where a caption says what it is."""
    content = Node("", children=[child for child in node.children if isinstance(child, str) or child.tag != "summary"])
    handles = list(node.nodes("summary"))
    found = blocks(content, LISTED)
    if not found:
        return [text for handle in handles for text in _paragraph(handle.children)]
    told = any(True for _ in content.find("caption"))
    return [*([] if told else map(all_bold, handles)), *found]


def _table(node: Node, most: int | None) -> list[str]:
    caption = [all_bold(part) for part in node.nodes("caption")]
    rows = [row for row in node.find("tr") if not is_left_out(row)]
    heads = [row for part in node.nodes("thead") for row in part.nodes("tr")][:1]
    body = [row for row in rows if row not in heads]
    width = max((len(_cells(row)) for row in rows), default=0)
    if not width:
        return caption
    head = _row(heads[0] if heads else Node("tr"), width)
    grid = "\n".join([head, _rule(heads, width), *(_row(row, width) for row in body[:most])])
    return [*caption, grid, *_more(len(body), most, "row")]


def _cells(row: Node) -> list[Node]:
    return list(row.nodes("th", "td"))


def _row(row: Node, width: int) -> str:
    texts = ["" if is_left_out(cell) else inline(_strong(row, cell)) for cell in _cells(row)]
    return f"| {' | '.join(texts + [''] * (width - len(texts)))} |"


def _strong(row: Node, cell: Node) -> list[Run]:
    return [(text, bold or "strong" in row.classes) for text, bold in runs(cell.children)]


def _rule(heads: Sequence[Node], width: int) -> str:
    """Return the line below the header, which says what is set to the right."""
    marks = ["---:" if "n" in cell.classes else "---" for head in heads for cell in _cells(head)]
    return f"| {' | '.join(marks + ['---'] * (width - len(marks)))} |"


def _more(count: int, most: int | None, what: str) -> list[str]:
    over = 0 if most is None else max(count - most, 0)
    return [f"*{over:,} more {what}{'' if over == 1 else 's'} in the HTML report.*"] if over else []
